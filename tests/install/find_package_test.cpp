// What a program outside of this tree gets from `cmake --install` and `find_package(Tidings)`.
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include "support/program.h"
#include "support/scripted_server.h"

using tidings::test::Program;
using tidings::test::ScriptedServer;

namespace {

/// Compiling takes its time on a busy machine.
constexpr std::chrono::milliseconds kBuildDeadline = std::chrono::minutes(5);

const QString kCompiler = QStringLiteral("-DCMAKE_CXX_COMPILER=" CXX_COMPILER);
const QString kFlags = QStringLiteral("-DCMAKE_CXX_FLAGS=" TIDINGS_SANITIZER_FLAGS);

QByteArray event_stream_then_no_content(int request) {
  return request == 1 ? ScriptedServer::stream("retry: 1\ndata: it works\n\n")
                      : QByteArray("HTTP/1.1 204 No Content\r\n\r\n");
}

}  // namespace

class FindPackageTest : public QObject {
  Q_OBJECT

 private slots:
  void a_program_is_built_and_runs();
  void a_program_runs_with_shared_libraries();
  void a_shared_library_exports_its_interface_alone();

 private:
  void follow(const QString& consumer);
  void run(const QString& program, const QStringList& arguments, QByteArray* out = nullptr);
  [[nodiscard]] QString at(const QString& path) const { return folder_.filePath(path); }

  QTemporaryDir folder_;
};

/// Fails the running test when the program does.
void FindPackageTest::run(const QString& path, const QStringList& arguments, QByteArray* out) {
  Program program(path, arguments);
  const std::optional<int> status = program.run(kBuildDeadline);
  QVERIFY2(status == 0, program.report());
  if (out != nullptr) {
    *out = program.out();
  }
}

/// The program prints what the server sends, over two connections.
void FindPackageTest::follow(const QString& consumer) {
  ScriptedServer server([](const QByteArray&, int request) -> ScriptedServer::Answer {
    return {event_stream_then_no_content(request), true};
  });
  QByteArray out;
  run(consumer, {server.url()}, &out);
  QCOMPARE(out, QByteArray("it works\n"));
  QCOMPARE(server.requests().size(), 2);
}

void FindPackageTest::a_program_is_built_and_runs() {
  const QString build = at("consumer");
  run(CMAKE_PROGRAM,
      {"--install", BUILD_FOLDER, "--component", "libtidings-dev", "--prefix", at("prefix")});
  run(CMAKE_PROGRAM, {"-S", CONSUMER_FOLDER, "-B", build, "-G", CMAKE_GENERATOR_NAME, kCompiler,
                      kFlags, "-DCMAKE_PREFIX_PATH=" + at("prefix")});
  run(CMAKE_PROGRAM, {"--build", build});

  follow(build + "/consumer");

  QByteArray out;
  run(build + "/notification_consumer", {R"({"sellerId":42,"title":"hello"})"}, &out);
  QCOMPARE(out, QByteArray("hello\n"));
}

/// Each library finds in the other what it needs.
void FindPackageTest::a_program_runs_with_shared_libraries() {
  follow(SHARED_CONSUMER);
}

/// What the libraries offer is what is marked.
void FindPackageTest::a_shared_library_exports_its_interface_alone() {
  QByteArray symbols;
  for (const char* library : {SHARED_CORE, SHARED_NOTIFICATION}) {
    QByteArray of_one;
    run("/usr/bin/nm", {"-D", "-C", "--defined-only", library}, &of_one);
    symbols += of_one;
  }
  int ours = 0;
  for (const QByteArray& line : symbols.split('\n')) {
    // Address, kind, name. Kinds in capitals other than weak ones are what a library offers.
    const QByteArray kind = line.mid(17, 1);
    const QByteArray symbol = line.mid(19);
    if (kind == "T" || kind == "D" || kind == "B" || kind == "R") {
      QVERIFY2(symbol.startsWith("tidings::"), line);
      ++ours;
    }
    for (const char* inner : {"StreamSession", "CurlTransfer", "curl_easy", "nlohmann", "toml::"}) {
      QVERIFY2(!symbol.contains(inner), line);
    }
  }
  QVERIFY2(ours > 100, symbols);
  QVERIFY(symbols.contains("tidings::StreamClient::create()"));
}

QTEST_GUILESS_MAIN(FindPackageTest)
#include "find_package_test.moc"
