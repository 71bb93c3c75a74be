#include <QTest>

#include "store_fixture.h"
#include "support/relay.h"

using namespace tidings;
using namespace tidings::test;
using tidings::server::Appended;
using tidings::server::IdempotencyKey;
using tidings::server::LogName;
using tidings::server::Position;
using tidings::server::Store;

namespace {

const SellerId kSeller = SellerId::from_integer(42);
const LogName kLog{kSeller};
using Titles = std::vector<std::string>;

/// A publisher that goes on through every outage: one notification after the other, each tried
/// until it is acknowledged.
class StubbornPublisher {
 public:
  explicit StubbornPublisher(Store& store) : store_(store) {}

  void start() { publish(); }
  void stop() { stopped_ = true; }
  [[nodiscard]] bool idle() const { return !waiting_; }
  [[nodiscard]] const Titles& acknowledged() const { return acknowledged_; }
  [[nodiscard]] int refusals() const { return refusals_; }

 private:
  void publish() {
    const std::string title = std::to_string(acknowledged_.size());
    const auto notification =
        parse_notification(for_seller(kSeller, title), NotificationOrigin::publisher);
    waiting_ = true;
    store_.append(*notification, IdempotencyKey{"shop", title},
                  [this, title](const Result<Appended>& appended) {
                    waiting_ = false;
                    if (appended.ok()) {
                      acknowledged_.push_back(title);
                    } else {
                      ++refusals_;
                    }
                    if (!stopped_ || !appended.ok()) {
                      publish();
                    }
                  });
  }

  Store& store_;
  Titles acknowledged_;
  int refusals_ = 0;
  bool waiting_ = false;
  bool stopped_ = false;
};

}  // namespace

/// What happens to a store when things happen to its Redis.
class RedisOutageTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { fixture_ = std::make_unique<StoreFixture>("redis", StoreFixture::Limits{}); }
  void cleanup() { fixture_.reset(); }

  void a_killed_redis_loses_nothing_that_was_acknowledged() {
    Store& other = fixture_->add_store();
    QVERIFY(fixture_->follow(kSeller).ok());
    QVERIFY(fixture_->follow(other, kSeller).ok());
    StubbornPublisher publisher(fixture_->store());
    publisher.start();
    for (int kills = 1; kills <= 3; ++kills) {
      const auto enough = publisher.acknowledged().size() + 50;
      QVERIFY(fixture_->wait_until([&] { return publisher.acknowledged().size() > enough; }));
      fixture_->redis().kill();
      QVERIFY(fixture_->wait_until([&] { return publisher.refusals() >= kills; }));
      QVERIFY(fixture_->redis().start());
    }
    const auto enough = publisher.acknowledged().size() + 50;
    QVERIFY(fixture_->wait_until([&] { return publisher.acknowledged().size() > enough; }));
    finish(publisher);
    const auto page = fixture_->read(kLog, {}, 100'000);
    QCOMPARE(titles(page->entries), publisher.acknowledged());
    QVERIFY(hears(fixture_->store(), publisher.acknowledged()));
    QVERIFY(hears(other, publisher.acknowledged()));
    QVERIFY(fixture_->heard().gaps.empty());
    QVERIFY(fixture_->heard_by(other).gaps.empty());
  }

  void a_frozen_redis_is_noticed_and_taken_up_again() {
    QVERIFY(fixture_->follow(kSeller).ok());
    fixture_->redis().freeze();
    const auto refused = fixture_->append(for_seller(kSeller, "1"));
    QVERIFY(!refused.ok());
    QVERIFY(refused.error().recoverable);
    QVERIFY(!fixture_->store().availability().available);
    QVERIFY(!fixture_->follow(SellerId::from_integer(7)).ok());
    fixture_->redis().thaw();
    QVERIFY(available());
    QVERIFY(fixture_->append(for_seller(kSeller, "2")).ok());
    // The first may have been stored all the same; then it is heard as well, in its place.
    QVERIFY(hears(fixture_->store(), titles(fixture_->read(kLog, {})->entries)));
    QVERIFY(fixture_->heard().gaps.empty());
  }

  void a_frozen_redis_is_noticed_though_nobody_asks_anything() {
    fixture_->redis().freeze();
    QVERIFY(fixture_->wait_until([&] { return !fixture_->store().availability().available; }));
    QVERIFY(QByteArray::fromStdString(fixture_->store().availability().reason)
                .contains("does not answer"));
    fixture_->redis().thaw();
    QVERIFY(available());
  }

  void a_cut_connection_makes_no_hole_data() {
    QTest::addColumn<std::string>("type");
    QTest::newRow("commands") << std::string("normal");
    QTest::newRow("subscriptions") << std::string("pubsub");
  }

  void a_cut_connection_makes_no_hole() {
    QFETCH(std::string, type);
    Store& other = fixture_->add_store();
    QVERIFY(fixture_->follow(other, kSeller).ok());
    StubbornPublisher publisher(fixture_->store());
    publisher.start();
    for (int cuts = 0; cuts < 5; ++cuts) {
      const auto enough = publisher.acknowledged().size() + 20;
      QVERIFY(fixture_->wait_until([&] { return publisher.acknowledged().size() > enough; }));
      fixture_->redis_cli({"CLIENT", "KILL", "TYPE", type});
    }
    finish(publisher);
    QVERIFY(hears(other, publisher.acknowledged()));
    QVERIFY(fixture_->heard_by(other).gaps.empty());
  }

  void a_wake_up_that_was_lost_is_made_good_by_the_next() {
    const auto followed = fixture_->follow(kSeller);
    const Position unheard{followed->seller.ms, followed->seller.seq + 1};
    fixture_->redis_cli(
        {"XADD", "tidings:{i42}:log", to_text(unheard), "j", R"({"id":"x","title":"unheard"})"});
    fixture_->redis_cli({"HSET", "tidings:{i42}:meta", "last", to_text(unheard)});
    QVERIFY(fixture_->append(for_seller(kSeller, "next")).ok());
    QVERIFY(hears(fixture_->store(), {"unheard", "next"}));
    QVERIFY(fixture_->heard().gaps.empty());
  }

  void a_follower_that_was_away_for_longer_than_the_history_is_told() {
    fixture_ = std::make_unique<StoreFixture>("redis", StoreFixture::Limits{.history = 3});
    Relay relay(fixture_->redis().port());
    Store& away = through(relay);
    QVERIFY(fixture_->follow(away, kSeller).ok());
    QVERIFY(fixture_->append(for_seller(kSeller, "1")).ok());
    QVERIFY(hears(away, {"1"}));
    relay.set_open(false);
    relay.cut();
    QVERIFY(fixture_->wait_until([&] { return !away.availability().available; }));
    for (const char* title : {"2", "3", "4", "5", "6"}) {
      QVERIFY(fixture_->append(for_seller(kSeller, title)).ok());
    }
    relay.set_open(true);
    QVERIFY(hears(away, {"1", "4", "5", "6"}));
    const auto& gaps = fixture_->heard_by(away).gaps;
    QCOMPARE(gaps.size(), 1U);
    QVERIFY(gaps[0].log == kLog);
    QCOMPARE(gaps[0].after_entries, 1U);
    QVERIFY(gaps[0].resumed_at == fixture_->read(kLog, {})->bounds.trimmed);
  }

  void an_absence_within_the_history_is_caught_up_with_silently() {
    Relay relay(fixture_->redis().port());
    Store& away = through(relay);
    QVERIFY(fixture_->follow(away, kSeller).ok());
    relay.set_open(false);
    relay.cut();
    QVERIFY(fixture_->wait_until([&] { return !away.availability().available; }));
    Titles expected;
    for (int i = 0; i < 700; ++i) {
      expected.push_back(std::to_string(i));
      const auto notification =
          parse_notification(for_seller(kSeller, expected.back()), NotificationOrigin::publisher);
      fixture_->store().append(*notification, {}, [](const auto&) {});
    }
    QVERIFY(fixture_->append(for_everyone("to all")).ok());
    relay.set_open(true);
    QVERIFY(hears(away, expected));
    QCOMPARE(fixture_->heard_by(away).titles(LogName::broadcast()), Titles{"to all"});
    QVERIFY(fixture_->heard_by(away).gaps.empty());
  }

  void a_log_that_lost_its_end_goes_on_after_a_gap() {
    QVERIFY(fixture_->follow(kSeller).ok());
    const auto kept = fixture_->append(for_seller(kSeller, "kept"));
    const auto lost = fixture_->append(for_seller(kSeller, "lost"));
    QVERIFY(hears(fixture_->store(), {"kept", "lost"}));
    // As a replica that became master before it had the last entry.
    fixture_->redis_cli({"XDEL", "tidings:{i42}:log", to_text(lost->id.position)});
    fixture_->redis_cli({"XSETID", "tidings:{i42}:log", to_text(kept->id.position)});
    fixture_->redis_cli({"HSET", "tidings:{i42}:meta", "last", to_text(kept->id.position)});
    fixture_->redis_cli({"CLIENT", "KILL", "TYPE", "pubsub"});
    QVERIFY(fixture_->wait_until([&] { return fixture_->heard().gaps.size() == 1; }));
    QVERIFY(fixture_->heard().gaps[0].resumed_at == kept->id.position);
    QVERIFY(fixture_->append(for_seller(kSeller, "new")).ok());
    QVERIFY(hears(fixture_->store(), {"kept", "lost", "new"}));
  }

  void an_emptied_redis_is_another_epoch() {
    QVERIFY(fixture_->follow(kSeller).ok());
    QVERIFY(fixture_->append(for_seller(kSeller, "gone")).ok());
    QVERIFY(hears(fixture_->store(), {"gone"}));
    const std::string before = fixture_->store().epoch();
    fixture_->advance(std::chrono::seconds(1));
    fixture_->redis_cli({"FLUSHALL"});
    QVERIFY(fixture_->wait_until([&] { return fixture_->store().epoch() != before; }));
    QVERIFY(fixture_->wait_until([&] { return fixture_->heard().gaps.size() == 2; }));
    QVERIFY(fixture_->append(for_seller(kSeller, "new")).ok());
    QVERIFY(hears(fixture_->store(), {"gone", "new"}));
    QCOMPARE(fixture_->redis_cli({"GET", "tidings:epoch"}), fixture_->store().epoch());
  }

  void an_append_to_an_emptied_redis_is_acknowledged_under_the_new_epoch() {
    const std::string before = fixture_->store().epoch();
    fixture_->redis_cli({"FLUSHALL"});
    QVERIFY(fixture_->append(for_seller(kSeller, "first")).ok());
    QVERIFY(fixture_->store().epoch() != before);
  }

  void the_epoch_survives_a_restart_of_redis_and_is_the_same_for_all_servers() {
    const std::string before = fixture_->store().epoch();
    QCOMPARE(fixture_->add_store().epoch(), before);
    fixture_->redis().kill();
    QVERIFY(fixture_->wait_until([&] { return !fixture_->store().availability().available; }));
    QVERIFY(fixture_->redis().start());
    QVERIFY(available());
    QCOMPARE(fixture_->store().epoch(), before);
  }

  void a_full_memory_refuses_appends_and_leaves_followers_alone() {
    QVERIFY(fixture_->follow(kSeller).ok());
    QVERIFY(fixture_->append(for_seller(kSeller, "1")).ok());
    fixture_->redis_cli({"CONFIG", "SET", "maxmemory", "1"});
    const auto refused = fixture_->append(for_seller(kSeller, "2"));
    QVERIFY(!refused.ok());
    QVERIFY(refused.error().recoverable);
    const auto message = QByteArray::fromStdString(refused.error().message);
    QVERIFY2(message.contains("OOM") && message.endsWith("'maxmemory'."), message);
    QVERIFY(!fixture_->follow(SellerId::from_integer(7)).ok());  // needs a key that isn't there
    QVERIFY(fixture_->read(kLog, {}).ok());
    QVERIFY(fixture_->store().availability().available);
    fixture_->redis_cli({"CONFIG", "SET", "maxmemory", "0"});
    QVERIFY(fixture_->append(for_seller(kSeller, "3")).ok());
    QVERIFY(hears(fixture_->store(), {"1", "3"}));
    QVERIFY(fixture_->follow(SellerId::from_integer(7)).ok());
  }

  void a_master_that_becomes_a_replica_is_left_until_it_is_one_again() {
    QVERIFY(fixture_->append(for_seller(kSeller, "1")).ok());
    fixture_->redis_cli({"REPLICAOF", "127.0.0.1", "1"});
    QVERIFY(!fixture_->append(for_seller(kSeller, "2")).ok());
    QVERIFY(fixture_->wait_until([&] {
      return QByteArray::fromStdString(fixture_->store().availability().reason).contains("slave");
    }));
    fixture_->redis_cli({"REPLICAOF", "NO", "ONE"});
    QVERIFY(available());
    QVERIFY(fixture_->append(for_seller(kSeller, "3")).ok());
  }

  void forgotten_scripts_are_loaded_again_and_the_order_stays() {
    QVERIFY(fixture_->append(for_seller(kSeller, "first")).ok());
    Titles expected{"first"};
    int answered = 0;
    for (int i = 0; i < 100; ++i) {
      if (i % 10 == 0) {
        // Nothing is under way while another program runs: it might take as long as a time-out.
        QVERIFY(fixture_->wait_until([&] { return answered == i; }));
        fixture_->redis_cli({"SCRIPT", "FLUSH"});
      }
      expected.push_back(std::to_string(i));
      const auto notification =
          parse_notification(for_seller(kSeller, expected.back()), NotificationOrigin::publisher);
      fixture_->store().append(*notification, {},
                               [&](const auto& appended) { answered += appended.ok() ? 1 : 0; });
    }
    QVERIFY(fixture_->wait_until([&] { return answered == 100; }));
    QCOMPARE(titles(fixture_->read(kLog, {})->entries), expected);
  }

  void databases_of_one_redis_are_stores_of_their_own() {
    const std::string first = fixture_->redis().url().toStdString();
    Store& second = fixture_->add_store_at(first.substr(0, first.size() - 1) + "1");
    QVERIFY(fixture_->wait_until([&] { return second.availability().available; }));
    QVERIFY(second.epoch() != fixture_->store().epoch());
    QVERIFY(fixture_->follow(kSeller).ok());
    QVERIFY(fixture_->follow(second, kSeller).ok());
    QVERIFY(fixture_->append(second, for_seller(kSeller, "of the second")).ok());
    QVERIFY(fixture_->append(for_seller(kSeller, "of the first")).ok());
    QVERIFY(hears(fixture_->store(), {"of the first"}));
    QVERIFY(hears(second, {"of the second"}));
    QVERIFY(fixture_->heard().gaps.empty());
  }

  void one_server_publishes_what_another_streams() {
    Store& other = fixture_->add_store();
    QVERIFY(fixture_->follow(other, kSeller).ok());
    Titles expected;
    for (int i = 0; i < 100; ++i) {
      expected.push_back(std::to_string(i));
      QVERIFY(
          fixture_
              ->append(i % 2 == 0 ? fixture_->store() : other, for_seller(kSeller, expected.back()))
              .ok());
    }
    QVERIFY(hears(other, expected));
    QVERIFY(fixture_->heard().entries.empty());
  }

 private:
  bool available() {
    return fixture_->wait_until([&] { return fixture_->store().availability().available; });
  }
  bool hears(const Store& store, const Titles& expected) {
    return fixture_->wait_until([&] { return fixture_->heard_by(store).titles(kLog) == expected; });
  }
  void finish(StubbornPublisher& publisher) {
    publisher.stop();
    QVERIFY(fixture_->wait_until([&] { return publisher.idle(); }));
  }
  Store& through(const Relay& relay) {
    Store& store =
        fixture_->add_store_at("redis://127.0.0.1:" + std::to_string(relay.port()) + "/0");
    fixture_->wait_until([&] { return store.availability().available; });
    return store;
  }

  std::unique_ptr<StoreFixture> fixture_;
};

QTEST_GUILESS_MAIN(RedisOutageTest)
#include "redis_outage_test.moc"
