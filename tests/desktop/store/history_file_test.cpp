#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <sqlite3.h>

#include "desktop/store/entries.h"
#include "desktop/store/full_disk.h"
#include "store/history_reader.h"
#include "store/history_store.h"
#include "store/search_text.h"

using namespace tidings::desktop;
using tidings::test::batch;
using tidings::test::entry;
using tidings::test::FullDisk;
using tidings::test::numbered_entries;

namespace {

const QString kShop = QStringLiteral("shop");

/// Another program that has the file open.
class OtherProgram {
 public:
  explicit OtherProgram(const QString& path) {
    sqlite3_open(path.toUtf8().constData(), &handle_);
    sqlite3_busy_timeout(handle_, 10'000);
  }
  ~OtherProgram() { sqlite3_close(handle_); }
  OtherProgram(const OtherProgram&) = delete;
  OtherProgram& operator=(const OtherProgram&) = delete;

  [[nodiscard]] bool run(const char* sql) const {
    return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  [[nodiscard]] int number(const char* sql) const {
    int number = -1;
    sqlite3_exec(
        handle_, sql,
        [](void* out, int, char** values, char**) {
          *static_cast<int*>(out) = values[0] != nullptr ? QByteArray(values[0]).toInt() : -1;
          return 0;
        },
        &number, nullptr);
    return number;
  }

 private:
  sqlite3* handle_ = nullptr;
};

/// What a file of the first version does not have, and what says so.
constexpr const char* kBackToVersion1 =
    "DROP TRIGGER reminder_gone; DROP TRIGGER reminder_read; DROP TABLE reminders;"
    "PRAGMA user_version = 1";

}  // namespace

class HistoryFileTest : public QObject {
  Q_OBJECT

 private slots:
  void init();

  void is_for_the_user_alone();
  void is_made_private_when_it_was_not();
  void is_moved_aside_when_it_is_none_data();
  void is_moved_aside_when_it_is_none();
  void is_moved_aside_when_its_tables_are_others();
  void is_moved_aside_when_it_is_from_a_newer_version();
  void is_brought_up_from_an_older_version_with_all_that_is_in_it();
  void keeps_the_positions_of_a_file_damaged_in_the_middle();
  void begins_anew_when_damage_shows_while_it_is_used();
  void is_opened_whatever_its_name();
  void is_used_by_two_at_once();
  void fails_while_another_program_has_locked_it_and_recovers();
  void says_at_the_start_that_it_is_locked();
  void fails_on_a_full_disk_without_moving_the_position_and_recovers();
  void stores_a_batch_wholly_or_not_at_all_wherever_the_room_ends();
  void says_at_the_start_that_the_disk_is_full();
  void cannot_be_opened_where_no_file_can_be_made();
  void is_only_read_when_it_is_opened_again();
  void shrinks_after_much_was_deleted();
  void leaves_nothing_of_a_deleted_entry_in_the_search_index();
  void remembers_a_bounded_number_of_deleted_ids();
  void loses_nothing_when_the_program_is_killed();

 private:
  std::unique_ptr<HistoryStore> open() const {
    auto store = HistoryStore::open(path_);
    return store ? std::move(*store) : nullptr;
  }
  QStringList aside(const QString& why) const {
    QStringList files;
    for (const QString& name :
         QFileInfo(path_).dir().entryList({"history.sqlite." + why + "-*"}, QDir::Files)) {
      if (!name.endsWith("-wal") && !name.endsWith("-shm")) {
        files.append(name);
      }
    }
    return files;
  }
  void overwrite(qint64 offset, const QByteArray& bytes) const {
    QFile file(path_);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(offset));
    QCOMPARE(file.write(bytes), bytes.size());
  }

  std::unique_ptr<QTemporaryDir> folder_;
  QString path_;
};

void HistoryFileTest::init() {
  folder_ = std::make_unique<QTemporaryDir>();
  path_ = folder_->filePath("data/tidings/history.sqlite");
}

void HistoryFileTest::is_for_the_user_alone() {
  constexpr auto kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                           QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
  const auto store = open();
  QVERIFY(store->insert(batch(numbered_entries(3))).ok());
  QCOMPARE(QFileInfo(QFileInfo(path_).path()).permissions() & kOthers, QFile::Permissions());
  for (const QFileInfo& file : QFileInfo(path_).dir().entryInfoList(QDir::Files)) {
    QVERIFY2((file.permissions() & kOthers) == QFile::Permissions(),
             qUtf8Printable(file.fileName()));
  }
}

void HistoryFileTest::is_made_private_when_it_was_not() {
  open().reset();
  QVERIFY(QFile::setPermissions(path_, QFileInfo(path_).permissions() | QFile::ReadOther));
  open().reset();
  QVERIFY(!(QFileInfo(path_).permissions() & QFile::ReadOther));
}

void HistoryFileTest::is_moved_aside_when_it_is_none_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::newRow("text") << QByteArray("this is no database\n").repeated(1000);
  QTest::newRow("header only") << QByteArray("SQLite format 3\0", 16) + QByteArray(5000, '\xff');
  QTest::newRow("a few bytes") << QByteArray("SQLi");
}

void HistoryFileTest::is_moved_aside_when_it_is_none() {
  QFETCH(QByteArray, content);
  QVERIFY(QDir().mkpath(QFileInfo(path_).path()));
  QFile file(path_);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(content);
  file.close();
  const auto store = open();
  QVERIFY(store != nullptr);
  QCOMPARE(aside("damaged").size(), 1);
  QVERIFY2(store->warning().contains(aside("damaged").first()), qUtf8Printable(store->warning()));
  QFile kept(QFileInfo(path_).dir().filePath(aside("damaged").first()));
  QVERIFY(kept.open(QIODevice::ReadOnly));
  QCOMPARE(kept.readAll(), content);
  QVERIFY(store->insert(batch(numbered_entries(3))).ok());
}

void HistoryFileTest::is_moved_aside_when_its_tables_are_others() {
  QVERIFY(QDir().mkpath(QFileInfo(path_).path()));
  QVERIFY(OtherProgram(path_).run("CREATE TABLE entries(something)"));
  const auto store = open();
  QVERIFY(store != nullptr);
  QCOMPARE(aside("damaged").size(), 1);
  QVERIFY(store->insert(batch(numbered_entries(3))).ok());
}

void HistoryFileTest::is_moved_aside_when_it_is_from_a_newer_version() {
  {
    const auto store = open();
    QVERIFY(store->insert(batch(numbered_entries(3), "here")).ok());
  }
  QVERIFY(OtherProgram(path_).run("PRAGMA user_version = 999"));
  {
    const auto store = open();
    QVERIFY(store != nullptr);
    QVERIFY(!store->warning().isEmpty());
    QVERIFY(store->unread().isEmpty());
  }
  QCOMPARE(aside("newer").size(), 1);
  QVERIFY(open()->warning().isEmpty());
  const OtherProgram newer(QFileInfo(path_).dir().filePath(aside("newer").first()));
  QCOMPARE(newer.number("SELECT count(*) FROM entries"), 3);
}

void HistoryFileTest::is_brought_up_from_an_older_version_with_all_that_is_in_it() {
  {
    const auto store = open();
    QVERIFY(store->insert(batch(numbered_entries(3), "here")).ok());
  }
  QVERIFY(OtherProgram(path_).run(kBackToVersion1));
  const auto store = open();
  QVERIFY(store != nullptr);
  QCOMPARE(store->warning(), QString());
  QCOMPARE(store->entries({1, 2, 3}).size(), 3);
  QCOMPARE(store->position(kShop), QByteArray("here"));
  QVERIFY(store->set_reminder(2, QDateTime::currentDateTimeUtc()).ok());
  QCOMPARE(store->reminders(10).keys(), QList<qint64>({2}));
  QVERIFY(aside("damaged").isEmpty() && aside("newer").isEmpty());
}

void HistoryFileTest::keeps_the_positions_of_a_file_damaged_in_the_middle() {
  {
    const auto store = open();
    QVERIFY(store->insert(batch(numbered_entries(2000), "here")).ok());
  }
  const OtherProgram other(path_);
  const int root = other.number("SELECT rootpage FROM sqlite_schema WHERE name = 'entries'");
  QVERIFY(root > 1);
  overwrite((root - 1) * 4096LL, QByteArray(4096, '\xee'));
  const auto store = open();
  QVERIFY(store != nullptr);
  QCOMPARE(aside("damaged").size(), 1);
  QCOMPARE(store->position(kShop), QByteArray("here"));
  QVERIFY(store->unread().value(kShop) == 0);
}

void HistoryFileTest::begins_anew_when_damage_shows_while_it_is_used() {
  {
    const auto store = open();
    QVERIFY(store->insert(batch(numbered_entries(5000), "here")).ok());
  }
  // Everything but what is looked at when the file is opened.
  {
    const OtherProgram other(path_);
    const int root = other.number("SELECT rootpage FROM sqlite_schema WHERE name = 'entries_id'");
    QVERIFY(root > 1);
    overwrite((root - 1) * 4096LL, QByteArray(4096, '\xee'));
  }
  const auto store = open();
  QVERIFY(store->warning().isEmpty());
  HistoryReader reader(store->path());
  QSignalSpy reloaded(store.get(), &HistoryStore::reloaded);
  QVERIFY(!store->insert(batch({entry("new", "New")}, "further")).ok());
  QCOMPARE(reloaded.count(), 1);
  QVERIFY(!store->warning().isEmpty());
  QCOMPARE(store->position(kShop), QByteArray("here"));
  QVERIFY(store->insert(batch({entry("new", "New")}, "further")).ok());
  QCOMPARE(store->position(kShop), QByteArray("further"));
  QSignalSpy pages(&reader, &HistoryReader::page_ready);
  reader.request({}, 0, 10);
  QVERIFY(pages.wait(30'000));
  QCOMPARE(pages.first().first().value<HistoryPage>().entries.size(), 1);
}

void HistoryFileTest::is_opened_whatever_its_name() {
  path_ = folder_->path() + QString::fromUtf8("//a b?mode=ro&%41#;'\"/가게 ışık/history.sqlite");
  {
    const auto store = open();
    QVERIFY(store != nullptr);
    QVERIFY(store->insert(batch({entry("a", "A")})).ok());
  }
  QVERIFY(QFileInfo(path_).size() > 0);
  QVERIFY(open()->find(kShop, "a").has_value());
  HistoryReader reader(path_);
  QSignalSpy pages(&reader, &HistoryReader::page_ready);
  reader.request({}, 0, 10);
  QVERIFY(pages.wait(30'000));
  QCOMPARE(pages.first().first().value<HistoryPage>().entries.size(), 1);
}

void HistoryFileTest::is_used_by_two_at_once() {
  const auto one = open();
  const auto other = open();
  QVERIFY(other != nullptr);
  QVERIFY(one->insert(batch({entry("a", "A")})).ok());
  QVERIFY(other->insert(batch({entry("a", "A"), entry("b", "B")})).ok());
  QVERIFY(one->find(kShop, "b").has_value());
}

void HistoryFileTest::fails_while_another_program_has_locked_it_and_recovers() {
  const auto store = open();
  QVERIFY(store->insert(batch({entry("a", "A")}, "here")).ok());
  const OtherProgram other(path_);
  QVERIFY(other.run("BEGIN IMMEDIATE"));
  const auto failed = store->insert(batch({entry("b", "B")}, "further"));
  QVERIFY(!failed.ok());
  QVERIFY(failed.error().recoverable);
  QVERIFY(!failed.error().message.empty());
  QVERIFY(!store->set_read({1}, true).ok());
  QCOMPARE(store->position(kShop), QByteArray("here"));
  QVERIFY(other.run("COMMIT"));
  QVERIFY(store->insert(batch({entry("b", "B")}, "further")).ok());
  QCOMPARE(store->position(kShop), QByteArray("further"));
  QCOMPARE(store->unread().value(kShop), 2);
}

void HistoryFileTest::says_at_the_start_that_it_is_locked() {
  open().reset();
  const OtherProgram other(path_);
  QVERIFY(other.run("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE"));
  const auto store = HistoryStore::open(path_);
  QVERIFY(!store.ok());
  QVERIFY(store.error().recoverable);
  QVERIFY(QString::fromStdString(store.error().message).contains(path_));
  QVERIFY(aside("damaged").isEmpty());
}

void HistoryFileTest::fails_on_a_full_disk_without_moving_the_position_and_recovers() {
  const auto store = open();
  QVERIFY(store->insert(batch({entry("a", "A")}, "here")).ok());
  {
    const FullDisk full;
    const auto failed = store->insert(batch(numbered_entries(100), "further"));
    QVERIFY(!failed.ok());
    QCOMPARE(QString::fromStdString(failed.error().message), QStringLiteral("the disk is full"));
    QVERIFY(!store->insert(batch({}, "further")).ok());
    QVERIFY(!store->remove({1}).ok());
    QCOMPARE(store->position(kShop), QByteArray("here"));
    QCOMPARE(store->entries({1}).size(), 1);
  }
  QVERIFY(aside("damaged").isEmpty());
  QVERIFY(store->insert(batch({entry("b", "B")}, "further")).ok());
  QCOMPARE(store->position(kShop), QByteArray("further"));
  QCOMPARE(store->unread().value(kShop), 2);
}

void HistoryFileTest::stores_a_batch_wholly_or_not_at_all_wherever_the_room_ends() {
  auto store = open();
  QVERIFY(store->insert(batch({entry("a", "A")}, "at 0")).ok());
  int stored = 1;
  bool has_fitted = false;
  for (int room = 0; !has_fitted; room += 7001) {
    const QByteArray before = store->position(kShop);
    const QByteArray after = "at " + QByteArray::number(room + 1);
    {
      const FullDisk disk(room);
      has_fitted =
          store->insert(batch(numbered_entries(60, QString::number(room) + "-"), after)).ok();
      QCOMPARE(has_fitted, !FullDisk::has_refused());
    }
    stored += has_fitted ? 60 : 0;
    QCOMPARE(store->position(kShop), has_fitted ? after : before);
    QCOMPARE(store->unread().value(kShop), stored);
    QVERIFY(store->insert(batch({entry(after, "Z")})).ok());
    ++stored;
  }
  store = open();
  QCOMPARE(store->warning(), QString());
  QCOMPARE(OtherProgram(path_).number("SELECT count(*) FROM entries"), stored);
}

void HistoryFileTest::says_at_the_start_that_the_disk_is_full() {
  QVERIFY(open()->insert(batch(numbered_entries(3), "here")).ok());
  {
    const FullDisk disk;
    const auto store = HistoryStore::open(path_);
    QVERIFY(!store.ok());
    QVERIFY2(store.error().message.find("the disk is full") != std::string::npos,
             store.error().message.c_str());
  }
  QVERIFY(aside("damaged").isEmpty());
  QCOMPARE(open()->position(kShop), QByteArray("here"));
}

void HistoryFileTest::cannot_be_opened_where_no_file_can_be_made() {
  const auto store = HistoryStore::open("/proc/nowhere/history.sqlite");
  QVERIFY(!store.ok());
  QVERIFY(QString::fromStdString(store.error().message).contains("/proc/nowhere"));
}

/// What is written at the start keeps the tray icon waiting for the disk.
void HistoryFileTest::is_only_read_when_it_is_opened_again() {
  QVERIFY(HistoryStore::open(path_));
  const auto again = HistoryStore::open(path_);
  QVERIFY(again);
  QCOMPARE(QFileInfo(path_ + "-wal").size(), 0);
}

void HistoryFileTest::shrinks_after_much_was_deleted() {
  const auto store = open();
  std::vector<HistoryEntry> entries = numbered_entries(3000);
  for (HistoryEntry& one : entries) {
    one.body = QString(1500, 'x');
  }
  QVERIFY(store->insert(batch(std::move(entries))).ok());
  const OtherProgram other(path_);
  const int before = other.number("PRAGMA page_count");
  while (*store->retire(0, 10)) {
  }
  QCOMPARE(other.number("SELECT count(*) FROM entries"), 10);
  QVERIFY(other.number("PRAGMA page_count") < before / 2);
}

void HistoryFileTest::leaves_nothing_of_a_deleted_entry_in_the_search_index() {
  const auto store = open();
  QVERIFY(store->insert(batch({entry("a", "zyzzyva"), entry("b", "other")})).ok());
  const OtherProgram other(path_);
  const QByteArray count = "SELECT count(*) FROM search WHERE search MATCH '" +
                           match_expression({"zyzzyva"}).toUtf8() + "'";
  QCOMPARE(other.number(count), 1);
  QVERIFY(store->remove({1}).ok());
  QCOMPARE(other.number(count), 0);
  QVERIFY(store->restore({1}).ok());
  QCOMPARE(other.number(count), 1);
  while (*store->retire(0, 1)) {
  }
  QCOMPARE(other.number(count), 0);
}

void HistoryFileTest::remembers_a_bounded_number_of_deleted_ids() {
  const auto store = open();
  QVERIFY(OtherProgram(path_).run(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 105000)"
      "INSERT INTO known(row, account, id, gone_at) SELECT i, 1, 'id' || i, 0 FROM n"));
  while (*store->retire(0, 0)) {
  }
  QCOMPARE(OtherProgram(path_).number("SELECT count(*) FROM known"), HistoryStore::kMaxKnown);
  QVERIFY(
      store->insert(batch({entry("id105000", "deleted lately"), entry("id1", "long ago")})).ok());
  QVERIFY(!store->find(kShop, "id105000"));
  QVERIFY(store->find(kShop, "id1").has_value());
}

void HistoryFileTest::loses_nothing_when_the_program_is_killed() {
  auto store = open();
  QVERIFY(store->insert(batch(numbered_entries(10), "here")).ok());
  // What is on the disk now is what a kill leaves behind.
  const QString copy = folder_->filePath("killed/history.sqlite");
  QVERIFY(QDir().mkpath(QFileInfo(copy).path()));
  for (const char* suffix : {"", "-wal", "-shm"}) {
    QVERIFY(QFile::copy(path_ + suffix, copy + suffix));
  }
  const auto survived = HistoryStore::open(copy);
  QVERIFY(survived.ok());
  QCOMPARE((*survived)->position(kShop), QByteArray("here"));
  QCOMPARE((*survived)->unread().value(kShop), 10);
}

QTEST_GUILESS_MAIN(HistoryFileTest)
#include "history_file_test.moc"
