#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>
#include <memory>

#include <sys/stat.h>

#include "support/program.h"
#include "support/scripted_server.h"

using tidings::test::Program;
using tidings::test::ScriptedServer;

/// `tidings profile` as users run it: CONTRACT 6.
class ProfileProgramTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void adds_a_profile_that_watch_follows();
  void takes_every_key_as_a_flag();
  void reads_a_token_from_standard_input();
  void lists_what_there_is();
  void lists_nothing_without_a_file();
  void shows_keys_and_no_secrets();
  void removes_a_profile_and_leaves_the_rest_alone();
  void refuses_wrong_usage_data();
  void refuses_wrong_usage();
  void says_what_is_wrong_with_the_file_data();
  void says_what_is_wrong_with_the_file();
  void warns_of_unknown_keys();
  void test_ends_as_watch_would_data();
  void test_ends_as_watch_would();
  void test_gives_up_in_time();
  void test_needs_a_stream();
  void test_fails_when_its_output_is_lost();

 private:
  std::unique_ptr<Program> tidings(const QStringList& words) const;
  std::unique_ptr<Program> done(const QStringList& words, int status) const;
  [[nodiscard]] QString path() const { return folder_->filePath("tidings/config.toml"); }
  [[nodiscard]] QByteArray text() const;
  void write(const QByteArray& text, mode_t mode = 0600) const;

  std::unique_ptr<QTemporaryDir> folder_;
};

void ProfileProgramTest::init() {
  folder_ = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<Program> ProfileProgramTest::tidings(const QStringList& words) const {
  auto program = std::make_unique<Program>(QStringLiteral(TIDINGS_EXECUTABLE), words);
  program->set_environment("XDG_CONFIG_HOME", folder_->path());
  return program;
}

/// Runs it; null when it does not end with this status.
std::unique_ptr<Program> ProfileProgramTest::done(const QStringList& words, int status) const {
  auto program = tidings(words);
  const auto ended = program->run();
  if (ended != status) {
    qWarning("%s", program->report().constData());
    return nullptr;
  }
  return program;
}

QByteArray ProfileProgramTest::text() const {
  QFile file(path());
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void ProfileProgramTest::write(const QByteArray& text, mode_t mode) const {
  QVERIFY(QDir(folder_->path()).mkpath("tidings"));
  QFile file(path());
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(text);
  file.close();
  QCOMPARE(::chmod(path().toUtf8().constData(), mode), 0);
}

void ProfileProgramTest::adds_a_profile_that_watch_follows() {
  ScriptedServer server({ScriptedServer::stream("data: hello\n\n")});
  QVERIFY(done({"profile", "add", "shop", "--stream", server.url(), "-H", "X-Shop: 7"}, 0));
  struct stat status {};
  QCOMPARE(::stat(path().toUtf8().constData(), &status), 0);
  QCOMPARE(status.st_mode & 0777U, 0600U);
  const auto watch = done({"watch", "--profile", "shop", "-n", "1"}, 0);
  QVERIFY(watch);
  QCOMPARE(watch->out(), QByteArray("hello\n"));
  QVERIFY(server.requests().front().contains("X-Shop: 7\r\n"));
}

void ProfileProgramTest::takes_every_key_as_a_flag() {
  QVERIFY(done({"profile",
                "add",
                "all",
                "--stream=http://h/v1/stream",
                "--publish=http://h/p",
                "--api=http://h/v1",
                "--token-keychain",
                "--headers=A: 1",
                "--headers=B: 2",
                "--preset=ntfy",
                "--mapping=title=/t",
                "--mapping=heartbeat=event:ping",
                "--heartbeat-timeout=45s",
                "--connect-timeout=5s",
                "--retry=2s",
                "--retry-max=1m",
                "--max-retries=3",
                "--max-event-size=1MiB",
                "--drop-duplicates",
                "--cacert=/ca",
                "--cert=/cert",
                "--key=/key",
                "--insecure",
                "--proxy=http://me:secret@proxy:1",
                "--unix-socket=/sock",
                "--http2",
                "--compressed"},
               0));
  const auto show = done({"profile", "show", "all", "-o", "json"}, 0);
  QVERIFY(show);
  const QJsonObject shown = QJsonDocument::fromJson(show->out()).object();
  QCOMPARE(shown["name"].toString(), QString("all"));
  QCOMPARE(shown["default"].toBool(true), false);
  QCOMPARE(shown["headers"].toArray(), QJsonArray({"A: 1", "B: 2"}));
  QCOMPARE(shown["mapping"].toObject()["heartbeat"].toString(), QString("event:ping"));
  QCOMPARE(shown["max-retries"].toInt(), 3);
  QCOMPARE(shown["max-event-size"].toInt(), 1 << 20);
  QCOMPARE(shown["retry-max"].toString(), QString("1m"));
  QCOMPARE(shown["proxy"].toString(), QString("http://***@proxy:1"));
  for (const char* flag :
       {"token-keychain", "drop-duplicates", "insecure", "http2", "compressed"}) {
    QVERIFY2(shown[flag].toBool(), flag);
  }
  // What `show` prints is a configuration again.
  const QByteArray printed = done({"profile", "show", "all"}, 0)->out();
  QVERIFY(!printed.contains("secret"));
  write(printed);
  QCOMPARE(done({"profile", "show", "all"}, 0)->out(), printed);
}

void ProfileProgramTest::reads_a_token_from_standard_input() {
  const auto add = tidings({"profile", "add", "shop", "--stream", "http://h/", "--token", "-"});
  add->set_input("s3cret\n");
  QCOMPARE(add->run(), 0);
  QVERIFY(!add->err().contains("s3cret") && !add->err().contains("warning"));
  QVERIFY(text().contains("token = \"s3cret\"\n"));
}

void ProfileProgramTest::lists_what_there_is() {
  write(
      "default-profile = \"b\"\n[profiles.long-name]\nstream = \"http://u:p@h/?token=t0k\"\n"
      "[profiles.b]\npublish = \"http://h/p\"\n");
  const auto list = done({"profile", "list"}, 0);
  QVERIFY(list);
  QCOMPARE(list->out(),
           QByteArray("  long-name  http://***@h/?token=***\n* b          http://h/p\n"));
  QCOMPARE(list->err(), QByteArray());
  const auto json = done({"profile", "list", "-o", "json"}, 0);
  QVERIFY(json);
  QCOMPARE(json->out_lines().size(), 2);
  const QJsonObject second = QJsonDocument::fromJson(json->out_lines()[1]).object();
  QCOMPARE(second["name"].toString(), QString("b"));
  QVERIFY(second["default"].toBool());
}

void ProfileProgramTest::lists_nothing_without_a_file() {
  const auto list = done({"profile", "list"}, 0);
  QVERIFY(list);
  QCOMPARE(list->out(), QByteArray());
  QVERIFY(list->err().contains("there are no profiles in " + path().toUtf8()));
}

void ProfileProgramTest::shows_keys_and_no_secrets() {
  write(
      "[profiles.a]\nstream = \"https://me:pw1@h/s?access_token=pw2&lang=ko\"\ntoken = \"pw3\"\n"
      "headers = [\"X-Shop: 7\", \"Authorization: Basic pw4\", \"X-Api-Key: pw5\"]\n"
      "[profiles.b]\ntoken-command = \"printf pw6\"\n"
      "[profiles.c]\ntoken-command = \"secret-tool lookup account shop\"\n");
  for (const QStringList& form : {QStringList(), QStringList({"-o", "json"})}) {
    for (const char* name : {"a", "b"}) {
      const auto show = done(QStringList({"profile", "show", name}) + form, 0);
      QVERIFY(show);
      QVERIFY2(!show->out().contains("pw"), show->out().constData());
      QVERIFY(show->out().contains("***"));
    }
  }
  const QByteArray shown = done({"profile", "show", "a"}, 0)->out();
  QVERIFY(shown.contains("X-Shop: 7") && shown.contains("lang=ko"));
  QVERIFY(done({"profile", "show", "c"}, 0)->out().contains("secret-tool lookup account shop"));
}

void ProfileProgramTest::removes_a_profile_and_leaves_the_rest_alone() {
  const QByteArray head = "# mine\n\n[profiles.a]   # first\nretry=1\n\n";
  const QByteArray tail = "# the other\n[profiles.c]\n  retry = \"2s\"   # odd\n";
  write("default-profile = \"b\"\n" + head + "[profiles.b]\nretry = 3\n" + tail);
  QVERIFY(done({"profile", "remove", "b"}, 0));
  QCOMPARE(text(), head + tail);
}

void ProfileProgramTest::refuses_wrong_usage_data() {
  QTest::addColumn<QStringList>("words");
  QTest::addColumn<QStringList>("named");
  const auto row = [](const char* words, const QStringList& named) {
    QTest::newRow(words) << QString(words).split(' ', Qt::SkipEmptyParts) << named;
  };
  row("", {"list", "show NAME", "add NAME"});
  row("lsit", {"lsit", "did you mean list"});
  row("show", {"profile show NAME"});
  row("show nobody", {"no profile \"nobody\""});
  row("show shpo", {"did you mean shop"});
  row("remove nobody", {"no profile \"nobody\""});
  row("test nobody", {"no profile \"nobody\""});
  row("list shop", {"\"shop\" is one word too many"});
  row("add a b", {"\"b\" is one word too many"});
  row("add", {"profile add NAME"});
  row("add shop", {"`shop` already"});
  row("add a/b", {"a/b", "letters, digits"});
  row("add a --strem http://h/", {"--strem", "--stream"});
  row("add a --stream localhost:1", {"--stream", "localhost:1", "http://localhost:1"});
  row("add a --retry soon", {"--retry", "soon", "5m"});
  row("add a --max-retries x", {"--max-retries", "x", "whole number"});
  row("add a --max-event-size 1XB", {"--max-event-size", "1XB", "64KiB"});
  row("add a --preset ntfi", {"--preset", "ntfi", "ntfy"});
  row("add a --mapping colour=/c", {"--mapping", "colour=/c", "title"});
  row("add a --mapping title=t", {"--mapping", "title=t", "JSON pointer"});
  row("add a --headers nonsense", {"--headers", "nonsense", "Name: value"});
  row("add a --headers no@name:x", {"--headers", "no@name:x", "Name: value"});
  row("add a --proxy :::", {"--proxy", ":::", "http://proxy.example:3128"});
  row("add a --token-file /f --token-command c", {"a second time"});
  row("add a --token-file /f --token-keychain", {"a second time"});
  row("add a -o json", {"--output"});
  row("add a --timeout 1s", {"--timeout", "profile test"});
  row("list --stream http://h/", {"--stream", "profile add"});
  row("list -o xml", {"--output", "xml", "json"});
  row("test shop --timeout soon", {"--timeout", "soon"});
}

void ProfileProgramTest::refuses_wrong_usage() {
  QFETCH(QStringList, words);
  QFETCH(QStringList, named);
  const QByteArray before = "[profiles.shop]\nstream = \"http://127.0.0.1:1/\"\n";
  write(before);
  const auto program = done(QStringList("profile") + words, 2);
  QVERIFY(program);
  QCOMPARE(program->out(), QByteArray());
  for (const QString& part : named) {
    QVERIFY2(program->err().contains(part.toUtf8()), program->err().constData());
  }
  QCOMPARE(text(), before);
}

void ProfileProgramTest::says_what_is_wrong_with_the_file_data() {
  QTest::addColumn<QByteArray>("file");
  QTest::addColumn<int>("mode");
  QTest::addColumn<QByteArray>("complaint");
  QTest::newRow("a bad value") << QByteArray("[profiles.a]\nretry = \"soon\"\n") << 0600
                               << QByteArray("line 2: retry");
  QTest::newRow("a bad preset") << QByteArray("\n[profiles.a]\npreset = \"ntfi\"\n") << 0600
                                << QByteArray("line 3: preset");
  QTest::newRow("no TOML") << QByteArray("[profiles.a\n") << 0600 << QByteArray("line 1");
  QTest::newRow("writable for the group")
      << QByteArray("[profiles.a]\n") << 0620 << QByteArray("chmod go-w");
  QTest::newRow("writable for all")
      << QByteArray("[profiles.a]\n") << 0602 << QByteArray("chmod go-w");
  QTest::newRow("a token for all to read")
      << QByteArray("[profiles.a]\ntoken = \"s3cret\"\n") << 0644 << QByteArray("chmod 600");
}

void ProfileProgramTest::says_what_is_wrong_with_the_file() {
  QFETCH(QByteArray, file);
  QFETCH(int, mode);
  QFETCH(QByteArray, complaint);
  write(file, static_cast<mode_t>(mode));
  for (const QStringList& words :
       {QStringList({"profile", "list"}), QStringList({"profile", "show", "a"}),
        QStringList({"profile", "add", "b"}), QStringList({"profile", "test", "a"}),
        QStringList({"watch", "--profile", "a"})}) {
    const auto program = done(words, 2);
    QVERIFY(program);
    QVERIFY2(program->err().contains(complaint), program->err().constData());
    QVERIFY(!program->err().contains("s3cret"));
    QCOMPARE(program->out(), QByteArray());
  }
  QCOMPARE(text(), file);
}

void ProfileProgramTest::warns_of_unknown_keys() {
  write("[profiles.a]\nstraem = \"http://h/\"\n");
  for (const QStringList& words :
       {QStringList({"profile", "list"}), QStringList({"profile", "show", "a"})}) {
    const auto program = done(words, 0);
    QVERIFY(program);
    QVERIFY2(program->err().contains("line 2: straem"), program->err().constData());
  }
}

void ProfileProgramTest::test_ends_as_watch_would_data() {
  QTest::addColumn<QByteArray>("answer");
  QTest::addColumn<int>("status");
  QTest::addColumn<QByteArray>("says");
  const auto row = [](const char* name, const ScriptedServer::Answer& answer, int status,
                      const char* says) {
    QTest::newRow(name) << answer.bytes << status << QByteArray(says);
  };
  const QByteArray stream = "Content-Type: text/event-stream\r\n";
  row("a stream", ScriptedServer::status("200 OK", stream), 0, "connected to");
  row("another type", ScriptedServer::status("200 OK", "Content-Type: text/html\r\n"), 1,
      "text/html");
  row("nothing to follow", ScriptedServer::status("204 No Content"), 0, "204");
  row("not authorized", ScriptedServer::status("401 Unauthorized"), 4, "401");
  row("forbidden", ScriptedServer::status("403 Forbidden"), 4, "403");
  row("not there", ScriptedServer::status("404 Not Found"), 1, "404");
  row("overloaded", ScriptedServer::status("503 Service Unavailable"), 1, "503");
}

void ProfileProgramTest::test_ends_as_watch_would() {
  QFETCH(QByteArray, answer);
  QFETCH(int, status);
  QFETCH(QByteArray, says);
  ScriptedServer server({answer, true});
  write("[profiles.a]\nstream = \"" + server.url().toUtf8() + "\"\ntoken = \"s3cret\"\n");
  const auto program = done({"profile", "test", "a"}, status);
  QVERIFY(program);
  QVERIFY2((program->out() + program->err()).contains(says), program->err().constData());
  QCOMPARE(program->out().contains("connected to"), says == "connected to");
  QVERIFY(!program->err().contains("s3cret"));
  QCOMPARE(server.requests().size(), 1);
  QVERIFY(server.requests().front().contains("Authorization: Bearer s3cret"));
}

void ProfileProgramTest::test_gives_up_in_time() {
  ScriptedServer silent({QByteArray(), false});
  write("[profiles.a]\nstream = \"" + silent.url().toUtf8() + "\"\n");
  const auto program = done({"profile", "test", "a", "--timeout", "200ms"}, 5);
  QVERIFY(program);
  QVERIFY(program->err().contains("no answer within 200ms"));
}

void ProfileProgramTest::test_needs_a_stream() {
  write("[profiles.a]\npublish = \"http://127.0.0.1:1/\"\n");
  const auto program = done({"profile", "test", "a"}, 2);
  QVERIFY(program);
  QVERIFY(program->err().contains("has no stream"));
}

void ProfileProgramTest::test_fails_when_its_output_is_lost() {
  ScriptedServer server({ScriptedServer::stream({})});
  write("[profiles.a]\nstream = \"" + server.url().toUtf8() + "\"\n");
  Program program("sh", {"-c", "\"$PROGRAM\" profile test a > /dev/full"});
  program.set_environment("PROGRAM", TIDINGS_EXECUTABLE);
  program.set_environment("XDG_CONFIG_HOME", folder_->path());
  QCOMPARE(program.run(), 1);
  QVERIFY2(program.err().contains("cannot be written"), program.err().constData());
}

QTEST_GUILESS_MAIN(ProfileProgramTest)
#include "profile_program_test.moc"
