#include <QTest>

#include "store_fixture.h"

using namespace tidings;
using namespace tidings::test;
using tidings::server::LogName;
using tidings::server::Position;

namespace {

const SellerId kSeller = SellerId::from_integer(42);
const LogName kLog{kSeller};
using Titles = std::vector<std::string>;

}  // namespace

/// What a log keeps, and what it knows about what it no longer keeps.
class StoreReplayTest : public QObject {
  Q_OBJECT

 private slots:
  static void initTestCase_data() {
    QTest::addColumn<std::string>("kind");
    QTest::newRow("memory") << std::string("memory");
    QTest::newRow("redis") << std::string("redis");
  }
  void cleanup() { fixture_.reset(); }

  void everything_after_a_position_is_read_in_order() {
    make({});
    const auto positions = append({"1", "2", "3", "4"});
    const auto page = fixture_->read(kLog, positions[1]);
    QCOMPARE(titles(page->entries), (Titles{"3", "4"}));
    QVERIFY(page->entries[0].position == positions[2]);
    QVERIFY(page->bounds.covers(positions[1]));
    QVERIFY(page->bounds.last == positions[3]);
    QVERIFY(!page->more);
    QVERIFY(fixture_->read(kLog, positions[3])->entries.empty());
  }

  void a_page_ends_at_the_limit_and_says_that_there_is_more() {
    make({});
    const auto positions = append({"1", "2", "3"});
    const auto first = fixture_->read(kLog, {}, 2);
    QCOMPARE(titles(first->entries), (Titles{"1", "2"}));
    QVERIFY(first->more);
    const auto rest = fixture_->read(kLog, positions[1], 2);
    QCOMPARE(titles(rest->entries), Titles{"3"});
    QVERIFY(!rest->more);
    QVERIFY(!fixture_->read(kLog, {}, 3)->more);
  }

  void a_page_ends_at_the_size_but_has_at_least_one_entry() {
    make({});
    append({std::string(200, 'a'), std::string(200, 'b'), std::string(200, 'c')});
    const auto one = fixture_->read(kLog, {}, 100, 1);
    QCOMPARE(one->entries.size(), 1U);
    QVERIFY(one->more);
    const std::size_t size = one->entries[0].json.size();
    QCOMPARE(fixture_->read(kLog, {}, 100, 2 * size)->entries.size(), 2U);
    QCOMPARE(fixture_->read(kLog, {}, 100, 2 * size - 1)->entries.size(), 1U);
    QVERIFY(!fixture_->read(kLog, {}, 100, 3 * size)->more);
  }

  void long_logs_are_read_whole_page_by_page() {
    make({});
    constexpr std::size_t kCount = 333;
    Titles written;
    for (std::size_t i = 0; i < kCount; ++i) {
      written.push_back(std::to_string(i));
    }
    append(written);
    Titles read;
    Position after;
    for (bool more = true; more;) {
      const auto page = fixture_->read(kLog, after, 100);
      const auto some = titles(page->entries);
      read.insert(read.end(), some.begin(), some.end());
      after = page->entries.back().position;
      more = page->more;
    }
    QCOMPARE(read, written);
  }

  void the_number_kept_is_exact() {
    make({.history = 5});
    const auto positions = append({"1", "2", "3", "4", "5", "6", "7"});
    const auto page = fixture_->read(kLog, {});
    QCOMPARE(titles(page->entries), (Titles{"3", "4", "5", "6", "7"}));
    QVERIFY(page->bounds.trimmed == positions[1]);
    QVERIFY(page->bounds.covers(positions[1]));
    QVERIFY(!page->bounds.covers(positions[0]));
  }

  void the_number_kept_is_exact_with_idempotency_keys() {
    using Outcome = server::Appended::Outcome;
    make({.history = 2});
    const auto append_with_key = [&](int i) {
      return fixture_->append(for_seller(kSeller, std::to_string(i)),
                              server::IdempotencyKey{"shop", std::to_string(i)});
    };
    for (int i = 0; i < 6; ++i) {
      QVERIFY(append_with_key(i)->outcome == Outcome::stored);
    }
    QCOMPARE(titles(fixture_->read(kLog, {})->entries), (Titles{"4", "5"}));
    QVERIFY(append_with_key(4)->outcome == Outcome::repeated);
    // Forgotten with its entry.
    QVERIFY(append_with_key(3)->outcome == Outcome::stored);
    if (kind() == "redis") {
      QCOMPARE(fixture_->redis_cli({"HLEN", "tidings:{i42}:idem"}), std::string("2"));
      QCOMPARE(fixture_->redis_cli({"XLEN", "tidings:{i42}:log"}), std::string("2"));
    }
  }

  void the_age_kept_is_exact_though_nothing_is_appended() {
    using std::chrono::milliseconds;
    make({.history = 1000, .age = milliseconds(1000)});
    const auto first = append({"1"});
    fixture_->advance(milliseconds(400));
    append({"2"});
    fixture_->advance(milliseconds(600));
    QCOMPARE(titles(fixture_->read(kLog, {})->entries), (Titles{"1", "2"}));
    fixture_->advance(milliseconds(1));
    const auto page = fixture_->read(kLog, {});
    QCOMPARE(titles(page->entries), Titles{"2"});
    QVERIFY(page->bounds.trimmed == first[0]);
    fixture_->advance(milliseconds(400));
    QVERIFY(fixture_->read(kLog, {})->entries.empty());
  }

  void what_is_too_old_is_dropped_by_the_next_append() {
    make({.history = 1000, .age = std::chrono::seconds(10)});
    append({"1", "2"});
    fixture_->advance(std::chrono::seconds(11));
    append({"3"});
    QCOMPARE(titles(fixture_->read(kLog, {})->entries), Titles{"3"});
    if (kind() == "redis") {
      QCOMPARE(fixture_->redis_cli({"XLEN", "tidings:{i42}:log"}), std::string("1"));
    }
  }

  void a_client_that_has_all_misses_nothing_though_all_is_gone() {
    make({.history = 1000, .age = std::chrono::seconds(10)});
    const auto positions = append({"1", "2"});
    fixture_->advance(std::chrono::seconds(60));
    const auto page = fixture_->read(kLog, positions[1]);
    QVERIFY(page->entries.empty());
    QVERIFY(page->bounds.covers(positions[1]));
    QVERIFY(!page->bounds.covers(positions[0]));
  }

  void a_log_that_redis_dropped_is_gone_up_to_its_last_entry() {
    if (kind() == "memory") {
      return;  // nobody else has its hands in it
    }
    make({});
    const auto positions = append({"1", "2"});
    fixture_->redis_cli({"DEL", "tidings:{i42}:log"});
    const auto page = fixture_->read(kLog, positions[0]);
    QVERIFY(page->bounds.covers(positions[1]));
    QVERIFY(!page->bounds.covers(positions[0]));
    append({"3"});
    QVERIFY(!fixture_->read(kLog, positions[0])->bounds.covers(positions[0]));
    const auto later = fixture_->read(kLog, positions[1]);
    QVERIFY(later->bounds.covers(positions[1]));
    QCOMPARE(titles(later->entries), Titles{"3"});
  }

  void a_log_whose_bounds_redis_dropped_covers_what_it_still_has() {
    if (kind() == "memory") {
      return;
    }
    make({});
    const auto positions = append({"1", "2"});
    fixture_->redis_cli({"DEL", "tidings:{i42}:meta"});
    fixture_->advance(std::chrono::seconds(1));
    const auto page = fixture_->read(kLog, positions[0]);
    QVERIFY(page->bounds.covers(positions[0]));
    QVERIFY(page->bounds.last == positions[1]);
    const Position earlier{positions[0].ms - 5, 0};
    QVERIFY(!page->bounds.covers(earlier));
    append({"3"});
    QCOMPARE(titles(fixture_->read(kLog, positions[0])->entries), (Titles{"2", "3"}));
    QVERIFY(!fixture_->read(kLog, earlier)->bounds.covers(earlier));
  }

  void a_position_newer_than_the_log_is_not_covered() {
    make({});
    const auto positions = append({"1"});
    const Position newer{positions[0].ms + 5000, 0};
    QVERIFY(!fixture_->read(kLog, newer)->bounds.covers(newer));
    const Position absurd{~std::uint64_t{0}, ~std::uint64_t{0}};
    const auto page = fixture_->read(kLog, absurd);
    QVERIFY(page.ok());
    QVERIFY(!page->bounds.covers(absurd));
  }

  void of_a_log_that_nobody_knows_every_position_may_have_lost_something() {
    make({});
    const Position earlier{1'795'305'000'000, 0};
    const auto page = fixture_->read(LogName(SellerId::from_integer(7)), earlier);
    QVERIFY(page.ok());
    QVERIFY(page->entries.empty());
    QVERIFY(!page->bounds.covers(earlier));
  }

  void a_stream_that_never_got_an_event_resumes_exactly() {
    make({});
    const auto live = fixture_->follow(kSeller);
    QVERIFY(live.ok());
    fixture_->advance(std::chrono::seconds(30));
    QVERIFY(fixture_->read(kLog, live->seller)->bounds.covers(live->seller));
    QVERIFY(fixture_->read(LogName::broadcast(), live->broadcast)->bounds.covers(live->broadcast));
    append({"1"});
    const auto page = fixture_->read(kLog, live->seller);
    QVERIFY(page->bounds.covers(live->seller));
    QCOMPARE(titles(page->entries), Titles{"1"});
  }

  void a_log_without_a_stream_before_its_first_entry_covers_only_from_there() {
    make({});
    append({"1"});
    const auto page = fixture_->read(kLog, {});
    QVERIFY(page->bounds.covers(page->entries[0].position));
    QVERIFY(!page->bounds.covers({page->entries[0].position.ms - 1, 0}));
  }

  void nothing_of_a_seller_stays_in_redis_for_ever() {
    if (kind() == "memory") {
      return;  // has no keys
    }
    make({});
    QVERIFY(fixture_->follow(kSeller).ok());
    QVERIFY(fixture_->append(for_seller(kSeller, "1"), server::IdempotencyKey{"shop", "1"}).ok());
    QVERIFY(fixture_->append(for_everyone("2"), server::IdempotencyKey{"shop", "2"}).ok());
    for (const char* seller : {"i42", "all"}) {
      for (const char* key : {"log", "meta", "idem"}) {
        const std::string name = std::string("tidings:{") + seller + "}:" + key;
        QVERIFY2(std::stoll(fixture_->redis_cli({"PTTL", name})) > 0, name.c_str());
      }
    }
  }

 private:
  static std::string kind() {
    QFETCH_GLOBAL(std::string, kind);
    return kind;
  }
  void make(StoreFixture::Limits limits) {
    fixture_ = std::make_unique<StoreFixture>(kind(), limits);
  }
  std::vector<Position> append(const Titles& all) {
    std::vector<Position> positions;
    for (const auto& title : all) {
      positions.push_back(fixture_->append(for_seller(kSeller, title))->id.position);
    }
    return positions;
  }

  std::unique_ptr<StoreFixture> fixture_;
};

QTEST_GUILESS_MAIN(StoreReplayTest)
#include "store_replay_test.moc"
