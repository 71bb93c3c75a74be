#include <QTest>
#include <functional>
#include <memory>

#include <signal.h>

#include "e2e/publishing.h"
#include "support/free_port.h"
#include "support/scripted_server.h"

namespace tidings::test {

namespace {

/// Far below anything the programs under test wait for in these cases, which is a minute and more.
constexpr std::chrono::milliseconds kAtOnce = std::chrono::seconds(5);
const QStringList kPatient{"--retry", "60s", "--retry-max", "60s", "--connect-timeout", "60s"};

struct Signal {
  const char* name;
  int number;
  int status;
};
constexpr Signal kSignals[] = {{"HUP", SIGHUP, 129}, {"INT", SIGINT, 130}, {"TERM", SIGTERM, 143}};

std::unique_ptr<Program> watch(const QString& url, const QStringList& options = {}) {
  return std::make_unique<Program>(QStringLiteral(TIDINGS_EXECUTABLE),
                                   QStringList{"watch", url} + kPatient + options);
}

}  // namespace

/// A signal ends a program at once, whatever it waits for, with the status that says so.
class SignalsTest : public QObject {
  Q_OBJECT

 private slots:
  void a_watch_stops_at_once_data() {
    QTest::addColumn<QString>("waiting_for");
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("status");
    for (const char* waiting : {"an event", "the response", "the next try", "a token"}) {
      for (const Signal& signal : kSignals) {
        QTest::newRow((std::string(signal.name) + " while waiting for " + waiting).c_str())
            << QString(waiting) << signal.number << signal.status;
      }
    }
  }

  void a_watch_stops_at_once() {
    QFETCH(QString, waiting_for);
    QFETCH(int, signal);
    QFETCH(int, status);
    const bool answers = waiting_for == "an event";
    ScriptedServer server({answers ? ScriptedServer::stream(": here\n\n") : QByteArray(), false});
    std::unique_ptr<Program> program;
    if (waiting_for == "the next try") {
      program = watch(QStringLiteral("http://127.0.0.1:%1/").arg(free_port()));
      QVERIFY(program->start());
      QVERIFY2(program->wait_for_err("reconnecting in"), program->report());
    } else if (waiting_for == "a token") {
      program = watch(server.url(), {"--token-command", "echo asked >&2; sleep 60"});
      QVERIFY(program->start());
      QVERIFY2(program->wait_for_err("asked"), program->report());
    } else {
      program = watch(server.url());
      QVERIFY(program->start());
      QVERIFY2(program->wait_until([&] { return !server.requests().isEmpty(); }),
               program->report());
      QVERIFY2(!answers || program->wait_for_err("\nconnected"), program->report());
    }
    program->send_signal(signal);
    const std::optional<int> ended = program->wait_for_exit(kAtOnce);
    QVERIFY2(ended == status, program->report());
  }

  void what_was_printed_before_the_signal_is_there() {
    ScriptedServer server({ScriptedServer::stream("data: last\n\n"), false});
    const auto program = watch(server.url());
    QVERIFY(program->start());
    QVERIFY2(program->wait_for_out_lines(1), program->report());
    program->send_signal(SIGTERM);
    QVERIFY2(program->wait_for_exit(kAtOnce) == 143, program->report());
    QCOMPARE(program->out(), "last\n");
  }

  void a_publisher_that_waits_for_its_next_try_stops_at_once() {
    Program program(QStringLiteral(TIDINGS_EXECUTABLE),
                    {"publish", QStringLiteral("http://127.0.0.1:%1/").arg(free_port()), "--to",
                     "1", "--title", "x", "--max-time", "10m"});
    QVERIFY(program.start());
    QVERIFY2(!program.wait_for_exit(std::chrono::milliseconds(500)), program.report());
    program.send_signal(SIGINT);
    QVERIFY2(program.wait_for_exit(kAtOnce) == 130, program.report());
  }

  void a_server_is_shut_down_cleanly_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("INT") << SIGINT;
    QTest::newRow("TERM") << SIGTERM;
  }

  void a_server_is_shut_down_cleanly() {
    QFETCH(int, signal);
    TidingsServer server({"--drain-timeout", "2s"});
    QVERIFY2(server.start(), server.report());
    auto follower = watch(server.stream_url());
    follower->set_environment("TIDINGS_TOKEN", server.seller_token(42));
    QVERIFY(follower->start());
    QVERIFY2(follower->wait_for_err("\nconnected"), follower->report());
    server.program().send_signal(signal);
    QVERIFY2(server.program().wait_for_exit() == 0, server.report());
    QVERIFY2(follower->wait_for_err("reconnecting in"), follower->report());
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::SignalsTest)
#include "signals_test.moc"
