#include "store/history_store.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "desktop/store/entries.h"

using namespace tidings::desktop;
using tidings::test::batch;
using tidings::test::entry;
using tidings::test::numbered_entries;

class HistoryStoreTest : public QObject {
  Q_OBJECT

 private slots:
  void init();

  void keeps_every_member_of_an_entry_over_a_restart();
  void keeps_entries_and_position_of_a_batch_together();
  void skips_what_it_has_already_within_a_batch_too();
  void tells_apart_the_same_id_of_two_accounts_and_takes_entries_without_id();
  void cuts_what_is_too_long_to_keep();
  void counts_unread_entries_by_account_without_muted_ones();
  void marks_read_by_row_and_by_id_and_says_what_changed();
  void marks_everything_up_to_an_id_as_read();
  void marks_in_pieces_when_asked_to();
  void deletes_and_puts_back();
  void does_not_take_back_what_was_deleted();
  void keeps_for_undo_what_this_run_deleted_and_lets_go_of_the_rest();
  void marks_up_to_an_id_that_was_deleted();
  void forgets_an_account_at_once_and_cleans_up_in_pieces();
  void walks_through_unread_entries_from_the_newest();
  void lists_types_and_unread_ids();
  void forgets_a_reminder_with_its_entry_and_when_it_is_read();
  void says_nothing_when_nothing_changed();
  void works_in_memory_too();

 private:
  std::unique_ptr<HistoryStore> open() const {
    auto store = HistoryStore::open(path_);
    return store ? std::move(*store) : nullptr;
  }
  QList<qint64> insert(std::vector<HistoryEntry> entries, const QByteArray& position = {}) const {
    QList<qint64> rows;
    const auto added = store_->insert(batch(std::move(entries), position));
    if (added) {
      for (const HistoryEntry& one : *added) {
        rows.append(one.row);
      }
    }
    return rows;
  }

  std::unique_ptr<QTemporaryDir> folder_;
  QString path_;
  std::unique_ptr<HistoryStore> store_;
};

namespace {

const QString kShop = QStringLiteral("shop");

int unread(const HistoryStore& store) {
  return store.unread().value(kShop);
}

}  // namespace

void HistoryStoreTest::init() {
  store_.reset();
  folder_ = std::make_unique<QTemporaryDir>();
  path_ = folder_->filePath(QStringLiteral("tidings/history.sqlite"));
  store_ = open();
  QVERIFY(store_ != nullptr);
  QVERIFY2(store_->warning().isEmpty(), qUtf8Printable(store_->warning()));
}

void HistoryStoreTest::keeps_every_member_of_an_entry_over_a_restart() {
  HistoryEntry given = entry(QStringLiteral("id-1"), QString::fromUtf8("새 주문 <b>&\"' 🎉"));
  given.body = QString::fromUtf8("line 1\nline 2\t\x01 end");
  given.type = QStringLiteral("task.assigned");
  given.url = QStringLiteral("https://shop.example/orders/1?a=b#c");
  given.group = QStringLiteral("orders");
  given.priority = 5;
  given.data = QByteArray("{\"n\": 12345678901234567890123,\n \"x\":1e400}");
  given.created_at = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 678), Qt::UTC);
  given.received_at = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 6, 789), Qt::UTC);
  given.read = true;
  const QList<qint64> rows = insert({given});
  store_ = open();
  const QList<HistoryEntry> found = store_->entries(rows);
  QCOMPARE(found.size(), 1);
  const HistoryEntry& kept = found.first();
  QCOMPARE(kept.row, rows.first());
  QCOMPARE(kept.account, given.account);
  QCOMPARE(kept.id, given.id);
  QCOMPARE(kept.type, given.type);
  QCOMPARE(kept.title, given.title);
  QCOMPARE(kept.body, given.body);
  QCOMPARE(kept.url, given.url);
  QCOMPARE(kept.group, given.group);
  QCOMPARE(kept.priority, given.priority);
  QCOMPARE(kept.data, given.data);
  QCOMPARE(kept.created_at, given.created_at);
  QCOMPARE(kept.received_at, given.received_at);
  QCOMPARE(kept.read, given.read);
  QCOMPARE(store_->find(kShop, given.id)->row, kept.row);
  QVERIFY(!store_->find(kShop, QStringLiteral("other")));
}

void HistoryStoreTest::keeps_entries_and_position_of_a_batch_together() {
  QVERIFY(store_->position(kShop).isEmpty());
  QCOMPARE(insert(numbered_entries(3), "position 1").size(), 3);
  QCOMPARE(store_->position(kShop), QByteArray("position 1"));
  QVERIFY(store_->insert(batch({}, "position 2")).ok());
  QCOMPARE(store_->position(kShop), QByteArray("position 2"));
  QVERIFY(store_->insert(batch({}, {})).ok());
  store_ = open();
  QCOMPARE(store_->position(kShop), QByteArray("position 2"));
  QCOMPARE(unread(*store_), 3);
}

void HistoryStoreTest::skips_what_it_has_already_within_a_batch_too() {
  QSignalSpy inserted(store_.get(), &HistoryStore::inserted);
  QCOMPARE(insert({entry("a", "first"), entry("a", "again"), entry("b", "other")}).size(), 2);
  QCOMPARE(insert({entry("b", "again"), entry("c", "new")}).size(), 1);
  QCOMPARE(insert({entry("a", "again")}).size(), 0);
  QCOMPARE(inserted.count(), 2);
  QCOMPARE(store_->find(kShop, "a")->title, QStringLiteral("first"));
}

void HistoryStoreTest::tells_apart_the_same_id_of_two_accounts_and_takes_entries_without_id() {
  ReceivedBatch other = batch({entry("a", "of the other")});
  other.account = QStringLiteral("other");
  QCOMPARE(insert({entry("a", "ours")}).size(), 1);
  QCOMPARE(store_->insert(other)->size(), std::size_t{1});
  QCOMPARE(store_->find(QStringLiteral("other"), "a")->title, QStringLiteral("of the other"));
  QCOMPARE(insert({entry({}, "one"), entry({}, "two")}).size(), 2);
}

void HistoryStoreTest::cuts_what_is_too_long_to_keep() {
  HistoryEntry huge = entry("a", QString(100'000, 't'), QString(1'000'000, 'b'));
  huge.url = QStringLiteral("https://shop.example/") + QString(100'000, 'u');
  huge.data = QByteArray(5'000'000, ' ');
  huge.priority = 99;
  insert({huge});
  const auto kept = store_->find(kShop, "a");
  QVERIFY(kept.has_value());
  QCOMPARE(kept->title, QString(1024, 't'));
  QCOMPARE(kept->body, QString(65'536, 'b'));
  QVERIFY(kept->url.isEmpty());
  QVERIFY(kept->data.isEmpty());
  QCOMPARE(kept->priority, 5);
}

void HistoryStoreTest::counts_unread_entries_by_account_without_muted_ones() {
  QSignalSpy changed(store_.get(), &HistoryStore::unread_changed);
  HistoryEntry read = entry("r", "read on the server");
  read.read = true;
  const QList<qint64> rows = insert({entry("a", "A"), entry("b", "B"), entry("c", "C"), read});
  ReceivedBatch other = batch({entry("a", "of the other")});
  other.account = QStringLiteral("other");
  QVERIFY(store_->insert(other).ok());
  QCOMPARE(unread(*store_), 3);
  QCOMPARE(store_->unread().value(QStringLiteral("other")), 1);
  QVERIFY(store_->set_muted({rows[0]}, true).ok());
  QCOMPARE(unread(*store_), 2);
  QVERIFY(store_->set_read({rows[0], rows[1]}, true).ok());
  QCOMPARE(unread(*store_), 1);
  QVERIFY(store_->set_muted({rows[0]}, false).ok());
  QCOMPARE(unread(*store_), 1);
  QVERIFY(store_->remove({rows[1], rows[2]}).ok());
  QCOMPARE(unread(*store_), 0);
  QVERIFY(store_->restore({rows[2]}).ok());
  QCOMPARE(unread(*store_), 1);
  QCOMPARE(changed.count(), 6);
  store_ = open();
  QCOMPARE(unread(*store_), 1);
}

void HistoryStoreTest::marks_read_by_row_and_by_id_and_says_what_changed() {
  const QList<qint64> rows = insert(numbered_entries(3));
  QSignalSpy changed(store_.get(), &HistoryStore::read_changed);
  QCOMPARE(*store_->set_read({rows[0], rows[1], 999}, true), QList<qint64>({rows[0], rows[1]}));
  QCOMPARE(*store_->set_read({rows[0]}, true), QList<qint64>());
  QCOMPARE(*store_->set_read_by_id(kShop, {"1", "3", "nowhere"}, true), QList<qint64>({rows[2]}));
  QCOMPARE(*store_->set_read_by_id(kShop, {"1"}, false), QList<qint64>({rows[0]}));
  QCOMPARE(*store_->set_read_by_id(QStringLiteral("nobody"), {"2"}, false), QList<qint64>());
  QCOMPARE(changed.count(), 3);
  QCOMPARE(unread(*store_), 1);
}

void HistoryStoreTest::marks_everything_up_to_an_id_as_read() {
  const QList<qint64> rows = insert(numbered_entries(4));
  QCOMPARE(*store_->mark_read_up_to(kShop, "2"), rows.mid(0, 2));
  QCOMPARE(*store_->mark_read_up_to(kShop, "unknown"), QList<qint64>());
  QCOMPARE(unread(*store_), 2);
  QCOMPARE(*store_->mark_read_up_to(kShop, {}), rows.mid(2));
  ReceivedBatch other = batch({entry("a", "of the other")});
  other.account = QStringLiteral("other");
  QVERIFY(store_->insert(other).ok());
  QCOMPARE(store_->mark_read_up_to(kShop, {})->size(), 0);
  QCOMPARE(store_->mark_read_up_to({}, {})->size(), 1);
}

void HistoryStoreTest::marks_in_pieces_when_asked_to() {
  const QList<qint64> rows = insert(numbered_entries(5));
  QCOMPARE(*store_->mark_read_up_to(kShop, {}, 2), rows.mid(0, 2));
  QCOMPARE(*store_->mark_read_up_to({}, {}, 2), rows.mid(2, 2));
  QCOMPARE(unread(*store_), 1);
}

void HistoryStoreTest::deletes_and_puts_back() {
  const QList<qint64> rows = insert(numbered_entries(3));
  QSignalSpy removed(store_.get(), &HistoryStore::removed);
  QSignalSpy restored(store_.get(), &HistoryStore::restored);
  QVERIFY(store_->set_read({rows[1]}, true).ok());
  QVERIFY(store_->remove({rows[1], 999}).ok());
  QCOMPARE(removed.takeFirst().first().value<QList<qint64>>(), QList<qint64>({rows[1]}));
  QVERIFY(store_->entries({rows[1]}).isEmpty());
  QVERIFY(store_->restore({rows[1], 999}).ok());
  QCOMPARE(restored.takeFirst().first().value<QList<qint64>>(), QList<qint64>({rows[1]}));
  const HistoryEntry back = store_->entries({rows[1]}).value(0);
  QCOMPARE(back.title, QStringLiteral("Order 2"));
  QVERIFY(back.read);
}

void HistoryStoreTest::does_not_take_back_what_was_deleted() {
  const QList<qint64> rows = insert(numbered_entries(2));
  QVERIFY(store_->remove(rows).ok());
  QCOMPARE(insert(numbered_entries(3)).size(), 1);
  const qint64 deleted = QDateTime::currentMSecsSinceEpoch();
  QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > deleted);
  store_ = open();
  while (*store_->retire(0, 0)) {
  }
  QCOMPARE(insert(numbered_entries(3)).size(), 0);
  QVERIFY(store_->restore(rows).ok());
  QVERIFY(store_->entries(rows).isEmpty());
}

void HistoryStoreTest::keeps_for_undo_what_this_run_deleted_and_lets_go_of_the_rest() {
  const QList<qint64> rows = insert(numbered_entries(3));
  QVERIFY(store_->remove({rows[2]}).ok());
  store_.reset();
  const qint64 deleted = QDateTime::currentMSecsSinceEpoch();
  QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > deleted);
  store_ = open();
  QVERIFY(store_->remove({rows[0]}).ok());
  while (*store_->retire(0, 0)) {
  }
  QVERIFY(store_->restore(rows).ok());
  QCOMPARE(store_->entries(rows).size(), 2);
  QCOMPARE(store_->entries(rows).first().row, rows[0]);
}

void HistoryStoreTest::marks_up_to_an_id_that_was_deleted() {
  const QList<qint64> rows = insert(numbered_entries(3));
  QVERIFY(store_->remove({rows[1]}).ok());
  QCOMPARE(*store_->mark_read_up_to(kShop, "2"), QList<qint64>({rows[0]}));
}

void HistoryStoreTest::forgets_an_account_at_once_and_cleans_up_in_pieces() {
  const QList<qint64> rows = insert(numbered_entries(250), "here");
  QVERIFY(store_->remove({rows[0]}).ok());
  QSignalSpy reloaded(store_.get(), &HistoryStore::reloaded);
  QVERIFY(store_->forget_account(kShop).ok());
  QCOMPARE(reloaded.count(), 1);
  QVERIFY(store_->position(kShop).isEmpty());
  QVERIFY(!store_->unread().contains(kShop));
  QVERIFY(!store_->find(kShop, "2"));
  QCOMPARE(insert({entry("1", "of the account's second life")}).size(), 1);
  int pieces = 0;
  while (*store_->retire(0, 0)) {
    ++pieces;
  }
  QVERIFY(pieces > 2);
  QVERIFY(store_->entries(rows).isEmpty());
  QCOMPARE(unread(*store_), 1);
}

void HistoryStoreTest::walks_through_unread_entries_from_the_newest() {
  const QList<qint64> rows = insert(numbered_entries(4));
  QVERIFY(store_->set_read({rows[2]}, true).ok());
  const QList<HistoryEntry> newest = store_->unread_before(rows[3] + 1, 2);
  QCOMPARE(newest.size(), 2);
  QCOMPARE(newest[0].title, QStringLiteral("Order 4"));
  QCOMPARE(newest[1].row, rows[1]);
  QCOMPARE(store_->unread_before(rows[1], 2).size(), 1);
}

void HistoryStoreTest::lists_types_and_unread_ids() {
  HistoryEntry task = entry("t", "Task");
  task.type = QStringLiteral("task.assigned");
  HistoryEntry untyped = entry("u", "Untyped");
  untyped.type.clear();
  const QList<qint64> rows = insert({task, untyped, entry("a", "A"), entry("b", "B")});
  QCOMPARE(store_->types(), QStringList({"order.new", "task.assigned"}));
  QVERIFY(store_->set_read({rows[2]}, true).ok());
  QCOMPARE(store_->unread_ids(kShop, 10), QStringList({"b", "u", "t"}));
  QCOMPARE(store_->unread_ids(kShop, 1), QStringList({"b"}));
}

void HistoryStoreTest::forgets_a_reminder_with_its_entry_and_when_it_is_read() {
  const QList<qint64> rows = insert(numbered_entries(6));
  const QDateTime due = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);
  QVERIFY(store_->set_read({rows[5]}, true).ok());
  for (const qint64 row : rows) {
    QVERIFY(store_->set_reminder(row, due.addSecs(row)).ok());
  }
  QVERIFY(store_->set_read({rows[0]}, true).ok());
  QVERIFY(store_->set_read({rows[0]}, false).ok());
  QVERIFY(store_->remove({rows[1]}).ok());
  QVERIFY(store_->forget_reminders({rows[2]}).ok());
  store_ = open();
  QCOMPARE(store_->reminders(10).size(), 2);
  const QHash<qint64, QDateTime> earliest = store_->reminders(1);
  QCOMPARE(earliest.keys(), QList<qint64>({rows[3]}));
  QCOMPARE(earliest.value(rows[3]), due.addSecs(rows[3]));
}

void HistoryStoreTest::says_nothing_when_nothing_changed() {
  insert({entry("a", "A")});
  QSignalSpy inserted(store_.get(), &HistoryStore::inserted);
  QSignalSpy removed(store_.get(), &HistoryStore::removed);
  QSignalSpy unread_changed(store_.get(), &HistoryStore::unread_changed);
  insert({entry("a", "A")}, "further");
  QVERIFY(store_->remove({999}).ok());
  QVERIFY(store_->set_muted({1}, false).ok());
  QCOMPARE(inserted.count() + removed.count() + unread_changed.count(), 0);
}

void HistoryStoreTest::works_in_memory_too() {
  auto opened = HistoryStore::open_in_memory(QStringLiteral("The disk is full."));
  QVERIFY(opened.ok());
  QVERIFY((*opened)->warning().startsWith(QStringLiteral("The disk is full. ")));
  store_ = std::move(*opened);
  QCOMPARE(insert(numbered_entries(3), "here").size(), 3);
  QCOMPARE(store_->position(kShop), QByteArray("here"));
  QCOMPARE(unread(*store_), 3);
}

QTEST_GUILESS_MAIN(HistoryStoreTest)
#include "history_store_test.moc"
