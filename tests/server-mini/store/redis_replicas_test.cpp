#include <QTest>

#include "store_fixture.h"

using namespace tidings;
using namespace tidings::test;
using tidings::server::Appended;
using tidings::server::IdempotencyKey;
using tidings::server::LogName;
using tidings::server::RedisOptions;
using tidings::server::Store;

namespace {

const SellerId kSeller = SellerId::from_integer(42);
const IdempotencyKey kKey{"shop", "1"};
using Outcome = Appended::Outcome;

}  // namespace

/// What is acknowledged only when a replica has it.
class RedisReplicasTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    master_ = std::make_unique<RedisServer>(QStringList{"--repl-diskless-sync-delay", "0"});
    QVERIFY2(master_->start(), master_->report().constData());
    replica_ = std::make_unique<RedisServer>(
        QStringList{"--replicaof", "127.0.0.1 " + QString::number(master_->port())});
    QVERIFY2(replica_->start(), replica_->report().constData());
    fixture_ = std::make_unique<StoreFixture>();
    RedisOptions options;
    options.replicas = 1;
    options.replica_wait =
        std::chrono::milliseconds(1500);  // on a busy machine a replica takes its time
    store_ = &fixture_->add_store_at(master_->url().toStdString(), options);
    QVERIFY(fixture_->wait_until([&] { return store_->availability().available; }));
    // Until the replica is connected nothing can be acknowledged.
    QVERIFY(fixture_->wait_until(
        [&] { return fixture_->append(*store_, for_everyone("ready")).ok(); }));
  }
  void cleanup() {
    fixture_.reset();
    replica_.reset();
    master_.reset();
  }

  void what_the_replica_has_is_acknowledged_in_order() {
    int answered = 0;
    for (int i = 0; i < 200; ++i) {
      const auto notification =
          parse_notification(for_seller(kSeller, std::to_string(i)), NotificationOrigin::publisher);
      store_->append(*notification, {},
                     [&](const auto& appended) { answered += appended.ok() ? 1 : 0; });
    }
    QVERIFY(fixture_->wait_until([&] { return answered == 200; }));
    std::optional<std::vector<std::string>> kept;
    store_->read_after(LogName(kSeller), {}, 1000, 1U << 30U,
                       [&](const auto& page) { kept = titles(page->entries); });
    QVERIFY(fixture_->wait_until([&] { return kept.has_value(); }));
    QCOMPARE(kept->size(), 200U);
    QCOMPARE(kept->front(), std::string("0"));
    QCOMPARE(kept->back(), std::string("199"));
  }

  void what_no_replica_has_is_refused_and_its_repetition_is_stored_once() {
    replica_->freeze();
    const auto refused = fixture_->append(*store_, for_seller(kSeller, "t"), kKey);
    QVERIFY(!refused.ok());
    QVERIFY(refused.error().recoverable);
    QVERIFY(QByteArray::fromStdString(refused.error().message).contains("0 of 1 replicas"));
    QVERIFY(!fixture_->append(*store_, for_seller(kSeller, "t"), kKey).ok());
    QVERIFY(store_->availability().available);
    replica_->thaw();
    QVERIFY(fixture_->wait_until([&] {
      const auto again = fixture_->append(*store_, for_seller(kSeller, "t"), kKey);
      return again.ok() && again->outcome == Outcome::repeated;
    }));
  }

 private:
  std::unique_ptr<RedisServer> master_;
  std::unique_ptr<RedisServer> replica_;
  std::unique_ptr<StoreFixture> fixture_;
  Store* store_ = nullptr;
};

QTEST_GUILESS_MAIN(RedisReplicasTest)
#include "redis_replicas_test.moc"
