#include <QTest>
#include <memory>

#include "e2e/follower.h"
#include "e2e/publishing.h"
#include "support/redis_server.h"

namespace tidings::test {

/// Redis goes and comes back under a running server.
class RedisLostTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<RedisServer> redis_;
  std::unique_ptr<TidingsServer> server_;

 private slots:
  void init() {
    redis_ = std::make_unique<RedisServer>();
    QVERIFY2(redis_->start(), redis_->report());
    server_ =
        std::make_unique<TidingsServer>(QStringList{"--store", redis_->url(), "--retry", "100ms"});
    QVERIFY2(server_->start(), server_->report());
  }

  void cleanup() {
    server_.reset();
    redis_.reset();
  }

  void everything_acknowledged_around_a_killed_redis_is_printed_once_and_in_order() {
    static constexpr int kBatches = 12;
    static constexpr int kBatch = 25;
    Follower follower(*server_, 42, {"--retry-max", "500ms"});
    QVERIFY2(follower.connect(), follower.report());

    QByteArrayList acknowledged;
    for (int batch = 1; batch <= kBatches; ++batch) {
      const auto program = publisher(*server_, {"--from-file", "-"});
      program->set_input(numbered_notifications(42, "b" + QByteArray::number(batch), kBatch));
      QVERIFY(program->start());
      if (batch % 6 == 3) {
        redis_->kill();
        QVERIFY2(redis_->start(), redis_->report());
      }
      QVERIFY2(program->wait_for_exit() == 0, program->report());
      QCOMPARE(program->out_lines().size(), kBatch);
      acknowledged += program->out_lines();
    }
    QVERIFY2(follower.wait_for_notifications(acknowledged.size()), follower.report());
    QCOMPARE(follower.ids(), acknowledged);
  }

  void a_stream_stays_open_while_redis_is_away() {
    Follower follower(*server_, 42);
    QVERIFY2(follower.connect(), follower.report());
    redis_->kill();
    const auto refused =
        publisher(*server_, {"--to", "42", "--title", "too early", "--max-time", "500ms"});
    QVERIFY2(refused->run() == 1, refused->report());
    QVERIFY2(refused->err().contains("503"), refused->report());
    QCOMPARE(refused->out(), QByteArray());
    QVERIFY2(redis_->start(), redis_->report());
    QVERIFY(!publish(*server_, 42, "back").isEmpty());
    QVERIFY2(follower.wait_for_notifications(1), follower.report());
    QCOMPARE(follower.titles(), QByteArrayList{"back"});
    QCOMPARE(follower.program().err_lines().count("connected"), 1);
  }

  void a_publisher_waits_for_redis_and_then_succeeds() {
    redis_->kill();
    const auto program = publisher(*server_, {"--to", "42", "--title", "patience"});
    QVERIFY(program->start());
    QVERIFY2(!program->wait_for_exit(std::chrono::seconds(1)), program->report());
    QVERIFY2(redis_->start(), redis_->report());
    QVERIFY2(program->wait_for_exit() == 0, program->report());
  }

  void a_server_that_finds_no_redis_says_so_and_ends() {
    TidingsServer server({"--store", "redis://127.0.0.1:1/0", "--store-wait", "200ms"});
    QVERIFY(!server.start());
    QVERIFY2(server.program().wait_for_exit() == 1, server.report());
    QVERIFY2(server.program().err().contains("127.0.0.1:1"), server.report());
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::RedisLostTest)
#include "redis_lost_test.moc"
