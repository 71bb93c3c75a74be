#include "store/channel_message.h"

#include <QTest>

using tidings::server::parse_channel_message;
using tidings::server::Position;
using tidings::server::ReadChange;
using tidings::server::ReadChangeMessage;
using tidings::server::WakeUp;

class ChannelMessageTest : public QObject {
  Q_OBJECT

 private slots:
  void a_notification_has_position_predecessor_and_json() {
    const auto message =
        parse_channel_message("n epoch123 17-2 17-1 {\"title\":\"a b\"}", "epoch123");
    QVERIFY(message.has_value());
    const auto& wake_up = std::get<WakeUp>(*message);
    QVERIFY((wake_up.entry.position == Position{17, 2}));
    QVERIFY((wake_up.previous == Position{17, 1}));
    QCOMPARE(wake_up.entry.json, std::string("{\"title\":\"a b\"}"));
  }

  void marks_have_their_kind_and_json() {
    const auto read = parse_channel_message("r epoch123 {\"ids\":[\"x y\"]}", "epoch123");
    QVERIFY(std::get<ReadChangeMessage>(*read).kind == ReadChange::Kind::read);
    QCOMPARE(std::get<ReadChangeMessage>(*read).json, std::string("{\"ids\":[\"x y\"]}"));
    const auto unread = parse_channel_message("u epoch123 {}", "epoch123");
    QVERIFY(std::get<ReadChangeMessage>(*unread).kind == ReadChange::Kind::unread);
  }

  void what_is_not_ours_is_nothing_data() {
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("another epoch") << QByteArray("n epoch124 17-2 17-1 {}");
    QTest::newRow("another kind") << QByteArray("x epoch123 17-2 17-1 {}");
    QTest::newRow("bad position") << QByteArray("n epoch123 17 17-1 {}");
    QTest::newRow("no predecessor") << QByteArray("n epoch123 17-2");
    QTest::newRow("kind only") << QByteArray("n");
    QTest::newRow("binary") << QByteArray("\0\xff n", 4);
  }

  void what_is_not_ours_is_nothing() {
    QFETCH(QByteArray, payload);
    QVERIFY(!parse_channel_message(payload.toStdString(), "epoch123").has_value());
  }
};

QTEST_GUILESS_MAIN(ChannelMessageTest)
#include "channel_message_test.moc"
