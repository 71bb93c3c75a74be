// What a stream delivered and the history does not have yet.
#include "service/batch_queue.h"

#include <QTest>

using namespace tidings::desktop;

namespace {

HistoryEntry entry(const QString& id) {
  HistoryEntry result;
  result.id = id;
  return result;
}

QStringList ids(const ReceivedBatch& batch) {
  QStringList list;
  for (const HistoryEntry& one : batch.entries) {
    list.append(one.id);
  }
  return list;
}

}  // namespace

class BatchQueueTest : public QObject {
  Q_OBJECT

 private slots:
  void a_batch_has_the_position_of_its_last_entry() {
    BatchQueue queue("shop");
    queue.push(entry("a"), "p1", Arrival::live);
    queue.push(entry("b"), "p2", Arrival::live);
    const auto batch = queue.take();
    QVERIFY(batch);
    QCOMPARE(batch->account, QString("shop"));
    QCOMPARE(ids(*batch), QStringList({"a", "b"}));
    QCOMPARE(batch->position, QByteArray("p2"));
  }
  void one_batch_at_a_time_until_it_is_settled() {
    BatchQueue queue("shop");
    queue.push(entry("a"), "p1", Arrival::live);
    QVERIFY(queue.take());
    queue.push(entry("b"), "p2", Arrival::live);
    QVERIFY(!queue.take());
    queue.settle(true);
    QCOMPARE(ids(*queue.take()), QStringList("b"));
  }
  void what_was_not_stored_comes_again() {
    BatchQueue queue("shop");
    queue.push(entry("a"), "p1", Arrival::live);
    QVERIFY(queue.take());
    queue.settle(false);
    queue.push(entry("b"), "p2", Arrival::live);
    QCOMPARE(ids(*queue.take()), QStringList({"a", "b"}));
  }
  void a_position_alone_is_a_batch_too() {
    BatchQueue queue("shop");
    queue.pass("p1", Arrival::live);
    queue.pass("p2", Arrival::live);
    const auto batch = queue.take();
    QVERIFY(batch && batch->entries.empty());
    QCOMPARE(batch->position, QByteArray("p2"));
  }
  void a_position_does_not_move_a_batch_under_way() {
    BatchQueue queue("shop");
    queue.push(entry("a"), "p1", Arrival::live);
    QCOMPARE(queue.take()->position, QByteArray("p1"));
    queue.pass("p2", Arrival::live);
    queue.settle(true);
    QCOMPARE(queue.take()->position, QByteArray("p2"));
  }
  void what_was_missed_and_what_is_news_are_different_batches() {
    BatchQueue queue("shop");
    queue.push(entry("a"), "p1", Arrival::catch_up);
    queue.push(entry("b"), "p2", Arrival::live);
    const auto missed = queue.take();
    QCOMPARE(missed->arrival, Arrival::catch_up);
    QCOMPARE(ids(*missed), QStringList("a"));
    queue.settle(true);
    QCOMPARE(queue.take()->arrival, Arrival::live);
  }
  void the_backlog_goes_first_and_moves_no_position() {
    BatchQueue queue("shop");
    queue.hold_live();
    queue.push(entry("live"), "p9", Arrival::live);
    QVERIFY(!queue.take());
    queue.push_backlog({entry("old")});
    const auto backlog = queue.take();
    QCOMPARE(backlog->arrival, Arrival::backlog);
    QVERIFY(backlog->position.isEmpty());
    queue.settle(true);
    QVERIFY(!queue.take());
    queue.release_live();
    QCOMPARE(ids(*queue.take()), QStringList("live"));
  }
  void batches_are_small_and_the_queue_says_when_it_is_full() {
    BatchQueue queue("shop");
    for (std::size_t n = 0; n < BatchQueue::kMostEntries; ++n) {
      QVERIFY(!queue.is_full());
      queue.push(entry(QString::number(n)), "p", Arrival::live);
    }
    QVERIFY(queue.is_full());
    while (!queue.is_low()) {
      QCOMPARE(queue.take()->entries.size(), BatchQueue::kBatchEntries);
      queue.settle(true);
    }
    QVERIFY(!queue.is_full());
  }
  void few_large_entries_fill_it_too() {
    BatchQueue queue("shop");
    HistoryEntry large = entry("a");
    large.data = QByteArray(static_cast<qsizetype>(BatchQueue::kMostBytes), 'x');
    queue.push(large, "p", Arrival::live);
    QVERIFY(queue.is_full());
    QVERIFY(queue.take());
    queue.settle(true);
    QVERIFY(!queue.is_full() && queue.is_low());
  }
};

QTEST_APPLESS_MAIN(BatchQueueTest)
#include "batch_queue_test.moc"
