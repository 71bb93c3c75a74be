#include "store/position.h"

#include <QTest>
#include <limits>

using tidings::server::just_before;
using tidings::server::LogBounds;
using tidings::server::NotificationId;
using tidings::server::parse_notification_id;
using tidings::server::parse_position;
using tidings::server::Position;
using tidings::server::to_text;

namespace {
constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
}

class PositionTest : public QObject {
  Q_OBJECT

 private slots:
  void orders_by_millisecond_then_by_number() {
    QVERIFY((Position{1, 9} < Position{2, 0}));
    QVERIFY((Position{9, 0} < Position{10, 0}));
    QVERIFY((Position{2, 9} < Position{2, 10}));
  }

  void reads_only_its_own_form_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("usual") << QByteArray("1795305600000-0") << true;
    QTest::newRow("zero") << QByteArray("0-0") << true;
    QTest::newRow("largest") << QByteArray("18446744073709551615-18446744073709551615") << true;
    QTest::newRow("beyond 64 bits") << QByteArray("18446744073709551616-0") << false;
    QTest::newRow("empty") << QByteArray("") << false;
    QTest::newRow("no number") << QByteArray("5") << false;
    QTest::newRow("half") << QByteArray("5-") << false;
    QTest::newRow("leading zero") << QByteArray("05-0") << false;
    QTest::newRow("sign") << QByteArray("5-+1") << false;
    QTest::newRow("space") << QByteArray("5-1 ") << false;
    QTest::newRow("three numbers") << QByteArray("5-1-1") << false;
  }

  void reads_only_its_own_form() {
    QFETCH(QByteArray, text);
    QFETCH(bool, accepted);
    const auto position = parse_position(text.toStdString());
    QCOMPARE(position.has_value(), accepted);
    if (accepted) {
      QCOMPARE(to_text(*position), text.toStdString());
    }
  }

  void knows_its_neighbour() {
    QVERIFY((just_before({5, 3}) == Position{5, 2}));
    QVERIFY((just_before({5, 0}) == Position{4, kMost}));
    QVERIFY((just_before({0, 0}) == Position{0, 0}));
  }

  void a_log_covers_what_it_can_replay_without_a_gap() {
    const LogBounds bounds{.trimmed = {10, 2}, .last = {20, 0}};
    QVERIFY(!bounds.covers({10, 1}));
    QVERIFY(bounds.covers({10, 2}));  // the trimmed entry itself is known to the client
    QVERIFY(bounds.covers({20, 0}));
    QVERIFY(!bounds.covers({20, 1}));
  }

  void a_notification_id_leads_back_to_log_and_position() {
    const NotificationId id{.broadcast = true, .position = {1795305600000, 7}, .nonce = "k3x9q2ab"};
    QCOMPARE(to_text(id), std::string("b1795305600000-7.k3x9q2ab"));
    QVERIFY(parse_notification_id("b1795305600000-7.k3x9q2ab") == id);
    QVERIFY(!parse_notification_id("1795305600000-7.k3x9q2ab")->broadcast);
  }

  void refuses_what_is_no_notification_id_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("position only") << QByteArray("1795305600000-7");
    QTest::newRow("short random part") << QByteArray("1795305600000-7.k3x9q2a");
    QTest::newRow("long random part") << QByteArray("1795305600000-7.k3x9q2abc");
    QTest::newRow("capital") << QByteArray("1795305600000-7.K3x9q2ab");
    QTest::newRow("other log") << QByteArray("c1795305600000-7.k3x9q2ab");
    QTest::newRow("leading zero") << QByteArray("01795305600000-7.k3x9q2ab");
  }

  void refuses_what_is_no_notification_id() {
    QFETCH(QByteArray, text);
    QVERIFY(!parse_notification_id(text.toStdString()).has_value());
  }
};

QTEST_GUILESS_MAIN(PositionTest)
#include "position_test.moc"
