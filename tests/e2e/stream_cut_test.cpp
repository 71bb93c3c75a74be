#include <QTest>
#include <memory>

#include "e2e/follower.h"
#include "e2e/publishing.h"
#include "support/relay.h"

namespace tidings::test {

/// The network between client and server fails; both live on.
class StreamCutTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<TidingsServer> server_;
  std::unique_ptr<Relay> relay_;
  std::unique_ptr<Follower> follower_;

 private slots:
  void init() {
    server_ = std::make_unique<TidingsServer>(QStringList{"--retry", "50ms", "--history", "5000"});
    QVERIFY2(server_->start(), server_->report());
    relay_ = std::make_unique<Relay>(server_->port());
    follower_ = std::make_unique<Follower>(
        QStringLiteral("http://127.0.0.1:%1/v1/stream").arg(relay_->port()),
        server_->seller_token(42), QStringList{"--retry-max", "200ms"});
    QVERIFY2(follower_->connect(), follower_->report());
  }

  void cleanup() {
    follower_.reset();
    relay_.reset();
    server_.reset();
  }

  void a_stream_cut_before_its_first_event_misses_nothing() {
    relay_->set_open(false);
    relay_->cut();
    QVERIFY2(follower_->program().wait_for_err("reconnecting in"), follower_->report());
    QVERIFY(!publish(*server_, 42, "first").isEmpty());
    QVERIFY(!publish(*server_, 42, "second").isEmpty());
    QCOMPARE(follower_->titles(), QByteArrayList());
    relay_->set_open(true);
    QVERIFY2(follower_->wait_for_notifications(2), follower_->report());
    QCOMPARE(follower_->titles(), (QByteArrayList{"first", "second"}));
  }

  void a_stream_cut_again_and_again_prints_each_once_and_in_order() {
    static constexpr int kMany = 4000;
    static constexpr int kCutEvery = 250;
    const auto program = publisher(*server_, {"--from-file", "-"});
    program->set_input(numbered_notifications(42, "n", kMany));
    QVERIFY(program->start());
    for (int seen = kCutEvery; seen < kMany; seen += kCutEvery) {
      QVERIFY2(follower_->wait_for_notifications(seen), follower_->report());
      relay_->cut();
    }
    QVERIFY2(program->wait_for_exit() == 0, program->report());
    QVERIFY2(follower_->wait_for_notifications(kMany), follower_->report());
    QCOMPARE(follower_->ids(), program->out_lines());
    QVERIFY(relay_->connections_so_far() > 2);
  }

  void a_refused_connection_is_tried_again_until_it_is_there() {
    relay_->set_open(false);
    relay_->cut();
    QVERIFY2(follower_->program().wait_for_err("reconnecting in", 4), follower_->report());
    relay_->set_open(true);
    QVERIFY2(follower_->wait_for_connections(2), follower_->report());
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::StreamCutTest)
#include "stream_cut_test.moc"
