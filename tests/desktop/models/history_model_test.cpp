#include "models/history_model.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QtTest>

#include "desktop/store/entries.h"
#include "store/history_store.h"

using namespace tidings::desktop;
using tidings::test::batch;
using tidings::test::entry;
using tidings::test::numbered_entries;

class HistoryModelTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void cleanup();

  void shows_the_newest_first_and_fetches_more_on_demand();
  void puts_what_arrives_on_top();
  void puts_a_burst_on_top_page_by_page_or_anew();
  void leaves_out_what_the_filter_does_not_want();
  void keeps_the_former_rows_until_the_new_ones_are_here();
  void shows_what_was_read();
  void takes_what_was_read_out_of_the_unread_but_the_held_one();
  void puts_what_became_unread_among_the_unread();
  void drops_what_was_deleted_and_takes_back_what_was_restored();
  void reads_entries_again_that_it_has_let_go();
  void gives_its_memory_back_and_does_nothing_until_wanted();
  void shows_received_text_harmlessly();
  void says_why_it_cannot_read();

 private:
  void fill(int number) { insert(numbered_entries(number)); }
  void insert(std::vector<HistoryEntry> entries) { QVERIFY(store_->insert(batch(entries))); }
  bool settle(int rows) {
    return QTest::qWaitFor([&] { return model_->rowCount() == rows && !model_->is_loading(); });
  }
  QString title(int row) { return model_->index(row).data(HistoryModel::kTitle).toString(); }
  qint64 row(int index) { return model_->index(index).data(HistoryModel::kRow).toLongLong(); }
  void show_unread_only() {
    HistoryFilter filter;
    filter.unread_only = true;
    model_->set_filter(filter);
  }

  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<HistoryStore> store_;
  std::unique_ptr<HistoryReader> reader_;
  std::unique_ptr<HistoryModel> model_;
  std::unique_ptr<QAbstractItemModelTester> tester_;
};

void HistoryModelTest::init() {
  folder_ = std::make_unique<QTemporaryDir>();
  auto opened = HistoryStore::open(folder_->filePath(QStringLiteral("history.sqlite")));
  QVERIFY(opened);
  store_ = std::move(*opened);
  reader_ = std::make_unique<HistoryReader>(store_->path());
  model_ = std::make_unique<HistoryModel>(*store_, *reader_);
  tester_ = std::make_unique<QAbstractItemModelTester>(
      model_.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
  tester_->setUseFetchMore(false);  // that is what the cases watch
}

void HistoryModelTest::cleanup() {
  tester_.reset();
  model_.reset();
  reader_.reset();
  store_.reset();
}

void HistoryModelTest::shows_the_newest_first_and_fetches_more_on_demand() {
  fill(2 * HistoryModel::kPageSize + 50);
  model_->reload();
  QVERIFY(settle(HistoryModel::kPageSize));
  QCOMPARE(title(0), QStringLiteral("Order 450"));
  QVERIFY(model_->canFetchMore({}));
  model_->fetchMore({});
  QVERIFY(!model_->canFetchMore({}));  // one page at a time
  QVERIFY(settle(2 * HistoryModel::kPageSize));
  model_->fetchMore({});
  QVERIFY(settle(2 * HistoryModel::kPageSize + 50));
  QVERIFY(!model_->canFetchMore({}));
  QCOMPARE(title(449), QStringLiteral("Order 1"));
}

void HistoryModelTest::puts_what_arrives_on_top() {
  fill(3);
  model_->reload();
  QVERIFY(settle(3));
  QSignalSpy inserted(model_.get(), &QAbstractItemModel::rowsInserted);
  QSignalSpy reset(model_.get(), &QAbstractItemModel::modelReset);
  insert({entry(QStringLiteral("new"), QStringLiteral("New"))});
  QVERIFY(settle(4));
  QCOMPARE(title(0), QStringLiteral("New"));
  QCOMPARE(inserted.count(), 1);
  QCOMPARE(reset.count(), 0);
}

void HistoryModelTest::puts_a_burst_on_top_page_by_page_or_anew() {
  fill(3);
  model_->reload();
  QVERIFY(settle(3));
  insert(numbered_entries(1000, QStringLiteral("burst")));
  QVERIFY(QTest::qWaitFor([&] { return title(0) == QStringLiteral("Order 1000"); }));
  while (model_->canFetchMore({})) {
    model_->fetchMore({});
    QVERIFY(QTest::qWaitFor([&] { return !model_->is_loading(); }));
  }
  QCOMPARE(model_->rowCount(), 1003);
  QCOMPARE(title(1002), QStringLiteral("Order 1"));
}

void HistoryModelTest::leaves_out_what_the_filter_does_not_want() {
  insert({entry(QStringLiteral("1"), QStringLiteral("주문이 왔습니다")),
          entry(QStringLiteral("2"), QStringLiteral("Message"))});
  HistoryFilter filter;
  filter.text = QStringLiteral("주문");
  model_->set_filter(filter);
  QVERIFY(settle(1));
  insert({entry(QStringLiteral("3"), QStringLiteral("Another message"))});
  insert({entry(QStringLiteral("4"), QStringLiteral("새 주문"))});
  QVERIFY(settle(2));
  QCOMPARE(title(0), QStringLiteral("새 주문"));
}

void HistoryModelTest::keeps_the_former_rows_until_the_new_ones_are_here() {
  fill(3);
  model_->reload();
  QVERIFY(settle(3));
  HistoryFilter filter;
  filter.text = QStringLiteral("Order 2");
  model_->set_filter(filter);
  QCOMPARE(model_->rowCount(), 3);
  QVERIFY(settle(1));
}

void HistoryModelTest::shows_what_was_read() {
  fill(2);
  model_->reload();
  QVERIFY(settle(2));
  QSignalSpy changed(model_.get(), &QAbstractItemModel::dataChanged);
  QVERIFY(store_->set_read({row(0)}, true));
  QCOMPARE(changed.count(), 1);
  QVERIFY(model_->index(0).data(HistoryModel::kRead).toBool());
  QVERIFY(!model_->index(1).data(HistoryModel::kRead).toBool());
}

void HistoryModelTest::takes_what_was_read_out_of_the_unread_but_the_held_one() {
  fill(3);
  show_unread_only();
  QVERIFY(settle(3));
  model_->hold(row(1));
  QVERIFY(store_->set_read({row(1)}, true));
  QCOMPARE(model_->rowCount(), 3);
  QVERIFY(store_->mark_read_up_to({}, {}));
  QCOMPARE(model_->rowCount(), 1);
  model_->hold(0);
  QCOMPARE(model_->rowCount(), 0);
}

void HistoryModelTest::puts_what_became_unread_among_the_unread() {
  fill(3);
  show_unread_only();
  QVERIFY(settle(3));
  const qint64 middle = row(1);
  QVERIFY(store_->set_read({middle}, true));
  QCOMPARE(model_->rowCount(), 2);
  QVERIFY(store_->set_read({middle}, false));
  QVERIFY(settle(3));
  QCOMPARE(row(1), middle);
}

void HistoryModelTest::drops_what_was_deleted_and_takes_back_what_was_restored() {
  fill(5);
  model_->reload();
  QVERIFY(settle(5));
  const QList<qint64> gone{row(1), row(3)};
  QVERIFY(store_->remove(gone));
  QCOMPARE(model_->rowCount(), 3);
  QVERIFY(store_->restore(gone));
  QVERIFY(settle(5));
  QCOMPARE(title(1), QStringLiteral("Order 4"));
  QCOMPARE(title(3), QStringLiteral("Order 2"));
}

void HistoryModelTest::reads_entries_again_that_it_has_let_go() {
  std::vector<HistoryEntry> heavy;
  for (int number = 1; number <= 150; ++number) {
    heavy.push_back(entry(QString::number(number), QStringLiteral("Order %1").arg(number)));
    heavy.back().data = '"' + QByteArray(60 * 1024, 'x') + '"';  // together more than is held
  }
  insert(heavy);
  model_->reload();
  QVERIFY(settle(150));
  for (int index = 0; index < 150; ++index) {
    QCOMPARE(title(index), QStringLiteral("Order %1").arg(150 - index));
  }
  QCOMPARE(model_->entry(model_->index(0))->data.size(), 60 * 1024 + 2);
}

void HistoryModelTest::gives_its_memory_back_and_does_nothing_until_wanted() {
  fill(3);
  model_->reload();
  QVERIFY(settle(3));
  model_->release();
  QCOMPARE(model_->rowCount(), 0);
  insert({entry(QStringLiteral("new"), QStringLiteral("New"))});
  QVERIFY(!model_->is_loading());
  model_->reload();
  QVERIFY(settle(4));
}

void HistoryModelTest::shows_received_text_harmlessly() {
  insert({entry(QStringLiteral("1"), QStringLiteral("<b>a</b>\nb\u202Ec\a"),
                QString(4096, u'x') + u'\u0000')});
  model_->reload();
  QVERIFY(settle(1));
  QCOMPARE(title(0), QStringLiteral("<b>a</b> b\\u{202e}c\\u{7}"));
  QVERIFY(model_->index(0).data(HistoryModel::kBody).toString().size() <= 512);
  QVERIFY(model_->index(0)
              .data(Qt::AccessibleTextRole)
              .toString()
              .startsWith(QStringLiteral("Unread. <b>a</b> b")));
}

void HistoryModelTest::says_why_it_cannot_read() {
  HistoryReader nowhere(folder_->filePath(QStringLiteral("none/history.sqlite")));
  HistoryModel model(*store_, nowhere);
  QSignalSpy failed(&model, &HistoryModel::failed);
  model.reload();
  QVERIFY(QTest::qWaitFor([&] { return failed.count() == 1; }));
  QVERIFY(!failed[0][0].toString().isEmpty());
  QVERIFY(!model.is_loading());
}

QTEST_GUILESS_MAIN(HistoryModelTest)
#include "history_model_test.moc"
