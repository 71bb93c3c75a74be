#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <unistd.h>

#include "support/program.h"
#include "support/scripted_server.h"

using tidings::test::Program;
using tidings::test::ScriptedServer;

namespace {

QByteArray content(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What a process has in memory of its own, in KiB.
int own_kib(const QByteArray& pid) {
  const QByteArray name = "\nAnonymous:";
  const QByteArray sums = content("/proc/" + QString::fromLatin1(pid) + "/smaps_rollup");
  const qsizetype start = sums.indexOf(name);
  return start < 0 ? 0 : sums.mid(start + name.size()).trimmed().split(' ').front().toInt();
}

/// Lets a reader of the FIFO go on, if there is one.
bool opened(const QString& gate) {
  const int end = ::open(gate.toUtf8().constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  return end >= 0 && ::close(end) == 0;
}

}  // namespace

class MemoryTest : public QObject {
  Q_OBJECT

 private slots:
  void what_a_slow_reader_made_it_hold_is_given_back();
};

void MemoryTest::what_a_slow_reader_made_it_hold_is_given_back() {
  constexpr int kHeldKib = 1024;
  constexpr int kEvents = 8000;
  const QByteArray line = QByteArray(250, 'x') + "\n";
  const QByteArray event = "data: " + line + "\n";
  ScriptedServer server({ScriptedServer::stream(event)});
  const QTemporaryDir folder;
  // The reader takes each flood only when the gate is opened.
  Program watch("/bin/sh", {"-c", R"(cd "$1"; mkfifo gate
      sh -c 'echo $$ > pid; exec "$1" watch -o data "$2"' sh "$2" "$3" |
        { read -r line; echo "$line"; while cat gate; do head -c "$4" > /dev/null; done; })",
                            "sh", folder.path(), TIDINGS_EXECUTABLE, server.url(),
                            QString::number(kEvents * line.size())});
  QVERIFY(watch.start());
  QVERIFY(watch.wait_for_out_lines(1));
  const QByteArray pid = content(folder.filePath("pid")).trimmed();
  const int quiet = own_kib(pid);
  QVERIFY(quiet > 0);
  // The first time the allocator gives it back by itself; from then on it keeps as much.
  for (int flood = 0; flood < 3; ++flood) {
    server.send(event.repeated(kEvents));
    QVERIFY(watch.wait_until([&] { return own_kib(pid) > quiet + kHeldKib; }));
    QVERIFY(watch.wait_until([&] { return opened(folder.filePath("gate")); }));
    QVERIFY2(watch.wait_until([&] { return own_kib(pid) < quiet + kHeldKib / 2; }),
             QByteArray::number(own_kib(pid) - quiet).constData());
  }
}

QTEST_GUILESS_MAIN(MemoryTest)
#include "memory_test.moc"
