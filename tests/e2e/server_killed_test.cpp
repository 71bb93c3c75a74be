#include <QTest>

#include "e2e/follower.h"
#include "e2e/publishing.h"
#include "support/redis_server.h"

namespace tidings::test {

/// A server dies as by a power cut, and comes back, while publishing goes on.
class ServerKilledTest : public QObject {
  Q_OBJECT

 private slots:
  void everything_acknowledged_is_printed_once_and_in_order() {
    static constexpr int kBatches = 40;
    static constexpr int kBatch = 25;
    RedisServer redis;
    QVERIFY2(redis.start(), redis.report());
    TidingsServer server({"--store", redis.url(), "--retry", "100ms"});
    QVERIFY2(server.start(), server.report());
    Follower follower(server, 42, {"--retry-max", "500ms"});
    QVERIFY2(follower.connect(), follower.report());

    QByteArrayList acknowledged;
    for (int batch = 1; batch <= kBatches; ++batch) {
      const auto program = publisher(server, {"--from-file", "-"});
      program->set_input(numbered_notifications(42, "b" + QByteArray::number(batch), kBatch));
      QVERIFY(program->start());
      if (batch % 10 == 5) {
        // At another moment of the publisher's life each time: it tries again until the server is
        // back.
        program->wait_until([&] { return follower.ids().size() > acknowledged.size(); },
                            std::chrono::milliseconds(batch));
        server.kill();
        QVERIFY2(server.start(), server.report());
      }
      QVERIFY2(program->wait_for_exit() == 0, program->report());
      QCOMPARE(program->out_lines().size(), kBatch);
      acknowledged += program->out_lines();
    }
    QVERIFY2(follower.wait_for_notifications(acknowledged.size()), follower.report());
    QCOMPARE(follower.ids(), acknowledged);
  }

  /// The position block: a stream that never got an event resumes exactly.
  void a_stream_killed_before_its_first_event_misses_nothing() {
    RedisServer redis;
    QVERIFY2(redis.start(), redis.report());
    TidingsServer server({"--store", redis.url(), "--retry", "100ms"});
    TidingsServer other({"--store", redis.url()});
    other.use_secret(server.secret());
    QVERIFY2(server.start(), server.report());
    QVERIFY2(other.start(), other.report());
    Follower follower(server, 42, {"--retry-max", "500ms"});
    QVERIFY2(follower.connect(), follower.report());

    server.kill();
    QVERIFY2(follower.program().wait_for_err("reconnecting in"), follower.report());
    QVERIFY(!publish(other, 42, "while away").isEmpty());
    QVERIFY2(server.start(), server.report());
    QVERIFY2(follower.wait_for_notifications(1), follower.report());
    QVERIFY(!publish(server, 42, "back").isEmpty());
    QVERIFY2(follower.wait_for_notifications(2), follower.report());
    QCOMPARE(follower.titles(), (QByteArrayList{"while away", "back"}));
  }

  /// Two servers on one Redis are one service.
  void what_is_published_on_one_server_arrives_on_another() {
    RedisServer redis;
    QVERIFY2(redis.start(), redis.report());
    TidingsServer server({"--store", redis.url()});
    TidingsServer other({"--store", redis.url()});
    other.use_secret(server.secret());
    QVERIFY2(server.start(), server.report());
    QVERIFY2(other.start(), other.report());
    Follower follower(server, 42);
    QVERIFY2(follower.connect(), follower.report());
    QVERIFY(!publish(other, 42, "from the other").isEmpty());
    QVERIFY2(follower.wait_for_notifications(1), follower.report());
  }

  /// A memory store that is new has nothing of before: the stream says so and goes on.
  void a_restarted_memory_store_is_reported_as_a_gap() {
    TidingsServer server({"--retry", "100ms"});
    QVERIFY2(server.start(), server.report());
    Follower follower(server, 42, {"--retry-max", "500ms"});
    QVERIFY2(follower.connect(), follower.report());
    QVERIFY(!publish(server, 42, "before").isEmpty());
    QVERIFY2(follower.wait_for_notifications(1), follower.report());
    server.kill();
    QVERIFY2(server.start(), server.report());
    QVERIFY2(follower.wait_for_connections(2), follower.report());
    QVERIFY(!publish(server, 42, "after").isEmpty());
    QVERIFY2(follower.wait_for_notifications(2), follower.report());
    QCOMPARE(follower.titles(), (QByteArrayList{"before", "after"}));
    QVERIFY2(follower.program().out().contains(R"("event":"gap")"), follower.report());
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::ServerKilledTest)
#include "server_killed_test.moc"
