#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

#include "support/program.h"
#include "support/scripted_server.h"

using tidings::test::Program;
using tidings::test::ScriptedServer;

namespace {

/// `tidings watch` as a shell starts it that has said something before.
QStringList after(const QString& preparation, const QStringList& flags) {
  return QStringList({"-c", preparation + R"(; exec "$0" watch "$@")",
                      QStringLiteral(TIDINGS_EXECUTABLE)}) +
         flags;
}

}  // namespace

/// What whoever starts `tidings watch` may have set for it.
class SurroundingsTest : public QObject {
  Q_OBJECT

 private slots:
  void commands_end_where_their_ends_were_ignored();
  void signals_stop_it_where_they_were_blocked_data();
  void signals_stop_it_where_they_were_blocked();
  void many_streams_need_many_files();
  void a_limit_of_file_sizes_is_told_and_ends_nothing();

 private:
  ScriptedServer server_{{ScriptedServer::stream("id: 7\ndata: x\n\n")}};
};

void SurroundingsTest::commands_end_where_their_ends_were_ignored() {
  Program program("/usr/bin/env",
                  {"--ignore-signal=CHLD", QStringLiteral(TIDINGS_EXECUTABLE), "watch", "-n", "1",
                   "--token-command", "echo t", "--exec", "exit 3", server_.url()});
  QCOMPARE(program.run(), 0);
  QVERIFY2(program.err().contains("ended with status 3"), program.err().constData());
}

void SurroundingsTest::signals_stop_it_where_they_were_blocked_data() {
  QTest::addColumn<int>("number");
  QTest::newRow("SIGTERM") << SIGTERM;
  QTest::newRow("SIGINT") << SIGINT;
  QTest::newRow("SIGHUP") << SIGHUP;
}

void SurroundingsTest::signals_stop_it_where_they_were_blocked() {
  QFETCH(int, number);
  sigset_t blocked;
  sigset_t before;
  sigemptyset(&blocked);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGALRM}) {
    sigaddset(&blocked, signal);
  }
  QCOMPARE(::pthread_sigmask(SIG_BLOCK, &blocked, &before), 0);
  Program program(QStringLiteral(TIDINGS_EXECUTABLE), {"watch", server_.url()});
  const bool started = program.start();
  QCOMPARE(::pthread_sigmask(SIG_SETMASK, &before, nullptr), 0);
  QVERIFY(started);
  QVERIFY2(program.wait_for_out_lines(1), program.report().constData());
  program.send_signal(number);
  QCOMPARE(program.wait_for_exit(), 128 + number);
}

void SurroundingsTest::many_streams_need_many_files() {
  constexpr int kStreams = 60;
  QStringList urls;
  for (int number = 0; number < kStreams; ++number) {
    urls << server_.url() + "?" + QString::number(number);
  }
  Program program("/bin/sh",
                  after("ulimit -Sn 50", QStringList({"-n", QString::number(kStreams)}) + urls));
  QCOMPARE(program.run(), 0);
  QVERIFY2(!program.err().contains("too many open files"), program.err().constData());
}

void SurroundingsTest::a_limit_of_file_sizes_is_told_and_ends_nothing() {
  const QTemporaryDir folder;
  // Not from the start: ThreadSanitizer begins with writing a file.
  Program program(QStringLiteral(TIDINGS_EXECUTABLE),
                  {"watch", "-n", "1", "--state", folder.filePath("state"), "--exec",
                   "prlimit --fsize=0 --pid $PPID", server_.url()});
  QCOMPARE(program.run(), 0);
  QCOMPARE(program.out(), QByteArray("x\n"));
  QVERIFY2(program.err().contains("File too large"), program.err().constData());
}

QTEST_GUILESS_MAIN(SurroundingsTest)
#include "surroundings_test.moc"
