#include <QTest>

#include "store_fixture.h"

using namespace tidings;
using namespace tidings::test;
using tidings::server::LogName;

namespace {

const SellerId kSeller = SellerId::from_integer(42);
const SellerId kOther = SellerId::from_integer(43);
const LogName kLog{kSeller};
using Titles = std::vector<std::string>;

/// Follows a hundred sellers from within the first entry that it hears.
class FollowingListener : public RecordingListener {
 public:
  explicit FollowingListener(server::Store& store) : store_(store) {}
  void on_entry(const LogName& log, const server::Entry& entry) override {
    RecordingListener::on_entry(log, entry);
    for (int i = 100; i < 200; ++i) {
      store_.follow(SellerId::from_integer(i), [this](const auto&) { ++followed; });
    }
    store_.unfollow(kSeller);
  }
  int followed = 0;

 private:
  server::Store& store_;
};

}  // namespace

/// Live delivery: each entry once, in log order, to those who follow.
class StoreFollowTest : public QObject {
  Q_OBJECT

 private slots:
  static void initTestCase_data() {
    QTest::addColumn<std::string>("kind");
    QTest::newRow("memory") << std::string("memory");
    QTest::newRow("redis") << std::string("redis");
  }
  void init() {
    QFETCH_GLOBAL(std::string, kind);
    fixture_ = std::make_unique<StoreFixture>(kind, StoreFixture::Limits{});
  }
  void cleanup() { fixture_.reset(); }

  void what_is_appended_after_the_confirmation_is_heard_in_order() {
    append(kSeller, "before");
    const auto followed = fixture_->follow(kSeller);
    QVERIFY(followed->seller == fixture_->read(kLog, {})->bounds.last);
    append(kSeller, "1");
    append(kSeller, "2");
    append(kSeller, "3");
    QVERIFY(hears({"1", "2", "3"}));
    QVERIFY(fixture_->heard().entries[0].entry.position > followed->seller);
  }

  void an_entry_is_heard_as_it_is_kept() {
    QVERIFY(fixture_->follow(kSeller).ok());
    append(kSeller, "1");
    QVERIFY(hears({"1"}));
    QCOMPARE(fixture_->heard().entries[0].entry.json, fixture_->read(kLog, {})->entries[0].json);
  }

  void broadcasts_are_heard_by_all() {
    QVERIFY(fixture_->follow(kSeller).ok());
    QVERIFY(fixture_->append(for_everyone("to all")).ok());
    QVERIFY(fixture_->wait_until(
        [&] { return fixture_->heard().titles(LogName::broadcast()) == Titles{"to all"}; }));
  }

  void other_sellers_are_not_heard() {
    QVERIFY(fixture_->follow(kSeller).ok());
    append(kOther, "not for us");
    append(kSeller, "1");
    QVERIFY(hears({"1"}));
    QVERIFY(fixture_->heard().titles(LogName(kOther)).empty());
  }

  void what_is_appended_while_the_follow_is_on_its_way_is_either_before_it_or_heard() {
    std::optional<server::Followed> followed;
    const auto notification =
        parse_notification(for_seller(kSeller, "t"), NotificationOrigin::publisher);
    for (int i = 0; i < 50; ++i) {
      if (i == 10) {
        fixture_->store().follow(
            kSeller, [&](const Result<server::Followed>& answer) { followed = *answer; });
      }
      fixture_->store().append(*notification, {}, [](const auto&) {});
    }
    QVERIFY(fixture_->wait_until([&] { return followed.has_value(); }));
    append(kSeller, "the last");
    const auto after = fixture_->read(kLog, followed->seller);
    QVERIFY(fixture_->wait_until(
        [&] { return fixture_->heard().entries.size() == after->entries.size(); }));
    for (std::size_t i = 0; i < after->entries.size(); ++i) {
      QVERIFY(fixture_->heard().entries[i].entry.position == after->entries[i].position);
    }
  }

  void a_second_follower_starts_where_the_first_has_got_to() {
    QVERIFY(fixture_->follow(kSeller).ok());
    append(kSeller, "1");
    QVERIFY(hears({"1"}));
    const auto second = fixture_->follow(kSeller);
    QVERIFY(second->seller == fixture_->heard().entries[0].entry.position);
    append(kSeller, "2");
    QVERIFY(hears({"1", "2"}));
  }

  void the_last_unfollow_ends_it_and_a_new_follow_takes_it_up() {
    QVERIFY(fixture_->follow(kSeller).ok());
    QVERIFY(fixture_->follow(kSeller).ok());
    fixture_->store().unfollow(kSeller);
    append(kSeller, "1");
    QVERIFY(hears({"1"}));
    fixture_->store().unfollow(kSeller);
    QVERIFY(fixture_->wait_until([&] { return !is_subscribed(kLog); }));
    append(kSeller, "unheard");
    const auto again = fixture_->follow(kSeller);
    QVERIFY(again->seller == fixture_->read(kLog, {})->bounds.last);
    append(kSeller, "2");
    QVERIFY(hears({"1", "2"}));
  }

  void following_and_unfollowing_in_quick_turns_makes_no_hole() {
    for (int turn = 0; turn < 20; ++turn) {
      std::optional<server::Followed> followed;
      fixture_->store().follow(kSeller, [](const auto&) {});
      fixture_->store().unfollow(kSeller);
      fixture_->store().follow(kSeller,
                               [&](const Result<server::Followed>& answer) { followed = *answer; });
      QVERIFY(fixture_->wait_until([&] { return followed.has_value(); }));
      const auto heard = fixture_->heard().entries.size();
      append(kSeller, std::to_string(turn));
      QVERIFY(fixture_->wait_until([&] { return fixture_->heard().entries.size() == heard + 1; }));
      fixture_->store().unfollow(kSeller);
      if (turn % 2 == 0) {
        QVERIFY(fixture_->wait_until([&] { return !is_subscribed(kLog); }));
      }
    }
    QVERIFY(fixture_->heard().gaps.empty());
  }

  void an_unfollow_before_the_confirmation_withdraws_the_follow() {
    bool answered = false;
    fixture_->store().follow(kSeller, [&](const auto&) { answered = true; });
    fixture_->store().unfollow(kSeller);
    QVERIFY(fixture_->wait_until([&] { return answered; }));
    QVERIFY(fixture_->wait_until([&] { return !is_subscribed(kLog); }));
  }

  void a_listener_may_follow_and_unfollow_from_within_what_it_hears() {
    FollowingListener listener(fixture_->store());
    QVERIFY(fixture_->follow(kSeller).ok());
    fixture_->store().set_listener(&listener);
    append(kSeller, "1");
    QVERIFY(fixture_->wait_until([&] { return listener.followed == 100; }));
    fixture_->store().set_listener(nullptr);
  }

 private:
  void append(const SellerId& seller, const std::string& title) {
    QVERIFY(fixture_->append(for_seller(seller, title)).ok());
  }
  bool hears(const Titles& expected) {
    return fixture_->wait_until([&] { return fixture_->heard().titles(kLog) == expected; });
  }
  bool is_subscribed(const LogName& log) {
    QFETCH_GLOBAL(std::string, kind);
    return kind == "redis" &&
           fixture_->redis_cli({"PUBSUB", "NUMSUB", "tidings:{" + log.key() + "}"})
               .ends_with("\n1");
  }

  std::unique_ptr<StoreFixture> fixture_;
};

QTEST_GUILESS_MAIN(StoreFollowTest)
#include "store_follow_test.moc"
