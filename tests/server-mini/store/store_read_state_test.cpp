#include <QTest>

#include "store_fixture.h"

using namespace tidings;
using namespace tidings::test;
using tidings::server::NotificationId;
using tidings::server::ReadChange;

namespace {

const SellerId kSeller = SellerId::from_integer(42);
const SellerId kOther = SellerId::from_integer(43);

using Kind = ReadChange::Kind;
ReadChange read(std::vector<NotificationId> ids) {
  return {.kind = Kind::read, .ids = std::move(ids), .up_to = {}};
}
ReadChange read_up_to(const NotificationId& id) {
  return {.kind = Kind::read, .ids = {}, .up_to = id};
}
ReadChange unread(std::vector<NotificationId> ids) {
  return {.kind = Kind::unread, .ids = std::move(ids), .up_to = {}};
}

}  // namespace

/// The list of notifications and what of it was read: the same for every kind of store.
class StoreReadStateTest : public QObject {
  Q_OBJECT

 private slots:
  static void initTestCase_data() {
    QTest::addColumn<std::string>("kind");
    QTest::newRow("memory") << std::string("memory");
    QTest::newRow("redis") << std::string("redis");
  }
  void cleanup() { fixture_.reset(); }

  void both_logs_are_listed_in_the_order_accepted() {
    make({});
    append("1");
    broadcast("2");
    append("3");
    append("4");
    broadcast("5");
    QCOMPARE(list(), std::string("1 2 3 4 5 | 5 unread"));
  }

  void a_list_goes_on_after_any_notification() {
    make({});
    const auto one = append("1");
    const auto two = broadcast("2");
    append("3");
    broadcast("4");
    QCOMPARE(list(one), std::string("2 3 4 | 4 unread"));
    QCOMPARE(list(two), std::string("3 4 | 4 unread"));
    QCOMPARE(list(one, 2), std::string("2 3 more | 4 unread"));
    QCOMPARE(list(std::nullopt, 1), std::string("1 more | 4 unread"));
    QCOMPARE(list(std::nullopt, 4), std::string("1 2 3 4 | 4 unread"));
  }

  void at_one_position_a_sellers_own_comes_first_and_none_is_skipped() {
    make({});
    fixture_->advance(std::chrono::seconds(1));
    const auto own = fixture_->append(for_seller(kSeller, "own"))->id;
    const auto everyones = fixture_->append(for_everyone("everyone's"))->id;
    fixture_->advance(std::chrono::seconds(1));
    append("later");
    QCOMPARE(list(own), std::string("everyone's later | 3 unread"));
    QCOMPARE(list(everyones), std::string("later | 3 unread"));
  }

  void single_notifications_are_marked_read_and_unread_again() {
    make({});
    const auto one = append("1");
    const auto two = broadcast("2");
    append("3");
    QVERIFY(fixture_->mark(kSeller, read({one, two})).ok());
    QCOMPARE(list(), std::string("(1) (2) 3 | 1 unread"));
    QVERIFY(fixture_->mark(kSeller, unread({one})).ok());
    QCOMPARE(list(), std::string("1 (2) 3 | 2 unread"));
    QVERIFY(fixture_->mark(kSeller, unread({two})).ok());
    QCOMPARE(list(), std::string("1 2 3 | 3 unread"));
  }

  void up_to_means_everything_before_it_in_both_logs() {
    make({});
    append("1");
    broadcast("2");
    const auto three = append("3");
    broadcast("4");
    append("5");
    QVERIFY(fixture_->mark(kSeller, read_up_to(three)).ok());
    QCOMPARE(list(), std::string("(1) (2) (3) 4 5 | 2 unread"));
  }

  void up_to_never_takes_back() {
    make({});
    const auto one = append("1");
    const auto two = append("2");
    QVERIFY(fixture_->mark(kSeller, read_up_to(two)).ok());
    QVERIFY(fixture_->mark(kSeller, read_up_to(one)).ok());
    QCOMPARE(list(), std::string("(1) (2) | 0 unread"));
  }

  void one_below_the_watermark_is_unread_by_itself() {
    make({});
    append("1");
    const auto two = append("2");
    const auto three = broadcast("3");
    append("4");
    const auto five = broadcast("5");
    QVERIFY(fixture_->mark(kSeller, read_up_to(five)).ok());
    QVERIFY(fixture_->mark(kSeller, unread({two, three})).ok());
    QCOMPARE(list(), std::string("(1) 2 3 (4) (5) | 2 unread"));
    QVERIFY(fixture_->mark(kSeller, read({two})).ok());
    QCOMPARE(list(), std::string("(1) (2) 3 (4) (5) | 1 unread"));
  }

  void what_comes_after_up_to_a_foreign_future_is_unread() {
    make({});
    append("1");
    auto absurd = append("2");
    absurd.position.ms += 1'000'000;
    QVERIFY(fixture_->mark(kSeller, read_up_to(absurd)).ok());
    append("3");
    QCOMPARE(list(), std::string("(1) (2) 3 | 1 unread"));
  }

  void ids_of_others_and_made_up_ones_are_passed_over() {
    make({});
    const auto own = append("1");
    const auto others = fixture_->append(for_seller(kOther, "theirs"))->id;
    auto forged = own;
    forged.nonce = "00000000";
    auto crossed = own;
    crossed.broadcast = true;
    QVERIFY(fixture_->mark(kSeller, read({others, forged, crossed})).ok());
    QCOMPARE(list(), std::string("1 | 1 unread"));
  }

  void sellers_read_for_themselves() {
    make({});
    const auto everyones = broadcast("1");
    QVERIFY(fixture_->mark(kSeller, read({everyones})).ok());
    QCOMPARE(list(), std::string("(1) | 0 unread"));
    QCOMPARE(fixture_->history(kOther)->unread, 1U);
  }

  void broadcasts_before_a_sellers_first_stream_count_as_read() {
    make({});
    broadcast("old");
    const SellerId fresh = SellerId::from_integer(99);
    QVERIFY(fixture_->follow(fresh).ok());
    broadcast("new");
    const auto history = fixture_->history(fresh);
    QCOMPARE(history->unread, 1U);
    QVERIFY(history->items[0].read);
    QVERIFY(!history->items[1].read);
    QVERIFY(fixture_->mark(fresh, unread({history->items[0].id})).ok());
    QCOMPARE(fixture_->history(fresh)->unread, 2U);
  }

  void before_a_sellers_first_stream_broadcasts_are_unread_unless_marked() {
    make({});
    const auto old = broadcast("old");
    broadcast("older than the stream");
    const SellerId fresh = SellerId::from_integer(99);
    QCOMPARE(fixture_->history(fresh)->unread, 2U);
    QVERIFY(fixture_->mark(fresh, read({old})).ok());
    QCOMPARE(fixture_->history(fresh)->unread, 1U);
    QVERIFY(fixture_->follow(fresh).ok());
    QCOMPARE(fixture_->history(fresh)->unread, 0U);
    broadcast("new");
    QCOMPARE(fixture_->history(fresh)->unread, 1U);
  }

  void both_logs_keep_the_order_of_acceptance_within_a_millisecond() {
    make({});
    for (const char* title : {"1", "2", "3"}) {
      QVERIFY(fixture_->append(for_everyone(std::string("all ") + title)).ok());
      QVERIFY(fixture_->append(for_seller(kSeller, std::string("own ") + title)).ok());
    }
    QCOMPARE(list(), std::string("all 1 own 1 all 2 own 2 all 3 own 3 | 6 unread"));
  }

  void what_is_no_longer_kept_is_neither_listed_nor_counted() {
    make({.history = 3});
    std::vector<NotificationId> ids;
    for (const char* title : {"1", "2", "3", "4", "5"}) {
      ids.push_back(append(title));
      QVERIFY(fixture_->mark(kSeller, read({ids.back()})).ok());
    }
    QVERIFY(fixture_->mark(kSeller, unread({ids[0], ids[3]})).ok());
    QCOMPARE(list(), std::string("(3) 4 (5) | 1 unread"));
    if (kind() == "redis") {
      QVERIFY(std::stoi(fixture_->redis_cli({"SCARD", "tidings:{i42}:read:ids"})) <= 3);
      QVERIFY(std::stoll(fixture_->redis_cli({"PTTL", "tidings:{i42}:read"})) > 0);
      QVERIFY(std::stoll(fixture_->redis_cli({"PTTL", "tidings:{i42}:read:ids"})) > 0);
    }
  }

  void what_is_marked_one_by_one_takes_no_more_room_than_the_history() {
    make({.history = 4});
    QVERIFY(fixture_->follow(fixture_->store(), kSeller).ok());
    std::vector<NotificationId> ids;
    for (int i = 0; i < 6; ++i) {
      ids.push_back(append("own"));
      ids.push_back(fixture_->append(for_everyone("all")).value().id);
    }
    QVERIFY(fixture_->mark(kSeller, read(ids)).ok());
    QCOMPARE(list(), std::string("(own) (all) (own) (all) (own) (all) (own) (all) | 0 unread"));
    if (kind() == "redis") {
      for (const char* key : {"tidings:{i42}:read:ids", "tidings:{i42}:read:broadcasts"}) {
        QCOMPARE(std::stoi(fixture_->redis_cli({"SCARD", key})), 4);
        QVERIFY(std::stoll(fixture_->redis_cli({"PTTL", key})) > 0);
      }
    }
  }

  void followers_hear_of_marks_on_whatever_server() {
    make({});
    const auto one = append("1");
    server::Store& other = kind() == "redis" ? fixture_->add_store() : fixture_->store();
    QVERIFY(fixture_->follow(other, kSeller).ok());
    QVERIFY(fixture_->mark(kSeller, read({one})).ok());
    QVERIFY(fixture_->mark(kSeller, unread({one})).ok());
    QVERIFY(fixture_->mark(kSeller, read_up_to(one)).ok());
    const auto& heard = fixture_->heard_by(other).read_changes;
    QVERIFY(fixture_->wait_until([&] { return heard.size() == 3; }));
    const std::string id = to_text(one);
    QCOMPARE(heard[0], "42 read {\"ids\":[\"" + id + "\"]}");
    QCOMPARE(heard[1], "42 unread {\"ids\":[\"" + id + "\"]}");
    QCOMPARE(heard[2], "42 read {\"upTo\":\"" + id + "\"}");
  }

 private:
  static std::string kind() {
    QFETCH_GLOBAL(std::string, kind);
    return kind;
  }
  /// With a first stream, so that broadcasts count.
  void make(StoreFixture::Limits limits) {
    fixture_ = std::make_unique<StoreFixture>(kind(), limits);
    for (const auto& seller : {kSeller, kOther}) {
      QVERIFY(fixture_->follow(seller).ok());
      fixture_->store().unfollow(seller);
    }
  }
  NotificationId append(const std::string& title) {
    fixture_->advance(std::chrono::seconds(1));
    return fixture_->append(for_seller(kSeller, title))->id;
  }
  NotificationId broadcast(const std::string& title) {
    fixture_->advance(std::chrono::seconds(1));
    return fixture_->append(for_everyone(title))->id;
  }
  /// Titles in order, those that are read in parentheses.
  std::string list(const std::optional<NotificationId>& after = {}, std::size_t limit = 500) {
    const auto history = fixture_->history(kSeller, after, limit);
    if (!history) {
      return history.error().message;
    }
    std::string text;
    for (const auto& item : history->items) {
      const auto title = member(item.json, "title");
      text += (item.read ? '(' + title + ')' : title) + ' ';
    }
    return text + (history->more ? "more " : "") + "| " + std::to_string(history->unread) +
           " unread";
  }

  std::unique_ptr<StoreFixture> fixture_;
};

QTEST_GUILESS_MAIN(StoreReadStateTest)
#include "store_read_state_test.moc"
