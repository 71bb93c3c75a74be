#include "tidings/token_source.h"

#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <fstream>
#include <optional>

#include <sys/stat.h>

#include "tidings/event_loop.h"

using namespace tidings;
using namespace std::chrono_literals;

class TokenSourceTest : public QObject {
  Q_OBJECT

 private slots:
  void reads_the_expiry_of_a_jwt_data();
  void reads_the_expiry_of_a_jwt();
  void takes_only_what_can_be_a_token_data();
  void takes_only_what_can_be_a_token();
  void fetches_data();
  void fetches();
  void reads_a_pipe_without_holding_up_the_loop();
  void a_cancelled_command_is_ended();

 private:
  std::optional<Result<std::string>> fetch(const TokenSource& source);
  QTemporaryDir folder_;
};

namespace {

/// A drawer with a token in it; locked when it is empty.
TokenLookup lookup_that_finds(const std::string& token) {
  return {"the drawer", [token](EventLoop& loop, std::function<void(Result<std::string>)> done) {
            return std::make_shared<EventLoop::Handle>(loop.call_at(loop.now(), [token, done] {
              done(token.empty() ? Result<std::string>(Error{"it is locked"}) : token);
            }));
          }};
}

}  // namespace

void TokenSourceTest::reads_the_expiry_of_a_jwt_data() {
  QTest::addColumn<QByteArray>("payload");
  QTest::addColumn<qint64>("expiry");
  QTest::newRow("integer") << QByteArray(R"({"exp":1795000000})") << qint64{1795000000};
  QTest::newRow("fraction") << QByteArray(R"({"exp":1795000000.9})") << qint64{1795000000};
  QTest::newRow("none") << QByteArray(R"({"sub":"a"})") << qint64{-1};
  QTest::newRow("text") << QByteArray(R"({"exp":"1795000000"})") << qint64{-1};
  QTest::newRow("beyond any calendar") << QByteArray(R"({"exp":1e300})") << qint64{-1};
  QTest::newRow("an array") << QByteArray(R"([1795000000])") << qint64{-1};
  QTest::newRow("no JSON") << QByteArray("exp") << qint64{-1};
}

void TokenSourceTest::reads_the_expiry_of_a_jwt() {
  QFETCH(QByteArray, payload);
  QFETCH(qint64, expiry);
  const auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
  const std::string token = ("e30." + payload.toBase64(options) + ".c2ln").toStdString();
  const auto found = jwt_expiry(token);
  const qint64 seconds =
      found
          ? static_cast<qint64>(
                std::chrono::duration_cast<std::chrono::seconds>(found->time_since_epoch()).count())
          : -1;
  QCOMPARE(seconds, expiry);
  for (const char* none : {"", "opaque", "a.b", "e30.e30", "..", "e30.!!.c2ln"}) {
    QVERIFY(!jwt_expiry(none));
  }
}

void TokenSourceTest::takes_only_what_can_be_a_token_data() {
  QTest::addColumn<QByteArray>("output");
  QTest::addColumn<QByteArray>("token");
  QTest::newRow("line") << QByteArray("abc.def-1\n") << QByteArray("abc.def-1");
  QTest::newRow("CRLF and spaces") << QByteArray(" abc \r\n\n") << QByteArray("abc");
  QTest::newRow("nothing") << QByteArray("") << QByteArray();
  QTest::newRow("white space") << QByteArray(" \n\t") << QByteArray();
  QTest::newRow("two lines") << QByteArray("abc\nX-Evil: 1\n") << QByteArray();
  QTest::newRow("a sentence") << QByteArray("not logged in") << QByteArray();
  QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray();
  QTest::newRow("not ASCII") << QByteArray("t\xc3\xb6ken") << QByteArray();
}

void TokenSourceTest::takes_only_what_can_be_a_token() {
  QFETCH(QByteArray, output);
  QFETCH(QByteArray, token);
  const auto taken = token_from_output(output.toStdString());
  QCOMPARE(taken.ok(), !token.isNull());
  if (taken.ok()) {
    QCOMPARE(*taken, token.toStdString());
  }
}

std::optional<Result<std::string>> TokenSourceTest::fetch(const TokenSource& source) {
  const auto loop = EventLoop::create();
  TokenFetcher fetcher(**loop);
  std::optional<Result<std::string>> got;
  fetcher.fetch(source, [&](Result<std::string> result) {
    got = std::move(result);
    (*loop)->stop();
  });
  const auto deadline = (*loop)->call_at(BootClock::now() + 20s, [&] { (*loop)->stop(); });
  (*loop)->run();
  return got;
}

void TokenSourceTest::fetches_data() {
  QTest::addColumn<QString>("kind");
  QTest::addColumn<QString>("argument");
  QTest::addColumn<QString>("token");
  QTest::addColumn<QString>("complaint");
  const auto row = [](const char* kind, const char* argument, const char* token,
                      const char* complaint) {
    QTest::addRow("%s %s", kind, argument)
        << QString(kind) << QString(argument) << QString(token) << QString(complaint);
  };
  row("value", "abc", "abc", "");
  row("value", "a b", "", "the token given is not usable");
  row("file", "good", "from-file", "");
  row("file", "empty", "", "it gave no token");
  row("file", "missing", "", "No such file or directory");
  row("file", ".", "", "Is a directory");
  row("file", "huge", "", "more than 64 KiB");
  row("command", "echo from-command", "from-command", "");
  row("command", "printf half; exec >&-; true", "half", "");
  row("command", "echo abc; exit 3", "", "it ended with status 3");
  row("command", "true", "", "it gave no token");
  row("command", "kill -9 $$", "", "it ended with signal 9");
  row("command", "no-such-program-anywhere 2>/dev/null", "", "it ended with status 127");
  row("command", "cat /dev/zero", "", "more than 64 KiB");
  row("lookup", "found\n", "found", "");
  row("lookup", "", "", "no token from the drawer: it is locked");
  row("lookup", "two words", "", "something that is no token");
  row("command", "cat; echo stdin-is-empty", "stdin-is-empty", "");
}

void TokenSourceTest::fetches() {
  QFETCH(QString, kind);
  QFETCH(QString, argument);
  QFETCH(QString, token);
  QFETCH(QString, complaint);
  std::ofstream(folder_.filePath("good").toStdString()) << "from-file\n";
  std::ofstream(folder_.filePath("empty").toStdString()) << "\n";
  std::ofstream(folder_.filePath("huge").toStdString()) << std::string(70'000, 'x');
  TokenSource source = TokenValue{argument.toStdString()};
  if (kind == "file") {
    source = TokenFile{folder_.filePath(argument).toStdString()};
  } else if (kind == "command") {
    source = TokenCommand{argument.toStdString()};
  } else if (kind == "lookup") {
    source = lookup_that_finds(argument.toStdString());
  }
  const auto got = fetch(source);
  QVERIFY(got.has_value());
  QCOMPARE(got->ok(), complaint.isEmpty());
  if (got->ok()) {
    QCOMPARE(QString::fromStdString(**got), token);
  } else {
    QVERIFY2(QString::fromStdString(got->error().message).contains(complaint),
             got->error().message.c_str());
  }
}

void TokenSourceTest::reads_a_pipe_without_holding_up_the_loop() {
  const std::string path = folder_.filePath("pipe").toStdString();
  QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
  const auto loop = EventLoop::create();
  TokenFetcher fetcher(**loop);
  std::optional<Result<std::string>> got;
  fetcher.fetch(TokenFile{path}, [&](Result<std::string> result) {
    got = std::move(result);
    (*loop)->stop();
  });
  // The writer comes later, from the loop that a blocking read would hold up.
  const auto writer =
      (*loop)->call_at(BootClock::now() + 10ms, [&] { std::ofstream(path) << "piped\n"; });
  const auto deadline = (*loop)->call_at(BootClock::now() + 20s, [&] { (*loop)->stop(); });
  (*loop)->run();
  QVERIFY(got && got->ok());
  QCOMPARE(**got, "piped");
}

void TokenSourceTest::a_cancelled_command_is_ended() {
  const QString marker = folder_.filePath("pid");
  const auto loop = EventLoop::create();
  bool called = false;
  {
    TokenFetcher fetcher(**loop);
    fetcher.fetch(
        TokenCommand{"echo $$ > '" + marker.toStdString() + ".new' && mv '" + marker.toStdString() +
                     ".new' '" + marker.toStdString() + "' && exec sleep 1000"},
        [&](const Result<std::string>&) { called = true; });
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(marker), 20'000);
  }
  QFile file(marker);
  QVERIFY(file.open(QIODevice::ReadOnly));
  const pid_t pid = file.readAll().trimmed().toInt();
  QVERIFY(pid > 1);
  QCOMPARE(::kill(pid, 0), -1);
  QVERIFY(!called);
}

QTEST_APPLESS_MAIN(TokenSourceTest)
#include "token_source_test.moc"
