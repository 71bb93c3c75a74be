#include <QFile>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include "support/program.h"

namespace tidings::test {

namespace {

constexpr qint64 kMegabyte = qint64{1} << 20;
constexpr qint64 kMemoryLimitKib = 300 * 1024;

/// The most memory that the process has had resident, in KiB.
qint64 peak_memory_kib(qint64 pid) {
  QFile file(QStringLiteral("/proc/%1/status").arg(pid));
  if (!file.open(QIODevice::ReadOnly)) {
    return 0;
  }
  const QByteArray status = file.readAll();
  const qsizetype start = status.indexOf("VmHWM:") + 6;
  return status.mid(start, status.indexOf("kB", start) - start).trimmed().toLongLong();
}

/// Sends a head, then `size` bytes of one kind, then `tail`, as fast as the reader takes it.
class Flood {
 public:
  Flood(QByteArray beginning, char filling, qint64 size, QByteArray tail)
      : chunk_(kMegabyte, filling),
        beginning_(std::move(beginning)),
        tail_(std::move(tail)),
        left_(size) {
    if (!server_.listen(QHostAddress::LocalHost)) {
      qFatal("the flood cannot listen");
    }
    QObject::connect(&server_, &QTcpServer::newConnection, [this] { begin(); });
  }

  [[nodiscard]] QString url() const {
    return QStringLiteral("http://127.0.0.1:%1/").arg(server_.serverPort());
  }

 private:
  void begin() {
    socket_ = server_.nextPendingConnection();
    QObject::connect(socket_, &QTcpSocket::bytesWritten, [this] { go_on(); });
    socket_->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + beginning_);
  }

  void go_on() {
    if (socket_->bytesToWrite() > 0) {
      return;
    }
    if (left_ > 0) {
      left_ -= socket_->write(chunk_);
    } else if (!finished_) {
      finished_ = true;
      socket_->write(tail_);
    }
  }

  QByteArray chunk_;
  QByteArray beginning_;
  QByteArray tail_;
  QTcpServer server_;
  QTcpSocket* socket_ = nullptr;
  qint64 left_;
  bool finished_ = false;
};

}  // namespace

/// A gigabyte without a line end: memory stays bounded, and the stream goes on behind it.
class EndlessLineTest : public QObject {
  Q_OBJECT

 private slots:
  void memory_stays_bounded_and_the_next_event_is_printed_data() {
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<char>("filling");
    QTest::addColumn<qint64>("size");
    // More than the memory that is allowed, so that whatever is kept shows.
    static constexpr qint64 kEnough = 400 * kMegabyte;
    QTest::newRow("data") << QByteArray("data: ") << 'x' << 1024 * kMegabyte;
    QTest::newRow("a comment") << QByteArray(":") << 'x' << kEnough;
    QTest::newRow("an id") << QByteArray("id: ") << 'x' << kEnough;
    QTest::newRow("an event type") << QByteArray("event: ") << 'x' << kEnough;
    QTest::newRow("a field name") << QByteArray() << 'x' << kEnough;
    // Each of these bytes becomes three.
    QTest::newRow("invalid UTF-8") << QByteArray("data: ") << '\xff' << kEnough / 3;
  }

  void memory_stays_bounded_and_the_next_event_is_printed() {
    QFETCH(QByteArray, beginning);
    QFETCH(char, filling);
    QFETCH(qint64, size);
    Flood flood(beginning, filling, size, "\n\ndata: after\n\n");
    Program watch(QStringLiteral(TIDINGS_EXECUTABLE), {"watch", flood.url()});
    QVERIFY(watch.start());
    QVERIFY2(watch.wait_for_out_lines(1, std::chrono::minutes(2)), watch.report());
    QCOMPARE(watch.out(), "after\n");
    const qint64 peak = peak_memory_kib(watch.pid());
    QVERIFY2(peak > 0 && peak < kMemoryLimitKib, QByteArray::number(peak) + " KiB");
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::EndlessLineTest)
#include "endless_line_test.moc"
