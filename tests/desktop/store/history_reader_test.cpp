#include "store/history_reader.h"

#include <QTemporaryDir>
#include <QtTest>

#include "desktop/store/entries.h"
#include "store/history_store.h"

using namespace tidings::desktop;
using tidings::test::batch;
using tidings::test::entry;
using tidings::test::numbered_entries;

class HistoryReaderTest : public QObject {
  Q_OBJECT

 private slots:
  void init();

  void reads_pages_newest_first();
  void finds_any_part_of_a_word_data();
  void finds_any_part_of_a_word();
  void finds_what_was_deleted_no_more_and_what_was_put_back_again();
  void holds_to_every_filter_at_once();
  void finds_words_among_few_and_among_many_unread();
  void holds_to_dates_though_the_clock_was_set_back();
  void shows_nothing_of_a_forgotten_account();
  void answers_only_the_newest_request();
  void says_why_it_cannot_read_and_recovers();
  void reads_what_is_only_in_memory();

 private:
  HistoryPage page(const HistoryFilter& filter, qint64 before = 0, int limit = 100) {
    HistoryPage answered;
    bool is_there = false;
    const auto connection =
        connect(reader_.get(), &HistoryReader::page_ready, this, [&](const HistoryPage& given) {
          answered = given;
          is_there = true;
        });
    const quint64 number = reader_->request(filter, before, limit);
    const bool in_time = QTest::qWaitFor([&] { return is_there; }, 30'000);
    disconnect(connection);
    if (!in_time || answered.request != number) {
      QTest::qFail("no answer", __FILE__, __LINE__);
    }
    return answered;
  }
  QStringList ids(const HistoryFilter& filter) {
    QStringList ids;
    for (const HistoryEntry& one : page(filter).entries) {
      ids.append(one.id);
    }
    return ids;
  }
  QStringList ids_with(const QString& text) {
    HistoryFilter filter;
    filter.text = text;
    return ids(filter);
  }

  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<HistoryStore> store_;
  std::unique_ptr<HistoryReader> reader_;
};

void HistoryReaderTest::init() {
  reader_.reset();
  store_.reset();
  folder_ = std::make_unique<QTemporaryDir>();
  auto store = HistoryStore::open(folder_->filePath("history.sqlite"));
  QVERIFY(store.ok());
  store_ = std::move(*store);
  reader_ = std::make_unique<HistoryReader>(store_->path());
}

void HistoryReaderTest::reads_pages_newest_first() {
  QVERIFY(store_->insert(batch(numbered_entries(25))).ok());
  const HistoryPage first = page({}, 0, 10);
  QCOMPARE(first.entries.size(), 10);
  QCOMPARE(first.entries.first().id, QStringLiteral("25"));
  QCOMPARE(first.entries.first().account, QStringLiteral("shop"));
  QVERIFY(first.has_more);
  const HistoryPage last = page({}, first.entries.last().row, 15);
  QCOMPARE(last.entries.first().id, QStringLiteral("15"));
  QCOMPARE(last.entries.last().id, QStringLiteral("1"));
  QVERIFY(!last.has_more);
  QVERIFY(page({}, last.entries.last().row).entries.isEmpty());
}

void HistoryReaderTest::finds_any_part_of_a_word_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("typed");
  QTest::addColumn<bool>("found");
  const auto row = [](const char* text, const char* typed, bool found = true) {
    QTest::addRow("%s in %s", typed, text)
        << QString::fromUtf8(text) << QString::fromUtf8(typed) << found;
  };
  row("새 주문이 들어왔습니다", "주문");
  row("새 주문이 들어왔습니다", "문이");
  row("새 주문이 들어왔습니다", "왔습니");
  row("새 주문이 들어왔습니다", "주");
  row("새 주문이 들어왔습니다", "주이", false);
  row("새 주문이 들어왔습니다", "들어 주문");
  row("새 주문이 들어왔습니다", "주문 배송", false);
  row("您有一个新订单需要处理", "订单");
  row("您有一个新订单需要处理", "新订单需");
  row("您有一个新订单需要处理", "单");
  row("IŞIK sipariş", "ışık");
  row("ışık", "IŞIK");
  row("İSTANBUL", "istanbul");
  row("istanbul", "İstan");
  row("ISPARTA", "ısparta");
  row("DİYARBAKIR", "diyarbakır");
  row("New Order #48213", "order");
  row("New Order #48213", "rde");
  row("New Order #48213", "#48213");
  row("New Order #48213", "482");
  row("New Order #48213", "#");
  row("ＮＥＷ １２３", "new 123");
  row("a-b c.d", "a-b c.d");
  row("say \"hi\" AND NOT", "\"hi\" and not");
  row("100% * ( ) ^ : -", "% * ( ) ^ : -");
  row("delivered 📦 today", "📦");
  row("delivered 📦🎉 today", "📦🎉");
  row("delivered 📦🎉 today", "🎉📦", false);
  row("straße", "STRASSE");
  row("abxbc", "abc", false);
  row("zero\u200bwidth", "zerowidth");
  row("tab\tand\nline", "tab line");
}

void HistoryReaderTest::finds_any_part_of_a_word() {
  QFETCH(QString, text);
  QFETCH(QString, typed);
  QFETCH(bool, found);
  std::vector<HistoryEntry> entries{entry("other", "nothing like it"), entry("title", text),
                                    entry("body", "see below", text)};
  for (HistoryEntry& one : entries) {
    one.type.clear();
  }
  QVERIFY(store_->insert(batch(std::move(entries))).ok());
  QCOMPARE(ids_with(typed), found ? QStringList({"body", "title"}) : QStringList());
}

void HistoryReaderTest::finds_what_was_deleted_no_more_and_what_was_put_back_again() {
  const auto added = store_->insert(batch({entry("a", "a rare word"), entry("b", "a rare bird")}));
  QVERIFY(added.ok());
  const qint64 row = added->front().row;
  QVERIFY(store_->remove({row}).ok());
  QCOMPARE(ids_with("rare"), QStringList({"b"}));
  QVERIFY(store_->restore({row}).ok());
  QCOMPARE(ids_with("rare"), QStringList({"b", "a"}));
}

void HistoryReaderTest::holds_to_every_filter_at_once() {
  HistoryEntry task = entry("task", "rare");
  task.type = QStringLiteral("task.assigned");
  HistoryEntry read = entry("read", "rare");
  read.read = true;
  HistoryEntry old = entry("old", "rare");
  old.received_at = QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC);
  QVERIFY(
      store_->insert(batch({entry("plain", "rare"), entry("x", "other"), task, read, old})).ok());
  ReceivedBatch other = batch({entry("elsewhere", "rare")});
  other.account = QStringLiteral("other");
  QVERIFY(store_->insert(other).ok());

  HistoryFilter filter;
  QCOMPARE(ids(filter).size(), 6);
  filter.account = QStringLiteral("shop");
  QCOMPARE(ids(filter), QStringList({"old", "read", "task", "x", "plain"}));
  filter.type = QStringLiteral("order.new");
  QCOMPARE(ids(filter), QStringList({"old", "read", "x", "plain"}));
  filter.unread_only = true;
  QCOMPARE(ids(filter), QStringList({"old", "x", "plain"}));
  filter.from = QDateTime(QDate(2020, 1, 2), QTime(0, 0), Qt::UTC);
  QCOMPARE(ids(filter), QStringList({"x", "plain"}));
  filter.text = QStringLiteral("rare");
  QCOMPARE(ids(filter), QStringList({"plain"}));
  filter.from = {};
  filter.until = QDateTime(QDate(2020, 1, 1), QTime(0, 0, 0, 1), Qt::UTC);
  QCOMPARE(ids(filter), QStringList({"old"}));
  filter.until = QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC);
  QCOMPARE(ids(filter), QStringList());
  filter = {};
  filter.account = QStringLiteral("nobody");
  QCOMPARE(ids(filter), QStringList());
}

void HistoryReaderTest::finds_words_among_few_and_among_many_unread() {
  std::vector<HistoryEntry> entries = numbered_entries(6000);
  entries[10].title = QStringLiteral("a needle");
  entries[20].title = QStringLiteral("a needle");
  entries[20].read = true;
  QVERIFY(store_->insert(batch(std::move(entries))).ok());
  HistoryFilter filter;
  filter.text = QStringLiteral("needle");
  filter.unread_only = true;
  QCOMPARE(ids(filter), QStringList({"11"}));
  QVERIFY(store_->mark_read_up_to("shop", "10").ok());
  while (store_->mark_read_up_to("shop", {}, 5000)->size() == 5000) {
  }
  QVERIFY(store_->set_read_by_id("shop", {"11", "12"}, false).ok());
  QCOMPARE(ids(filter), QStringList({"11"}));
}

void HistoryReaderTest::holds_to_dates_though_the_clock_was_set_back() {
  const QDateTime noon(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
  std::vector<HistoryEntry> entries = numbered_entries(4);
  const std::array<int, 4> minutes{0, 60, 10, 70};
  for (std::size_t index = 0; index < entries.size(); ++index) {
    entries[index].received_at = noon.addSecs(60 * minutes.at(index));
  }
  QVERIFY(store_->insert(batch(std::move(entries))).ok());
  HistoryFilter filter;
  filter.from = noon;
  filter.until = noon.addSecs(60 * 30);
  QCOMPARE(ids(filter), QStringList({"3", "1"}));
}

void HistoryReaderTest::shows_nothing_of_a_forgotten_account() {
  QVERIFY(store_->insert(batch(numbered_entries(3))).ok());
  QVERIFY(store_->forget_account("shop").ok());
  QCOMPARE(ids({}), QStringList());
  QCOMPARE(ids_with("order"), QStringList());
}

void HistoryReaderTest::answers_only_the_newest_request() {
  QVERIFY(store_->insert(batch(numbered_entries(3000))).ok());
  QList<quint64> answered;
  connect(reader_.get(), &HistoryReader::page_ready, this,
          [&](const HistoryPage& given) { answered.append(given.request); });
  HistoryFilter slow;
  slow.text = QStringLiteral("rder rde er");
  for (int time = 0; time < 50; ++time) {
    reader_->request(slow, 0, 5000);
  }
  const quint64 last = reader_->request({}, 0, 1);
  QVERIFY(QTest::qWaitFor([&] { return answered.contains(last); }, 30'000));
  QCOMPARE(answered, QList<quint64>({last}));
}

void HistoryReaderTest::says_why_it_cannot_read_and_recovers() {
  const QString path = folder_->filePath("later.sqlite");
  HistoryReader reader(path);
  QSignalSpy failed(&reader, &HistoryReader::failed);
  const quint64 number = reader.request({}, 0, 10);
  QVERIFY(failed.wait(30'000));
  QCOMPARE(failed.first().at(0).toULongLong(), number);
  QVERIFY(!failed.first().at(1).toString().isEmpty());
  auto store = HistoryStore::open(path);
  QVERIFY(store.ok());
  QVERIFY((*store)->insert(batch(numbered_entries(2))).ok());
  QSignalSpy ready(&reader, &HistoryReader::page_ready);
  reader.request({}, 0, 10);
  QVERIFY(ready.wait(30'000));
  QCOMPARE(ready.first().first().value<HistoryPage>().entries.size(), 2);
}

void HistoryReaderTest::reads_what_is_only_in_memory() {
  auto store = HistoryStore::open_in_memory();
  QVERIFY(store.ok());
  store_ = std::move(*store);
  reader_ = std::make_unique<HistoryReader>(store_->path());
  QVERIFY(store_->insert(batch(numbered_entries(2))).ok());
  QCOMPARE(ids({}), QStringList({"2", "1"}));
  QCOMPARE(ids_with("order 2"), QStringList({"2"}));
  QVERIFY(store_->insert(batch(numbered_entries(3))).ok());
  QCOMPARE(ids({}), QStringList({"3", "2", "1"}));
}

QTEST_GUILESS_MAIN(HistoryReaderTest)
#include "history_reader_test.moc"
