#include <QTest>
#include <algorithm>

#include "store_fixture.h"

using namespace tidings;
using namespace tidings::test;

namespace {

const SellerId kSeller = SellerId::from_integer(42);
using Ids = std::vector<std::string>;

}  // namespace

/// Which server holds which stream.
class StoreRegistryTest : public QObject {
  Q_OBJECT

 private slots:
  static void initTestCase_data() {
    QTest::addColumn<std::string>("kind");
    QTest::newRow("memory") << std::string("memory");
    QTest::newRow("redis") << std::string("redis");
  }
  void init() {
    fixture_ = std::make_unique<StoreFixture>(
        kind(), StoreFixture::Limits{.heartbeat = std::chrono::milliseconds(100)});
  }
  void cleanup() { fixture_.reset(); }

  void open_streams_are_listed_with_server_and_time() {
    const auto opened_at = fixture_->now();
    fixture_->store().connection_opened(kSeller, "a");
    fixture_->advance(std::chrono::seconds(5));
    fixture_->store().connection_opened(kSeller, "b");
    fixture_->store().connection_opened(SellerId::from_integer(7), "c");
    auto records = *fixture_->connections(kSeller);
    std::sort(records.begin(), records.end(),
              [](const auto& one, const auto& other) { return one.id < other.id; });
    QCOMPARE(records.size(), 2U);
    QCOMPARE(records[0].id, std::string("a"));
    QCOMPARE(records[0].server, fixture_->store().server_id());
    QVERIFY(records[0].since == opened_at);
    QVERIFY(records[1].since == opened_at + std::chrono::seconds(5));
  }

  void closed_streams_are_not() {
    fixture_->store().connection_opened(kSeller, "a");
    fixture_->store().connection_opened(kSeller, "b");
    fixture_->store().connection_closed(kSeller, "a");
    QCOMPARE(ids(), Ids{"b"});
  }

  void all_servers_are_listed_and_a_dead_one_is_forgotten() {
    if (kind() == "memory") {
      return;  // one server only
    }
    server::Store& other = fixture_->add_store();
    QVERIFY(other.server_id() != fixture_->store().server_id());
    fixture_->store().connection_opened(kSeller, "here");
    other.connection_opened(kSeller, "there");
    QVERIFY(fixture_->wait_until([&] { return ids() == Ids{"here", "there"}; }));
    fixture_->remove_store(other);
    QVERIFY(fixture_->wait_until([&] { return ids() == Ids{"here"}; }));
    // Its record goes with the next change.
    fixture_->store().connection_opened(kSeller, "new");
    QVERIFY(fixture_->wait_until([&] {
      return fixture_->redis_cli({"HLEN", "tidings:{i42}:conns"}) == "2";
    }));
  }

  void records_come_back_when_redis_was_away() {
    if (kind() == "memory") {
      return;
    }
    fixture_->store().connection_opened(kSeller, "a");
    QCOMPARE(ids(), Ids{"a"});
    fixture_->redis().kill();
    QVERIFY(fixture_->wait_until([&] { return !fixture_->store().availability().available; }));
    fixture_->store().connection_opened(kSeller, "b");
    QVERIFY(fixture_->redis().start());
    fixture_->redis_cli({"DEL", "tidings:{i42}:conns"});
    QVERIFY(fixture_->wait_until([&] { return fixture_->store().availability().available; }));
    QVERIFY(fixture_->wait_until([&] { return ids() == Ids{"a", "b"}; }));
  }

  void leases_are_renewed_as_long_as_the_server_lives() {
    if (kind() == "memory") {
      return;
    }
    fixture_->store().connection_opened(kSeller, "a");
    QCOMPARE(ids(), Ids{"a"});
    // Shortened from outside; a refresh puts them back to three heartbeats and to three leases.
    const std::string server = "tidings:server:" + fixture_->store().server_id();
    fixture_->redis_cli({"PEXPIRE", server, "60000"});
    fixture_->redis_cli({"PEXPIRE", "tidings:{i42}:conns", "60000"});
    const auto life = [&](const std::string& key) {
      return std::stoll(fixture_->redis_cli({"PTTL", key}));
    };
    QVERIFY(fixture_->wait_until([&] { return life(server) <= 300 && life(server) > 0; }));
    QVERIFY(fixture_->wait_until([&] { return life("tidings:{i42}:conns") <= 900; }));
    QVERIFY(life("tidings:{i42}:conns") > 0);
  }

 private:
  static std::string kind() {
    QFETCH_GLOBAL(std::string, kind);
    return kind;
  }
  Ids ids() {
    const auto records = fixture_->connections(kSeller);
    Ids ids;
    if (records.ok()) {
      for (const auto& record : *records) {
        ids.push_back(record.id);
      }
    }
    std::sort(ids.begin(), ids.end());
    return ids;
  }

  std::unique_ptr<StoreFixture> fixture_;
};

QTEST_GUILESS_MAIN(StoreRegistryTest)
#include "store_registry_test.moc"
