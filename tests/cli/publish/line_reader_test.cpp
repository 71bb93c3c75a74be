#include "publish/line_reader.h"

#include <QTemporaryDir>
#include <QtTest>
#include <array>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tidings::cli;
using tidings::EventLoop;

namespace {

/// A file descriptor by a path, as a shell's `<(…)` gives it.
class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) {
      qFatal("no pipe");
    }
  }
  ~Pipe() {
    ::close(ends_[0]);
    close();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(ends_[0]); }
  void write(std::string_view text) const {
    QCOMPARE(::write(ends_[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  void close() {
    if (ends_[1] >= 0) {
      ::close(std::exchange(ends_[1], -1));
    }
  }

 private:
  std::array<int, 2> ends_{};
};

}  // namespace

class LineReaderTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void reads_lines_data();
  void reads_lines();
  void waits_for_a_pipe_by_the_loop();
  void waits_for_the_writer_of_a_named_pipe_by_the_loop();
  void passes_over_a_line_without_end();
  void says_why_a_file_cannot_be_read();

 private:
  std::string file_with(const QByteArray& content);
  QStringList all_lines(LineReader& reader);

  std::unique_ptr<EventLoop> loop_;
  QTemporaryDir folder_;
};

void LineReaderTest::init() {
  loop_ = std::move(EventLoop::create()).value();
}

std::string LineReaderTest::file_with(const QByteArray& content) {
  QFile file(folder_.filePath("lines"));
  if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
    qFatal("the file cannot be written");
  }
  return file.fileName().toStdString();
}

QStringList LineReaderTest::all_lines(LineReader& reader) {
  QStringList lines;
  std::string_view line;
  while (reader.next(line) == LineReader::Status::line) {
    lines << QString::fromUtf8(line.data(), static_cast<qsizetype>(line.size()));
  }
  return lines;
}

void LineReaderTest::reads_lines_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QStringList>("lines");
  QTest::newRow("nothing") << QByteArray() << QStringList();
  QTest::newRow("a line") << QByteArray("a\n") << QStringList({"a"});
  QTest::newRow("an unfinished line") << QByteArray("a\nb") << QStringList({"a", "b"});
  QTest::newRow("empty lines") << QByteArray("\n\na\n") << QStringList({"", "", "a"});
  QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n") << QStringList({"a", "b"});
  QTest::newRow("a byte order mark")
      << QByteArray("\xef\xbb\xbf{}\n\xef\xbb\xbf{}\n") << QStringList({"{}", "\ufeff{}"});
  const QString large(100'000, 'x');
  QTest::newRow("lines over several pieces")
      << (large + "\n" + large + "\nend").toUtf8() << QStringList({large, large, "end"});
}

void LineReaderTest::reads_lines() {
  QFETCH(QByteArray, content);
  QFETCH(QStringList, lines);
  auto reader = LineReader::open(file_with(content), *loop_, [] {});
  QVERIFY(reader.ok());
  QCOMPARE(all_lines(*reader), lines);
  QCOMPARE(reader->line_number(), static_cast<std::uint64_t>(lines.size()));
  QCOMPARE(reader->bytes_read(), reader->file_size());
}

void LineReaderTest::waits_for_a_pipe_by_the_loop() {
  Pipe pipe;
  bool ready = false;
  auto reader = LineReader::open(pipe.path(), *loop_, [&] {
    ready = true;
    loop_->stop();
  });
  QVERIFY(reader.ok());
  std::string_view line;
  QCOMPARE(reader->next(line), LineReader::Status::not_yet);
  pipe.write("a\nhalf");
  loop_->run();
  QVERIFY(ready);
  QCOMPARE(reader->next(line), LineReader::Status::line);
  QCOMPARE(line, std::string_view("a"));
  QCOMPARE(reader->next(line), LineReader::Status::not_yet);
  pipe.write(" done\n");
  loop_->run();
  QCOMPARE(reader->next(line), LineReader::Status::line);
  QCOMPARE(line, std::string_view("half done"));
  QCOMPARE(reader->next(line), LineReader::Status::not_yet);
  pipe.close();
  loop_->run();
  QCOMPARE(reader->next(line), LineReader::Status::end);
}

void LineReaderTest::waits_for_the_writer_of_a_named_pipe_by_the_loop() {
  const std::string path = folder_.filePath("pipe").toStdString();
  QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
  auto reader = LineReader::open(path, *loop_, [&] { loop_->stop(); });
  QVERIFY(reader.ok());
  std::string_view line;
  QCOMPARE(reader->next(line), LineReader::Status::not_yet);
  const int writer = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  QVERIFY(writer >= 0);
  QCOMPARE(reader->next(line), LineReader::Status::not_yet);
  QCOMPARE(::write(writer, "a\n", 2), ssize_t{2});
  loop_->run();
  QCOMPARE(reader->next(line), LineReader::Status::line);
  QCOMPARE(line, std::string_view("a"));
  QCOMPARE(reader->next(line), LineReader::Status::not_yet);
  ::close(writer);
  loop_->run();
  QCOMPARE(reader->next(line), LineReader::Status::end);
}

void LineReaderTest::passes_over_a_line_without_end() {
  const QByteArray endless(static_cast<qsizetype>(LineReader::kLongestLine) + 100'000, 'x');
  auto reader = LineReader::open(file_with("a\n" + endless + "\nb\n" + endless), *loop_, [] {});
  QVERIFY(reader.ok());
  std::string_view line;
  QCOMPARE(reader->next(line), LineReader::Status::line);
  QVERIFY(!reader->is_too_long());
  QCOMPARE(reader->next(line), LineReader::Status::line);
  QVERIFY(reader->is_too_long() && line.empty());
  QCOMPARE(reader->line_number(), std::uint64_t{2});
  QCOMPARE(reader->next(line), LineReader::Status::line);
  QVERIFY(!reader->is_too_long());
  QCOMPARE(line, std::string_view("b"));
  QCOMPARE(reader->next(line), LineReader::Status::line);
  QVERIFY(reader->is_too_long());
  QCOMPARE(reader->next(line), LineReader::Status::end);
}

void LineReaderTest::says_why_a_file_cannot_be_read() {
  const auto missing = LineReader::open("/nowhere/at/all", *loop_, [] {});
  QVERIFY(!missing.ok());
  QVERIFY(missing.error().message.find("/nowhere/at/all") != std::string::npos);
  QVERIFY(missing.error().message.find("No such file") != std::string::npos);
  const auto folder = LineReader::open(folder_.path().toStdString(), *loop_, [] {});
  QVERIFY(!folder.ok());
  QVERIFY(folder.error().message.find("folder") != std::string::npos);
}

QTEST_APPLESS_MAIN(LineReaderTest)
#include "line_reader_test.moc"
