#include "store/cursor.h"

#include <QTest>
#include <limits>

using tidings::server::asks_for_everything;
using tidings::server::Cursor;
using tidings::server::kMaxCursorLength;
using tidings::server::parse_cursor;
using tidings::server::Position;
using tidings::server::to_text;

namespace {
constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
}

class CursorTest : public QObject {
  Q_OBJECT

 private slots:
  void comes_back_as_it_was_written_data() {
    QTest::addColumn<quint64>("seller_ms");
    QTest::addColumn<quint64>("seller_seq");
    QTest::addColumn<quint64>("broadcast_ms");
    QTest::addColumn<quint64>("broadcast_seq");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("start of both logs")
        << quint64{0} << quint64{0} << quint64{0} << quint64{0} << QByteArray("k3x9q2ab-0-0-0-0");
    QTest::newRow("usual") << quint64{1795305600000} << quint64{0} << quint64{1795305600001}
                           << quint64{37} << QByteArray("k3x9q2ab-mwr2lmo0-0-mwr2lmo1-11");
    QTest::newRow("largest") << quint64{kMost} << quint64{kMost} << quint64{kMost} << quint64{kMost}
                             << QByteArray(
                                    "k3x9q2ab-3w5e11264sgsf-3w5e11264sgsf-3w5e11264sgsf-"
                                    "3w5e11264sgsf");
  }

  void comes_back_as_it_was_written() {
    QFETCH(quint64, seller_ms);
    QFETCH(quint64, seller_seq);
    QFETCH(quint64, broadcast_ms);
    QFETCH(quint64, broadcast_seq);
    QFETCH(QByteArray, text);
    const Cursor cursor{"k3x9q2ab", Position{seller_ms, seller_seq},
                        Position{broadcast_ms, broadcast_seq}};
    QCOMPARE(to_text(cursor), text.toStdString());
    QVERIFY(to_text(cursor).size() <= kMaxCursorLength);
    const auto parsed = parse_cursor(text.toStdString());
    QVERIFY(parsed.has_value());
    QVERIFY(*parsed == cursor);
  }

  void refuses_what_no_server_of_ours_wrote_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("everything is not a cursor") << QByteArray("0");
    QTest::newRow("number") << QByteArray("17");
    QTest::newRow("epoch only") << QByteArray("k3x9q2ab");
    QTest::newRow("short epoch") << QByteArray("k3x9q2a-1-2-3-4");
    QTest::newRow("long epoch") << QByteArray("k3x9q2abc-1-2-3-4");
    QTest::newRow("capital in epoch") << QByteArray("K3x9q2ab-1-2-3-4");
    QTest::newRow("number missing") << QByteArray("k3x9q2ab-1-2-3");
    QTest::newRow("number too many") << QByteArray("k3x9q2ab-1-2-3-4-5");
    QTest::newRow("empty number") << QByteArray("k3x9q2ab-1--3-4");
    QTest::newRow("trailing dash") << QByteArray("k3x9q2ab-1-2-3-4-");
    QTest::newRow("leading zero") << QByteArray("k3x9q2ab-01-2-3-4");
    QTest::newRow("capital digit") << QByteArray("k3x9q2ab-A-2-3-4");
    QTest::newRow("sign") << QByteArray("k3x9q2ab-+1-2-3-4");
    QTest::newRow("space") << QByteArray("k3x9q2ab-1-2-3-4 ");
    QTest::newRow("NUL") << QByteArray("k3x9q2ab-1-2-3-4\0", 17);
    QTest::newRow("beyond 64 bits") << QByteArray("k3x9q2ab-3w5e11264sgsg-2-3-4");
    QTest::newRow("not ASCII") << QByteArray("k3x9q2ab-\xc3\xa9-2-3-4");
    QTest::newRow("too long") << QByteArray("k3x9q2ab-1-2-3-") + QByteArray(1000, '4');
  }

  void refuses_what_no_server_of_ours_wrote() {
    QFETCH(QByteArray, text);
    QVERIFY(!parse_cursor(text.toStdString()).has_value());
  }

  void knows_the_request_for_everything() {
    QVERIFY(asks_for_everything("0"));
    QVERIFY(!asks_for_everything(""));
    QVERIFY(!asks_for_everything("00"));
  }
};

QTEST_GUILESS_MAIN(CursorTest)
#include "cursor_test.moc"
