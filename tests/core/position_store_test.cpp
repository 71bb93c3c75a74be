#include "tidings/position_store.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <system_error>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tidings;
using namespace std::chrono_literals;

class PositionStoreTest : public QObject {
  Q_OBJECT

 private slots:
  void a_new_file_knows_nothing();
  void positions_survive_to_the_next_run();
  void writes_when_due_and_not_before();
  void an_empty_id_forgets_the_stream();
  void nothing_moved_writes_nothing();
  void the_file_is_for_the_user_alone();
  void an_empty_file_is_as_good_as_none();
  void a_second_process_is_refused_in_words();
  void what_a_killed_process_leaves_the_lock_to_is_waited_for();
  void the_lock_holds_through_another_name_of_the_file();
  void a_damaged_file_is_set_aside_and_reported();
  void another_damaged_file_does_not_replace_the_first();
  void a_file_of_a_newer_version_is_refused_and_stays();
  void what_can_be_no_file_is_refused_data();
  void what_can_be_no_file_is_refused();
  void a_full_disk_is_reported_once_and_stops_nothing();
  void a_read_only_folder_is_reported_and_stops_nothing();
  void what_a_kill_left_behind_does_not_gather();
  void a_symbolic_link_stays_one();

  void init();
  void cleanup();

 private:
  /// A store that must open without a word.
  PositionStore opened() {
    auto store = PositionStore::open(path_);
    if (!store || !store->warning().empty()) {
      qFatal("the store cannot be opened without a warning");
    }
    return std::move(*store);
  }
  void write_file(const QByteArray& content) const {
    QFile file(QString::fromStdString(path_));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
  }
  /// Whether this process has the lock's file open.
  [[nodiscard]] bool opens_lock() const {
    const auto descriptors = std::filesystem::directory_iterator("/proc/self/fd");
    return std::any_of(begin(descriptors), end(descriptors), [&](const auto& descriptor) {
      std::error_code closed_since;
      return std::filesystem::read_symlink(descriptor, closed_since) == path_ + ".lock";
    });
  }
  [[nodiscard]] QByteArray content(const QString& suffix = {}) const {
    QFile file(QString::fromStdString(path_) + suffix);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

  std::unique_ptr<QTemporaryDir> folder_;
  std::string path_;
  const BootTime now_{1000s};
};

namespace {

QString text(const std::optional<std::string>& words) {
  return words ? QString::fromStdString(*words) : QString("nothing");
}

/// As on a full disk: a write beyond the limit fails.
class FullDisk {
 public:
  FullDisk() {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    struct rlimit small = before_;
    small.rlim_cur = 10;
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  struct rlimit before_ {};
};

/// Nobody may write the folder; root, whom no mode stops, steps down for the time.
class ReadOnlyFolder {
 public:
  explicit ReadOnlyFolder(const QString& folder) : folder_(folder.toLocal8Bit()) {
    ::chmod(folder_.constData(), 0555);
    if (is_root_) {
      become(65534);
    }
  }
  ~ReadOnlyFolder() {
    if (is_root_) {
      become(0);
    }
    ::chmod(folder_.constData(), 0700);
  }
  ReadOnlyFolder(const ReadOnlyFolder&) = delete;
  ReadOnlyFolder& operator=(const ReadOnlyFolder&) = delete;

 private:
  static void become(uid_t user) {
    if (::seteuid(user) != 0) {
      qFatal("cannot become user %u", user);
    }
  }

  QByteArray folder_;
  bool is_root_ = ::geteuid() == 0;
};

}  // namespace

void PositionStoreTest::init() {
  folder_ = std::make_unique<QTemporaryDir>();
  QVERIFY(folder_->isValid());
  path_ = folder_->filePath("state").toStdString();
}

void PositionStoreTest::cleanup() {
  folder_.reset();
}

void PositionStoreTest::a_new_file_knows_nothing() {
  const PositionStore store = opened();
  QVERIFY(!store.position("a"));
  QVERIFY(!store.write_due());
  QVERIFY(store.is_written());
}

void PositionStoreTest::positions_survive_to_the_next_run() {
  {
    PositionStore store = opened();
    store.set_position("https://a.example/stream", "a-1", 1, now_);
    store.set_position("https://b.example/stream", "업무 \"1\"", 1, now_);
    store.set_position("https://a.example/stream", "a-2", 1, now_);
    QCOMPARE(store.position("https://a.example/stream"), std::optional<std::string>("a-2"));
    QCOMPARE(text(store.write(now_)), QString("nothing"));
  }
  const PositionStore store = opened();
  QCOMPARE(store.position("https://a.example/stream"), std::optional<std::string>("a-2"));
  QCOMPARE(store.position("https://b.example/stream"), std::optional<std::string>("업무 \"1\""));
  QVERIFY(!store.position("https://c.example/stream"));
}

void PositionStoreTest::writes_when_due_and_not_before() {
  PositionStore store = opened();
  store.set_position("a", "1", 1, now_);
  QVERIFY(store.write_due() == now_ + 100ms);
  QVERIFY(!store.write_if_due(now_ + 99ms));
  QVERIFY(!QFile::exists(QString::fromStdString(path_)));
  QVERIFY(!store.write_if_due(now_ + 100ms));
  QVERIFY(store.is_written());
  QVERIFY(content().contains("[\"a\",\"1\"]"));

  for (int i = 0; i < 256; ++i) {
    QVERIFY(!store.write_if_due(now_ + 200ms));
    store.set_position("a", "id " + std::to_string(i), 1, now_ + 200ms);
  }
  QVERIFY(!store.write_if_due(now_ + 200ms));
  QVERIFY(content().contains("id 255"));
}

void PositionStoreTest::an_empty_id_forgets_the_stream() {
  {
    PositionStore store = opened();
    store.set_position("a", "1", 1, now_);
    store.set_position("b", "1", 1, now_);
    QVERIFY(!store.write(now_));
    store.set_position("a", "", 1, now_);
    QVERIFY(!store.is_written());
    QVERIFY(!store.write(now_));
  }
  const PositionStore store = opened();
  QVERIFY(!store.position("a"));
  QVERIFY(store.position("b"));
}

void PositionStoreTest::nothing_moved_writes_nothing() {
  PositionStore store = opened();
  store.set_position("a", "", 1, now_);
  QVERIFY(store.is_written());
  store.set_position("a", "1", 1, now_);
  QVERIFY(!store.write(now_));
  QVERIFY(QFile::remove(QString::fromStdString(path_)));
  store.set_position("a", "1", 1, now_);
  QVERIFY(!store.write(now_));
  QVERIFY(!QFile::exists(QString::fromStdString(path_)));
}

void PositionStoreTest::the_file_is_for_the_user_alone() {
  PositionStore store = opened();
  store.set_position("a", "1", 1, now_);
  QVERIFY(!store.write(now_));
  struct stat status {};
  QCOMPARE(::stat(path_.c_str(), &status), 0);
  QCOMPARE(status.st_mode & 0777U, 0600U);
}

void PositionStoreTest::an_empty_file_is_as_good_as_none() {
  write_file("");
  PositionStore store = opened();
  store.set_position("a", "1", 1, now_);
  QVERIFY(!store.write(now_));
}

void PositionStoreTest::a_second_process_is_refused_in_words() {
  const PositionStore first = opened();
  // flock belongs to the open file, so a second one in this process is kept out like another's.
  const auto second = PositionStore::open(path_);
  QVERIFY(!second.ok());
  QCOMPARE(QString::fromStdString(second.error().message),
           QString("`%1` is in use by another process: end that one, or use another file")
               .arg(QString::fromStdString(path_)));
}

void PositionStoreTest::what_a_killed_process_leaves_the_lock_to_is_waited_for() {
  std::optional<PositionStore> killed = opened();
  std::array<int, 2> end{};
  QCOMPARE(::pipe(end.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {  // as between fork and exec: every descriptor is still there
    ::close(end[1]);
    char nothing = 0;
    ::_exit(static_cast<int>(::read(end[0], &nothing, 1)));
  }
  killed.reset();
  auto successor =
      std::async(std::launch::async, [this] { return PositionStore::open(path_).ok(); });
  const auto came_to_an_end = [&] { return successor.wait_for(0s) == std::future_status::ready; };
  [[maybe_unused]] const bool tried =
      QTest::qWaitFor([&] { return opens_lock() || came_to_an_end(); });
  ::close(end[0]);
  ::close(end[1]);
  ::waitpid(child, nullptr, 0);
  QVERIFY(successor.get());
}

void PositionStoreTest::the_lock_holds_through_another_name_of_the_file() {
  write_file("");
  const std::string link = path_ + "-link";
  QCOMPARE(::symlink(path_.c_str(), link.c_str()), 0);
  const PositionStore first = opened();
  QVERIFY(!PositionStore::open(link).ok());
}

void PositionStoreTest::a_damaged_file_is_set_aside_and_reported() {
  write_file("tidings positions 1\n[\"a\",\"1\"]\nend 0\n");
  auto store = PositionStore::open(path_);
  QVERIFY(store.ok());
  const QString warning = QString::fromStdString(store->warning());
  QVERIFY2(warning.contains("is damaged (its checksum is wrong)"), qPrintable(warning));
  QVERIFY2(warning.contains(QString::fromStdString(path_) + ".damaged`"), qPrintable(warning));
  QCOMPARE(content(".damaged"), QByteArray("tidings positions 1\n[\"a\",\"1\"]\nend 0\n"));
  QVERIFY(!store->position("a"));

  store->set_position("a", "2", 1, now_);
  QVERIFY(!store->write(now_));
  QVERIFY(content().contains("[\"a\",\"2\"]"));
}

void PositionStoreTest::another_damaged_file_does_not_replace_the_first() {
  for (const QByteArray garbage : {"first", "second", "third"}) {
    write_file(garbage);
    QVERIFY(!PositionStore::open(path_)->warning().empty());
  }
  QCOMPARE(content(".damaged"), QByteArray("first"));
  QCOMPARE(content(".damaged-2"), QByteArray("second"));
  QCOMPARE(content(".damaged-3"), QByteArray("third"));
}

void PositionStoreTest::a_file_of_a_newer_version_is_refused_and_stays() {
  write_file("tidings positions 2\n");
  const auto store = PositionStore::open(path_);
  QVERIFY(!store.ok());
  QVERIFY(QString::fromStdString(store.error().message).contains("newer version"));
  QCOMPARE(content(), QByteArray("tidings positions 2\n"));
}

void PositionStoreTest::what_can_be_no_file_is_refused_data() {
  QTest::addColumn<QString>("path");
  QTest::addColumn<QString>("reason");
  QTest::newRow("a folder") << "/"
                            << "no regular file";
  QTest::newRow("a device") << "/dev/null"
                            << "no regular file";
  QTest::newRow("no such folder") << "/proc/missing/state"
                                  << "No such file or directory";
  QTest::newRow("a file as folder") << "/dev/null/state"
                                    << "Not a directory";
}

void PositionStoreTest::what_can_be_no_file_is_refused() {
  QFETCH(QString, path);
  QFETCH(QString, reason);
  const auto store = PositionStore::open(path.toStdString());
  QVERIFY(!store.ok());
  const QString message = QString::fromStdString(store.error().message);
  QVERIFY2(message.contains(reason) && message.contains("`" + path + "`"), qPrintable(message));
  QVERIFY(!QFile::exists(path + ".lock"));
}

void PositionStoreTest::a_full_disk_is_reported_once_and_stops_nothing() {
  PositionStore store = opened();
  store.set_position("a", "1", 1, now_);
  QVERIFY(!store.write(now_));
  const QByteArray before = content();
  {
    const FullDisk full;
    store.set_position("a", "2", 1, now_);
    QVERIFY2(text(store.write_if_due(now_ + 100ms)).contains("File too large"),
             qPrintable(text(store.write(now_))));
    QVERIFY(!store.is_written());
    QCOMPARE(text(store.write_if_due(now_ + 2s)), QString("nothing"));
  }
  QCOMPARE(content(), before);
  QVERIFY(!QFile::exists(QString::fromStdString(path_) + ".new"));
  QVERIFY(store.write_due() == now_ + 3s);
  QCOMPARE(text(store.write_if_due(now_ + 3s)),
           QString("positions are written to `%1` again").arg(QString::fromStdString(path_)));
  QVERIFY(content().contains("[\"a\",\"2\"]"));
}

void PositionStoreTest::a_read_only_folder_is_reported_and_stops_nothing() {
  {
    PositionStore store = opened();
    store.set_position("a", "1", 1, now_);
    QVERIFY(!store.write(now_));
  }
  QVERIFY(QFile::remove(QString::fromStdString(path_) + ".lock"));
  QVERIFY(QFile::setPermissions(QString::fromStdString(path_),
                                QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
  std::optional<PositionStore> store;
  {
    const ReadOnlyFolder read_only(folder_->path());
    auto result = PositionStore::open(path_);
    QVERIFY2(result.ok(), result ? "" : result.error().message.c_str());
    store = std::move(*result);
    const QString warning = QString::fromStdString(store->warning());
    QVERIFY2(warning.contains("Permission denied"), qPrintable(warning));
    QCOMPARE(store->position("a"), std::optional<std::string>("1"));
    store->set_position("a", "2", 1, now_);
    QCOMPARE(text(store->write(now_)), QString("nothing"));  // told already
    QVERIFY(!store->is_written());
  }
  QVERIFY(text(store->write_if_due(now_ + 1s)).contains("written to"));
  QVERIFY(content().contains("[\"a\",\"2\"]"));
  QVERIFY(!PositionStore::open(path_).ok());  // the lock is held by now
}

void PositionStoreTest::what_a_kill_left_behind_does_not_gather() {
  QFile left(QString::fromStdString(path_) + ".new");
  QVERIFY(left.open(QIODevice::WriteOnly));
  left.write("half a fi");
  left.close();
  PositionStore store = opened();
  store.set_position("a", "1", 1, now_);
  QVERIFY(!store.write(now_));
  QVERIFY(content().contains("[\"a\",\"1\"]"));
  QCOMPARE(QDir(folder_->path()).entryList(QDir::Files), QStringList({"state", "state.lock"}));
}

void PositionStoreTest::a_symbolic_link_stays_one() {
  write_file("");
  const std::string link = path_ + "-link";
  QCOMPARE(::symlink(path_.c_str(), link.c_str()), 0);
  auto store = PositionStore::open(link);
  QVERIFY(store.ok());
  store->set_position("a", "1", 1, now_);
  QVERIFY(!store->write(now_));
  QVERIFY(QFileInfo(QString::fromStdString(link)).isSymbolicLink());
  QVERIFY(content().contains("[\"a\",\"1\"]"));
}

QTEST_APPLESS_MAIN(PositionStoreTest)
#include "position_store_test.moc"
