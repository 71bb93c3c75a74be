#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <memory>

#include "support/program.h"
#include "support/scripted_server.h"

using tidings::test::Program;
using tidings::test::ScriptedServer;

namespace {

constexpr const char* kThreeEvents =
    "id: 1\nevent: order\ndata: one\n\nid: 2\ndata: two\ndata: lines\n\nid: 3\ndata: three\n\n";

}  // namespace

/// `tidings watch --exec`, by the real program->
class HooksTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void are_given_the_event();
  void run_one_after_the_other();
  void run_side_by_side_when_asked();
  void never_see_the_token();
  void are_told_of_what_no_variable_can_hold();
  void are_told_what_a_notification_says();
  void need_not_read_their_input();
  void that_fail_are_reported();
  void that_fail_stop_the_watch_when_asked();
  void end_with_the_watch();
  void run_no_text_from_the_network();

 private:
  std::unique_ptr<Program> watch(const QStringList& flags, const ScriptedServer& server);
  [[nodiscard]] QByteArray written(const QString& name) const;

  std::unique_ptr<QTemporaryDir> folder_;
};

void HooksTest::init() {
  folder_ = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<Program> HooksTest::watch(const QStringList& flags, const ScriptedServer& server) {
  auto program = std::make_unique<Program>(
      QStringLiteral(TIDINGS_EXECUTABLE), QStringList("watch") + flags + QStringList(server.url()));
  program->set_environment("FOLDER", folder_->path());
  return program;
}

QByteArray HooksTest::written(const QString& name) const {
  QFile file(folder_->filePath(name));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

void HooksTest::are_given_the_event() {
  ScriptedServer server({ScriptedServer::stream(kThreeEvents)});
  const QString hook = R"(echo "$TIDINGS_ID $TIDINGS_EVENT $TIDINGS_STREAM <$TIDINGS_DATA>" )"
                       R"(>> $FOLDER/log; cat >> $FOLDER/input; echo . >> $FOLDER/input)";
  const auto program = watch({"-n", "2", "-o", "data", "-x", hook}, server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(program->out(), QByteArray("one\ntwo\nlines\n"));
  const QByteArray url = server.url().toUtf8();
  QCOMPARE(written("log"), "1 order " + url + " <one>\n2 message " + url + " <two\nlines>\n");
  QCOMPARE(written("input"), QByteArray("one.\ntwo\nlines.\n"));
}

void HooksTest::run_one_after_the_other() {
  ScriptedServer server({ScriptedServer::stream(kThreeEvents)});
  const auto program =
      watch({"-n", "3", "-x",
             "mkdir $FOLDER/lock || touch $FOLDER/overlap; sleep 0.05; rmdir $FOLDER/lock; "
             "echo $TIDINGS_ID >> $FOLDER/log"},
            server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(written("log"), QByteArray("1\n2\n3\n"));
  QCOMPARE(written("overlap"), QByteArray("not there"));
}

void HooksTest::run_side_by_side_when_asked() {
  ScriptedServer server({ScriptedServer::stream(kThreeEvents)});
  // Each waits for all three: one after the other they would wait for ever.
  const QString hook =
      "touch $FOLDER/$TIDINGS_ID; until [ -e $FOLDER/1 -a -e $FOLDER/2 -a -e $FOLDER/3 ]; do "
      "sleep 0.01; done";
  const auto program = watch({"-n", "3", "--exec-jobs", "3", "-x", hook}, server);
  QCOMPARE(program->run(), 0);
}

void HooksTest::never_see_the_token() {
  ScriptedServer server({ScriptedServer::stream(kThreeEvents)});
  const auto program = watch({"-n", "1", "-x", "env > $FOLDER/env"}, server);
  program->set_environment("TIDINGS_TOKEN", "sEcReT");
  program->set_environment("TIDINGS_TITLE", "of another event");
  QCOMPARE(program->run(), 0);
  QVERIFY(server.requests().front().contains("Authorization: Bearer sEcReT"));
  QVERIFY(written("env").contains("TIDINGS_ID=1\n"));
  QVERIFY(!written("env").contains("sEcReT"));
  QVERIFY(!written("env").contains("of another event"));
}

void HooksTest::are_told_of_what_no_variable_can_hold() {
  const QByteArray large(64 * 1024 + 1, 'x');
  ScriptedServer server({ScriptedServer::stream("data: " + large + "\n\n")});
  const auto program =
      watch({"-n", "1", "-o", "data", "-x",
             "echo \"${TIDINGS_DATA-unset} $TIDINGS_OMITTED $(wc -c)\" > $FOLDER/log"},
            server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(written("log"), QByteArray("unset TIDINGS_DATA 65537\n"));
}

void HooksTest::are_told_what_a_notification_says() {
  ScriptedServer server(
      {"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-SSE-Keepalive: 30\r\n\r\n"
       "data: {\"content\":\"heartbeat\"}\n\n"
       "data: "
       "{\"id\":\"n1\",\"sellerId\":42,\"title\":\"T\",\"body\":\"B\\nb\",\"url\":\"https://"
       "x.example/\","
       "\"priority\":5}\n\n"});
  const auto program =
      watch({"-n", "1", "-x",
             R"(echo "$TIDINGS_TITLE|$TIDINGS_BODY|$TIDINGS_URL|$TIDINGS_PRIORITY" )"
             R"(> $FOLDER/log)"},
            server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(written("log"), QByteArray("T|B\nb|https://x.example/|5\n"));
}

void HooksTest::need_not_read_their_input() {
  const QByteArray large(1024 * 1024, 'x');
  ScriptedServer server({ScriptedServer::stream("data: " + large + "\n\ndata: 2\n\n")});
  const auto program = watch({"-n", "2", "-o", "data", "-x", "echo done >> $FOLDER/log"}, server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(written("log"), QByteArray("done\ndone\n"));
}

void HooksTest::that_fail_are_reported() {
  ScriptedServer server({ScriptedServer::stream(kThreeEvents)});
  const auto program = watch({"-n", "3", "-x", "[ $TIDINGS_ID != 2 ] || exit 7"}, server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(program->err().count("ended with status 7 for the event with the id 2"), 1);
  QCOMPARE(program->err().count("--exec command"), 1);
}

void HooksTest::that_fail_stop_the_watch_when_asked() {
  ScriptedServer server({ScriptedServer::stream(kThreeEvents)});
  const auto program =
      watch({"--exec-stop", "-x", "echo $TIDINGS_ID >> $FOLDER/log; kill -9 $$"}, server);
  QCOMPARE(program->run(), 1);
  QVERIFY(program->err().contains("was ended by signal 9"));
  QCOMPARE(written("log"), QByteArray("1\n"));
}

void HooksTest::end_with_the_watch() {
  ScriptedServer server({ScriptedServer::stream(kThreeEvents)});
  const auto program = watch({"-x", "echo $$ > $FOLDER/pid; echo started; sleep 60"}, server);
  QVERIFY(program->start());
  QVERIFY(program->wait_until([&] { return program->out().contains("started"); }));
  const pid_t hook = written("pid").trimmed().toInt();
  QVERIFY(hook > 0);
  program->send_signal(SIGTERM);
  QCOMPARE(program->wait_for_exit(), 143);
  QVERIFY(program->wait_until([&] { return ::kill(hook, 0) != 0; }));
}

void HooksTest::run_no_text_from_the_network() {
  ScriptedServer server(
      {ScriptedServer::stream("id: $(touch $FOLDER/hacked)\nevent: `touch $FOLDER/hacked`\ndata: "
                              "'; touch $FOLDER/hacked; '\n\n")});
  const auto program = watch(
      {"-n", "1", "-x", "echo \"$TIDINGS_ID $TIDINGS_EVENT $TIDINGS_DATA\" > $FOLDER/log"}, server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(written("log"), QByteArray("$(touch $FOLDER/hacked) `touch $FOLDER/hacked` '; touch "
                                      "$FOLDER/hacked; '\n"));
  QCOMPARE(written("hacked"), QByteArray("not there"));
}

QTEST_GUILESS_MAIN(HooksTest)
#include "hooks_test.moc"
