#include <QTest>

#include <signal.h>

#include "e2e/follower.h"
#include "e2e/publishing.h"
#include "support/relay.h"

namespace tidings::test {

/// A connection that is dead without a word: only the heartbeat timeout finds it.
class SilentServerTest : public QObject {
  Q_OBJECT

 private slots:
  void a_frozen_server_is_noticed_and_found_again() {
    TidingsServer server({"--heartbeat", "200ms", "--retry", "100ms"});
    QVERIFY2(server.start(), server.report());
    Follower follower(server, 42, {"--heartbeat-timeout", "1s", "--retry-max", "500ms"});
    QVERIFY2(follower.connect(), follower.report());
    QVERIFY(!publish(server, 42, "before").isEmpty());

    server.program().send_signal(SIGSTOP);
    QVERIFY2(follower.program().wait_for_err("no data for 1s"), follower.report());
    // The kernel goes on accepting for it: the next silence is that of a request without an answer.
    QVERIFY2(follower.program().wait_for_err("no answer for 1s"), follower.report());
    server.program().send_signal(SIGCONT);
    QVERIFY2(follower.wait_for_connections(2), follower.report());
    QVERIFY(!publish(server, 42, "after").isEmpty());
    QVERIFY2(follower.wait_for_notifications(2), follower.report());
    QCOMPARE(follower.titles(), (QByteArrayList{"before", "after"}));
  }

  void what_was_published_behind_a_silent_network_arrives_after_the_timeout() {
    TidingsServer server({"--heartbeat", "200ms", "--retry", "100ms"});
    QVERIFY2(server.start(), server.report());
    Relay relay(server.port());
    Follower follower(QStringLiteral("http://127.0.0.1:%1/v1/stream").arg(relay.port()),
                      server.seller_token(42),
                      {"--heartbeat-timeout", "1s", "--retry-max", "500ms"});
    QVERIFY2(follower.connect(), follower.report());
    relay.set_muted(true);
    QVERIFY(!publish(server, 42, "unheard").isEmpty());
    QVERIFY2(follower.program().wait_for_err("no data for 1s"), follower.report());
    QCOMPARE(follower.titles(), QByteArrayList());
    relay.set_muted(false);
    QVERIFY2(follower.wait_for_notifications(1), follower.report());
    QCOMPARE(follower.titles(), QByteArrayList{"unheard"});
  }

  void heartbeats_alone_keep_a_quiet_stream() {
    TidingsServer server({"--heartbeat", "200ms"});
    QVERIFY2(server.start(), server.report());
    Follower follower(server, 42, {"--heartbeat-timeout", "1s"});
    QVERIFY2(follower.connect(), follower.report());
    // Three timeouts long nothing but heartbeats.
    QVERIFY2(!follower.program().wait_for_err("reconnecting", std::chrono::seconds(3)),
             follower.report());
    QVERIFY(!publish(server, 42, "still here").isEmpty());
    QVERIFY2(follower.wait_for_notifications(1), follower.report());
    QCOMPARE(follower.program().err_lines().count("connected"), 1);
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::SilentServerTest)
#include "silent_server_test.moc"
