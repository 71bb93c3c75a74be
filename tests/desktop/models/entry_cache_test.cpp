#include "models/entry_cache.h"

#include <QtTest>

using namespace tidings::desktop;

class EntryCacheTest : public QObject {
  Q_OBJECT

 private slots:
  void gives_back_what_was_put_in();
  void stays_within_its_weight();
  void holds_even_what_is_heavier_than_itself();
};

namespace {

HistoryEntry entry(qint64 row, qsizetype data = 0) {
  HistoryEntry entry;
  entry.row = row;
  entry.title = QString::number(row);
  entry.data = QByteArray(data, 'x');
  return entry;
}

}  // namespace

void EntryCacheTest::gives_back_what_was_put_in() {
  EntryCache cache;
  cache.insert({entry(1), entry(2)});
  QCOMPARE(cache.find(2)->title, QStringLiteral("2"));
  QVERIFY(cache.find(3) == nullptr);
  cache.remove(2);
  QVERIFY(cache.find(2) == nullptr);
}

void EntryCacheTest::stays_within_its_weight() {
  EntryCache cache;
  for (qint64 row = 1; row <= 1000; ++row) {
    cache.insert(entry(row, 64 * 1024));
  }
  QVERIFY(cache.bytes() <= EntryCache::kLimitBytes);
  QVERIFY(cache.find(1000) != nullptr);
  QVERIFY(cache.find(1) == nullptr);
}

void EntryCacheTest::holds_even_what_is_heavier_than_itself() {
  EntryCache cache;
  cache.insert(entry(1, 2 * EntryCache::kLimitBytes));
  QVERIFY(cache.find(1) != nullptr);
}

QTEST_GUILESS_MAIN(EntryCacheTest)
#include "entry_cache_test.moc"
