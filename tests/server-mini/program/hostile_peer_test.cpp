#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <linux/filter.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server-mini/program/server_under_test.h"
#include "server-mini/program/sse.h"

using tidings::test::Answer;
using tidings::test::bearer;
using tidings::test::HttpClient;
using tidings::test::ServerUnderTest;
using tidings::test::titles;

namespace {

/// From now on the peer's kernel drops all that arrives on the connection: to the other end it is
/// gone without a word.
void vanish(const HttpClient& client) {
  sock_filter drop_all = BPF_STMT(BPF_RET | BPF_K, 0);
  const sock_fprog program{1, &drop_all};
  if (setsockopt(static_cast<int>(client.descriptor()), SOL_SOCKET, SO_ATTACH_FILTER, &program,
                 sizeof program) != 0)
    qFatal("the connection cannot be made deaf");
}

double cpu_seconds(qint64 pid) {
  QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
  if (!file.open(QIODevice::ReadOnly))
    qFatal("cannot read %s", qPrintable(file.fileName()));
  const QByteArrayList fields = file.readAll().split(')').last().simplified().split(' ');
  static constexpr int kUserTime = 11;
  return (fields.at(kUserTime).toDouble() + fields.at(kUserTime + 1).toDouble()) /
         static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

/// Peers that vanish, dawdle, take all there is, or want too much: freed or refused, and the others
/// are served.
class HostilePeerTest : public QObject {
  Q_OBJECT

 private slots:
  void a_peer_that_vanished_is_freed_and_does_not_lock_its_seller_out() {
    ServerUnderTest server({"--heartbeat", "1s", "--max-streams-per-seller", "1"});
    const auto ghost = server.stream();
    QCOMPARE(server.ask("GET", "/v1/stream", server.seller()).status, 429);
    vanish(*ghost);
    QVERIFY(server->program().wait_until([&] {
      HttpClient again(server.port());
      again.request("GET", "/v1/stream", server.seller());
      return again.wait_for_head() && again.answer().status == 200;
    }));
    QVERIFY(server->program().wait_until(
        [&] { return server.ask("GET", "/metrics").body.contains("\ntidings_connections 1\n"); }));
  }

  void a_peer_that_vanished_from_a_busy_stream_is_freed_too() {
    ServerUnderTest server({"--heartbeat", "1s"});
    const auto ghost = server.stream();
    vanish(*ghost);
    QVERIFY(server->program().wait_until([&] {
      server.publish_many(1);
      return server.ask("GET", "/metrics").body.contains("\ntidings_streams 0\n");
    }));
  }

  /// Takes the half minute that a request's head has.
  void whoever_does_not_finish_a_request_s_head_is_let_go() {
    ServerUnderTest server;
    HttpClient silent(server.port());
    HttpClient half(server.port());
    HttpClient drop_by_drop(server.port());
    HttpClient blank_lines(server.port());
    half.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n");
    drop_by_drop.send("GET /healthz HTTP/1.1\r\nX: ");
    const auto gone = [&] {
      return !silent.connected() && !half.connected() && !drop_by_drop.connected() &&
             !blank_lines.connected();
    };
    QVERIFY(half.wait_until([&] { return half.connected() && blank_lines.connected(); }));
    QVERIFY(server->program().wait_until(
        [&] {
          if (drop_by_drop.connected())
            drop_by_drop.send("x");
          if (blank_lines.connected())
            blank_lines.send("\r\n");
          return gone();
        },
        std::chrono::seconds(90)));
    QCOMPARE(half.answer().status, 408);
    QCOMPARE(server.ask("GET", "/healthz").status, 200);
  }

  void without_file_descriptors_newcomers_are_turned_away_and_all_goes_on_afterwards() {
    ServerUnderTest server({"--heartbeat", "200ms", "--max-connections", "10000"});
    const auto stream = server.stream();
    const rlimit few{60, 60};
    QCOMPARE(prlimit(static_cast<pid_t>(server->program().pid()), RLIMIT_NOFILE, &few, nullptr), 0);
    std::vector<std::unique_ptr<HttpClient>> crowd;
    for (int i = 0; i < 100; ++i)
      crowd.push_back(std::make_unique<HttpClient>(server.port()));
    const auto connected = [&] {
      return std::count_if(crowd.begin(), crowd.end(),
                           [](const auto& client) { return client->connected(); });
    };
    QVERIFY(server->program().wait_until([&] { return connected() > 0 && connected() < 60; }));

    // It neither spins nor forgets those it has.
    const double cpu_before = cpu_seconds(server->program().pid());
    QElapsedTimer time;
    time.start();
    const auto heartbeats = stream->answer().body.count(": heartbeat");
    QVERIFY(stream->wait_for_body(": heartbeat", heartbeats + 10));
    const double used = cpu_seconds(server->program().pid()) - cpu_before;
    QVERIFY2(used < static_cast<double>(time.elapsed()) / 1000 / 4, QByteArray::number(used));

    crowd.clear();
    QVERIFY(
        server->program().wait_until([&] { return server.ask("GET", "/healthz").status == 200; }));
    QCOMPARE(server.publish("{\"sellerId\":42,\"title\":\"after the crowd\"}").status, 201);
    QVERIFY(stream->wait_for_body("after the crowd"));
  }

  void a_reader_that_stops_below_the_send_buffer_may_go_on_later() {
    ServerUnderTest server({"--heartbeat", "1s", "--send-buffer", "8MiB"});
    HttpClient slow(server.port());
    slow.request("GET", "/v1/stream", server.seller());
    QVERIFY(slow.wait_for_body("\nid: "));
    slow.set_reading(false);
    HttpClient clock(server.port());
    clock.request("GET", "/v1/stream", server.seller(43));
    const QByteArray line =
        "{\"sellerId\":42,\"title\":\"n\",\"body\":\"" + QByteArray(4000, 'x') + "\"}\n";
    QCOMPARE(server.publish_lines(line.repeated(900)).status, 200);
    QVERIFY(clock.wait_for_body(": heartbeat", 5));
    slow.set_reading(true);
    server.publish("{\"sellerId\":42,\"title\":\"last\"}");
    QVERIFY(slow.wait_for_body("\"last\""));
    QCOMPARE(titles(slow.answer().body).size(), 901);
  }

  void a_reader_that_stops_in_its_replay_costs_nobody_and_gets_the_rest() {
    ServerUnderTest server({"--send-buffer", "64KiB", "--max-body", "64KiB"});
    const QByteArray body(4000, 'x');
    QByteArray lines;
    for (int i = 1; i <= 500; ++i)
      lines += "{\"sellerId\":42,\"title\":\"n" + QByteArray::number(i) + "\",\"body\":\"" + body +
               "\"}\n";
    QCOMPARE(server.publish_lines(lines).status, 200);
    HttpClient slow(server.port());
    slow.set_reading(false);
    slow.request("GET", "/v1/stream", server.seller() + "Last-Event-ID: 0\r\n");
    const auto fast = server.stream();
    server.publish_many(20, "live");
    QVERIFY(fast->wait_for_body("live20"));
    slow.set_reading(true);
    QVERIFY(slow.wait_for_body("live20"));
    QCOMPARE(titles(slow.answer().body).size(), 520);
    QCOMPARE(titles(slow.answer().body).value(499), "n500");
  }
};

QTEST_GUILESS_MAIN(HostilePeerTest)
#include "hostile_peer_test.moc"
