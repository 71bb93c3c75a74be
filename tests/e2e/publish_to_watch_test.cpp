#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <memory>

#include "e2e/follower.h"
#include "e2e/publishing.h"
#include "support/redis_server.h"

namespace tidings::test {

/// The main line: publish → server → stream → terminal, with both stores.
class PublishToWatchTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<RedisServer> redis_;
  std::unique_ptr<TidingsServer> server_;

 private slots:
  void initTestCase_data() {
    QTest::addColumn<bool>("redis");
    QTest::newRow("memory") << false;
    QTest::newRow("redis") << true;
  }

  void init() {
    QFETCH_GLOBAL(bool, redis);
    QString store = "memory";
    if (redis) {
      redis_ = std::make_unique<RedisServer>();
      QVERIFY2(redis_->start(), redis_->report());
      store = redis_->url();
    }
    server_ = std::make_unique<TidingsServer>(QStringList{"--store", store});
    QVERIFY2(server_->start(), server_->report());
  }

  void cleanup() {
    server_.reset();
    redis_.reset();
  }

  void a_notification_arrives_as_it_was_published() {
    Follower follower(*server_, 42);
    QVERIFY2(follower.connect(), follower.report());
    const auto program = publisher(
        *server_, {"--to", "42", "--type", "order.paid", "--title", "주문 7 ✓", "--body", "-1 left",
                   "--url", "https://shop.example/7", "--priority", "4", "--group", "orders",
                   "--data", R"({"total":123456789012345678901234567890,"n":[1.50,null]})"});
    QVERIFY2(program->run() == 0, program->report());
    QVERIFY2(follower.wait_for_notifications(1), follower.report());

    const QByteArray data = follower.data().first();
    const QJsonObject notification = QJsonDocument::fromJson(data).object();
    QCOMPARE(notification.value("id").toString().toUtf8(), program->out().trimmed());
    QCOMPARE(notification.value("sellerId").toInt(), 42);
    QCOMPARE(notification.value("type").toString(), "order.paid");
    QCOMPARE(notification.value("title").toString(), "주문 7 ✓");
    QCOMPARE(notification.value("body").toString(), "-1 left");
    QCOMPARE(notification.value("url").toString(), "https://shop.example/7");
    QCOMPARE(notification.value("priority").toInt(), 4);
    QCOMPARE(notification.value("group").toString(), "orders");
    QVERIFY2(data.contains(R"({"total":123456789012345678901234567890,"n":[1.50,null]})"), data);
    QVERIFY2(notification.value("createdAt").toString().endsWith('Z'), data);
  }

  void the_printed_event_names_its_stream_id_and_type() {
    Follower follower(*server_, 42);
    QVERIFY2(follower.connect(), follower.report());
    QVERIFY(!publish(*server_, 42, "hello").isEmpty());
    QVERIFY2(follower.wait_for_notifications(1), follower.report());
    const QByteArray line = follower.program().out_lines().first();
    const QJsonObject event = QJsonDocument::fromJson(line).object();
    QCOMPARE(event.value("stream").toString(), server_->stream_url());
    QCOMPARE(event.value("event").toString(), "message");
    QVERIFY2(!event.value("id").toString().isEmpty(), line);
    QVERIFY2(event.value("received_at").toString().endsWith('Z'), line);
  }

  void a_file_of_notifications_arrives_in_its_order_each_once() {
    static constexpr int kMany = 2500;  // three batches
    Follower follower(*server_, 42);
    QVERIFY2(follower.connect(), follower.report());
    const auto program = publisher(*server_, {"--from-file", "-"});
    program->set_input(numbered_notifications(42, "order", kMany));
    QVERIFY2(program->run() == 0, program->report());
    QVERIFY2(follower.wait_for_notifications(kMany), follower.report());
    QCOMPARE(follower.titles(), numbered_titles("order", kMany));
    QCOMPARE(follower.ids(), program->out_lines());
  }

  void a_seller_s_notification_reaches_that_seller_only_and_a_broadcast_everyone() {
    Follower first(*server_, 1);
    Follower second(*server_, 2);
    QVERIFY2(first.connect(), first.report());
    QVERIFY2(second.connect(), second.report());
    QVERIFY(!publish(*server_, 1, "for 1").isEmpty());
    QVERIFY(!publish(*server_, 2, "for 2").isEmpty());
    const auto broadcast = publisher(*server_, {"--broadcast", "--title", "for all"});
    QVERIFY2(broadcast->run() == 0, broadcast->report());
    QVERIFY2(first.wait_for_notifications(2), first.report());
    QVERIFY2(second.wait_for_notifications(2), second.report());
    QCOMPARE(first.titles(), (QByteArrayList{"for 1", "for all"}));
    QCOMPARE(second.titles(), (QByteArrayList{"for 2", "for all"}));
  }

  void what_came_while_nobody_followed_is_replayed_after_the_last_event_id() {
    Follower before(*server_, 42, {"--count", "1"});
    QVERIFY2(before.connect(), before.report());
    QVERIFY(!publish(*server_, 42, "seen").isEmpty());
    QVERIFY2(before.program().wait_for_exit() == 0, before.report());

    QVERIFY(!publish(*server_, 42, "missed 1").isEmpty());
    QVERIFY(!publish(*server_, 42, "missed 2").isEmpty());
    Follower after(*server_, 42, {"--last-event-id", before.position(), "--count", "2"});
    QVERIFY2(after.program().run() == 0, after.report());
    QCOMPARE(after.titles(), (QByteArrayList{"missed 1", "missed 2"}));
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::PublishToWatchTest)
#include "publish_to_watch_test.moc"
