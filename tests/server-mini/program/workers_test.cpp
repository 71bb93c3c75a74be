#include <QDir>
#include <QFile>
#include <QTest>

#include <signal.h>

#include "server-mini/program/server_under_test.h"
#include "server-mini/program/sse.h"

using namespace tidings::test;

namespace {

/// The processes whose parent is `parent`.
QList<qint64> children_of(qint64 parent) {
  QFile file(QStringLiteral("/proc/%1/task/%1/children").arg(parent));
  QList<qint64> out;
  if (file.open(QIODevice::ReadOnly)) {
    for (const QByteArray& pid : file.readAll().simplified().split(' ')) {
      if (!pid.isEmpty())
        out.append(pid.toLongLong());
    }
  }
  return out;
}

bool alive(qint64 pid) {
  return ::kill(static_cast<pid_t>(pid), 0) == 0;
}

QByteArray metric(const ServerUnderTest& server, const QByteArray& name) {
  const QByteArray text = server.ask("GET", "/metrics").body;
  const qsizetype at = text.indexOf("\ntidings_" + name + ' ') + name.size() + 10;
  return text.mid(at, text.indexOf('\n', at) - at);
}

}  // namespace

/// `--workers`: several processes look like one server.
class WorkersTest : public QObject {
  Q_OBJECT

 private slots:
  void streams_on_all_workers_get_what_any_of_them_accepts() {
    const ServerUnderTest server({"--workers", "3"}, true);
    std::vector<std::unique_ptr<HttpClient>> streams;
    streams.reserve(12);
    for (int i = 0; i < 12; ++i)
      streams.push_back(server.stream());
    for (int i = 0; i < 10; ++i)
      QCOMPARE(
          server.publish("{\"sellerId\":42,\"title\":\"n" + QByteArray::number(i) + "\"}").status,
          201);
    for (const auto& stream : streams) {
      QVERIFY(stream->wait_for_body("n9"));
      QCOMPARE(titles(stream->answer().body).size(), 10);
    }
  }

  void metrics_are_of_all_workers() {
    const ServerUnderTest server({"--workers", "3"}, true);
    std::vector<std::unique_ptr<HttpClient>> streams;
    streams.reserve(12);
    for (int i = 0; i < 12; ++i)
      streams.push_back(server.stream());
    for (int i = 0; i < 5; ++i)
      QCOMPARE(metric(server, "streams"), "12");
    QCOMPARE(metric(server, "processes"), "3");
    streams.clear();
    QTRY_COMPARE(metric(server, "streams"), "0");
    QCOMPARE(metric(server, "streams_opened_total"), "12");
  }

  void the_limit_of_connections_is_the_total() {
    const ServerUnderTest server({"--workers", "3", "--max-connections", "6"}, true);
    std::vector<std::unique_ptr<HttpClient>> streams;
    streams.reserve(6);
    for (int i = 0; i < 6; ++i)
      streams.push_back(server.stream());
    for (int i = 0; i < 4; ++i)
      QCOMPARE(server.ask("GET", "/healthz").status, 503);
    streams.pop_back();
    // Asked until it is let in once: the next request may come before this one's place is free.
    bool let_in = false;
    QTRY_VERIFY_WITH_TIMEOUT((let_in = let_in || server.ask("GET", "/healthz").status == 200),
                             30'000);
  }

  void without_a_limit_each_worker_takes_what_its_files_allow() {
    RedisServer redis;
    QVERIFY(redis.start());
    const TidingsServer settings;
    Program server("/bin/sh", {"-c", "ulimit -n 160; exec \"$0\" \"$@\"", TIDINGS_SERVER_EXECUTABLE,
                               "--listen", QStringLiteral("127.0.0.1:%1").arg(settings.port()),
                               "--jwt-secret-file", settings.secret_file(), "--workers", "2",
                               "--store", redis.url()});
    QVERIFY(server.start());
    QVERIFY2(server.wait_for_out_lines(1), server.report());
    // More than one process with so few files could have.
    std::vector<std::unique_ptr<HttpClient>> clients;
    for (int i = 0; i < 120; ++i) {
      clients.push_back(std::make_unique<HttpClient>(settings.port()));
      clients.back()->request("GET", "/healthz");
      QCOMPARE(clients.back()->wait_for_answer().status, 200);
    }
  }

  void a_dead_worker_is_replaced() {
    ServerUnderTest server({"--workers", "2"}, true);
    const qint64 parent = server->program().pid();
    const auto before = children_of(parent);
    QCOMPARE(before.size(), 2);
    ::kill(static_cast<pid_t>(before.first()), SIGKILL);
    QTRY_VERIFY(children_of(parent).size() == 2 && !children_of(parent).contains(before.first()));
    QTRY_COMPARE(metric(server, "store_available"), "2");
    QVERIFY(server->program().wait_for_err("is replaced"));
    for (int i = 0; i < 6; ++i)
      QCOMPARE(server.ask("GET", "/readyz").status, 200);
  }

  void sighup_reads_keys_again_in_all_workers_and_in_those_to_come() {
    ServerUnderTest server({"--workers", "2"}, true);
    const QByteArray old_token = server.seller();
    server->use_secret("another secret, as long as the first");
    server->program().send_signal(SIGHUP);
    const auto all_take = [&](const QByteArray& token, int status) {
      for (int i = 0; i < 12; ++i) {
        if (server.ask("GET", "/v1/notifications", token).status != status)
          return false;
      }
      return true;
    };
    QTRY_VERIFY(all_take(server.seller(), 200));
    QVERIFY(all_take(old_token, 401));
    const auto before = children_of(server->program().pid());
    ::kill(static_cast<pid_t>(before.first()), SIGKILL);
    QTRY_VERIFY(!children_of(server->program().pid()).contains(before.first()));
    QTRY_COMPARE(metric(server, "store_available"), "2");
    QVERIFY(all_take(server.seller(), 200));
  }

  void draining_ends_all_workers() {
    ServerUnderTest server({"--workers", "2"}, true);
    const auto workers = children_of(server->program().pid());
    const auto stream = server.stream();
    server->program().send_signal(SIGTERM);
    QCOMPARE(server->program().wait_for_exit(), std::optional<int>(0));
    QVERIFY(stream->wait_for_end());
    QVERIFY(stream->answer().complete);
    for (const qint64 pid : workers)
      QVERIFY(!alive(pid));
  }

  void workers_go_when_their_parent_is_killed() {
    ServerUnderTest server({"--workers", "2"}, true);
    const auto workers = children_of(server->program().pid());
    QCOMPARE(workers.size(), 2);
    server->program().send_signal(SIGKILL);
    for (const qint64 pid : workers)
      QTRY_VERIFY(!alive(pid));
  }

  void a_port_in_use_is_noticed_though_workers_would_share_it() {
    ServerUnderTest server({"--workers", "2"}, true);
    Program second(
        TIDINGS_SERVER_EXECUTABLE,
        {"--workers", "2", "--store", "redis://127.0.0.1:1/0", "--jwt-secret-file",
         server->secret_file(), "--listen", QStringLiteral("127.0.0.1:%1").arg(server.port())});
    QCOMPARE(second.run(), std::optional<int>(1));
    QVERIFY(second.err().contains("cannot listen"));
  }

  void a_store_that_is_not_there_ends_all() {
    QTemporaryDir folder;
    QFile secret(folder.filePath("secret"));
    QVERIFY(secret.open(QIODevice::WriteOnly) && secret.write("s") == 1);
    secret.close();
    Program server(TIDINGS_SERVER_EXECUTABLE,
                   {"--workers", "2", "--store", "redis://127.0.0.1:1/0", "--store-wait", "100ms",
                    "--listen", "127.0.0.1:0", "--jwt-secret-file", secret.fileName()});
    QCOMPARE(server.run(), std::optional<int>(1));
    QCOMPARE(server.out(), QByteArray());
  }
};

QTEST_GUILESS_MAIN(WorkersTest)
#include "workers_test.moc"
