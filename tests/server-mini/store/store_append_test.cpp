#include <QTest>

#include "store/cursor.h"
#include "store_fixture.h"

using namespace tidings;
using namespace tidings::test;
using tidings::server::Appended;
using tidings::server::IdempotencyKey;
using tidings::server::LogName;
using tidings::server::NotificationId;
using tidings::server::Position;

namespace {

using Outcome = Appended::Outcome;
const SellerId kSeller = SellerId::from_integer(42);
const LogName kLog{kSeller};

}  // namespace

/// What an append promises, the same for every kind of store.
class StoreAppendTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    QFETCH_GLOBAL(std::string, kind);
    fixture_ = std::make_unique<StoreFixture>(kind, StoreFixture::Limits{});
  }
  void cleanup() { fixture_.reset(); }
  static void initTestCase_data() {
    QTest::addColumn<std::string>("kind");
    QTest::newRow("memory") << std::string("memory");
    QTest::newRow("redis") << std::string("redis");
  }

  void the_stored_json_has_id_and_time_and_the_rest_untouched() {
    const auto appended = fixture_->append(
        R"({"sellerId":42,"title":"Order","data":{"n":12345678901234567890123},"x":[1,{}]})");
    QVERIFY(appended.ok());
    const auto page = fixture_->read(kLog, {});
    QCOMPARE(page->entries.size(), 1U);
    const std::string& json = page->entries[0].json;
    QCOMPARE(member(json, "id"), to_text(appended->id));
    QCOMPARE(member(json, "createdAt"), std::string("2026-11-22T00:00:00.000Z"));
    QCOMPARE(member(json, "data"), std::string(R"({"n":12345678901234567890123})"));
    QCOMPARE(member(json, "x"), std::string("[1,{}]"));
    QVERIFY(parse_notification(json, NotificationOrigin::server).ok());
  }

  void a_time_that_the_publisher_set_stays() {
    QVERIFY(
        fixture_->append(R"({"sellerId":42,"title":"t","createdAt":"2020-02-29T10:00:00Z"})").ok());
    QCOMPARE(member(fixture_->read(kLog, {})->entries[0].json, "createdAt"),
             std::string("2020-02-29T10:00:00Z"));
  }

  void the_id_leads_back_to_log_and_position() {
    const auto own = fixture_->append(for_seller(kSeller, "own"));
    const auto everyones = fixture_->append(for_everyone("everyone's"));
    QVERIFY(!own->id.broadcast);
    QVERIFY(everyones->id.broadcast);
    QVERIFY(fixture_->read(kLog, {})->entries[0].position == own->id.position);
    QVERIFY(fixture_->read(LogName::broadcast(), {})->entries[0].position ==
            everyones->id.position);
  }

  void ids_within_one_millisecond_differ_and_rise() {
    Position last;
    for (int i = 0; i < 20; ++i) {
      const auto appended = fixture_->append(for_seller(kSeller, "t"));
      QVERIFY(appended->id.position > last);
      last = appended->id.position;
    }
  }

  void positions_rise_though_the_clock_goes_back() {
    const auto first = fixture_->append(for_seller(kSeller, "1"));
    fixture_->advance(-std::chrono::hours(2));
    const auto second = fixture_->append(for_seller(kSeller, "2"));
    QVERIFY(second->id.position > first->id.position);
    QCOMPARE(titles(fixture_->read(kLog, {})->entries), (std::vector<std::string>{"1", "2"}));
  }

  void what_is_accepted_later_has_a_later_position_in_whatever_log() {
    const auto one = fixture_->append(for_seller(SellerId::from_integer(1), "t"));
    const auto all = fixture_->append(for_everyone("t"));
    const auto two = fixture_->append(for_seller(SellerId::from_integer(2), "t"));
    QVERIFY(one->id.position < all->id.position);
    QVERIFY(all->id.position < two->id.position);
  }

  void appends_that_do_not_wait_for_one_another_keep_their_order() {
    constexpr int kCount = 300;
    int answered = 0;
    for (int i = 0; i < kCount; ++i) {
      const auto notification =
          parse_notification(for_seller(kSeller, std::to_string(i)), NotificationOrigin::publisher);
      fixture_->store().append(*notification, {}, [&](const Result<Appended>& appended) {
        answered += appended.ok() ? 1 : 0;
      });
    }
    QCOMPARE(answered, 0);  // never inside the call
    QVERIFY(fixture_->wait_until([&] { return answered == kCount; }));
    const auto kept = titles(fixture_->read(kLog, {})->entries);
    QCOMPARE(kept.size(), std::size_t{kCount});
    for (int i = 0; i < kCount; ++i) {
      QCOMPARE(kept[static_cast<std::size_t>(i)], std::to_string(i));
    }
  }

  void a_repeated_key_with_the_same_content_is_stored_once() {
    const IdempotencyKey key{"shop", "order-1"};
    const auto first = fixture_->append(for_seller(kSeller, "t"), key);
    fixture_->advance(std::chrono::seconds(90));
    const auto again = fixture_->append(for_seller(kSeller, "t"), key);
    QVERIFY(first->outcome == Outcome::stored);
    QVERIFY(again->outcome == Outcome::repeated);
    QVERIFY(again->id == first->id);
    QCOMPARE(fixture_->read(kLog, {})->entries.size(), 1U);
  }

  void a_repeated_key_with_other_content_is_a_conflict() {
    const IdempotencyKey key{"shop", "order-1"};
    QVERIFY(fixture_->append(for_seller(kSeller, "t"), key).ok());
    const auto other = fixture_->append(for_seller(kSeller, "other"), key);
    QVERIFY(other->outcome == Outcome::conflict);
    QCOMPARE(fixture_->read(kLog, {})->entries.size(), 1U);
  }

  void a_key_belongs_to_its_token_subject() {
    QVERIFY(fixture_->append(for_seller(kSeller, "1"), IdempotencyKey{"a", "bc"})->outcome ==
            Outcome::stored);
    QVERIFY(fixture_->append(for_seller(kSeller, "2"), IdempotencyKey{"ab", "c"})->outcome ==
            Outcome::stored);
    QVERIFY(fixture_->append(for_seller(kSeller, "3"), IdempotencyKey{"", "abc"})->outcome ==
            Outcome::stored);
  }

  void a_key_is_forgotten_after_a_day() {
    const IdempotencyKey key{"shop", "order-1"};
    QVERIFY(fixture_->append(for_seller(kSeller, "1"), key).ok());
    fixture_->advance(std::chrono::hours(24));
    QVERIFY(fixture_->append(for_seller(kSeller, "2"), key)->outcome == Outcome::stored);
    // From here on it stands for the second.
    QVERIFY(fixture_->append(for_seller(kSeller, "2"), key)->outcome == Outcome::repeated);
  }

  void sellers_whose_names_are_made_to_collide_stay_apart_data() {
    QTest::addColumn<std::string>("one");
    QTest::addColumn<std::string>("other");
    const auto row = [](const char* one, const char* other) {
      QTest::addRow("%s and %s", one, other) << std::string(one) << std::string(other);
    };
    row("42", "042");
    row("42", "i42");
    row("42", "+42");
    row("-1", "--1");
    row("9223372036854775807", "9223372036854775808");
    row("all", "{all}");
    row("a", "a ");
    row("a:log", "a");
    row("a}:log{b", "b");
    row("i42}:meta", "42");
    row("sYQ", "a");  // the key of seller "a"
    row("\xc3\xa9", "e\xcc\x81");
  }

  void sellers_whose_names_are_made_to_collide_stay_apart() {
    QFETCH(std::string, one);
    QFETCH(std::string, other);
    const SellerId first = *SellerId::from_text(one);
    const SellerId second = *SellerId::from_text(other);
    const auto into_first = fixture_->append(for_seller(first, "of one"));
    QVERIFY2(into_first.ok(), into_first.ok() ? "" : into_first.error().message.c_str());
    QVERIFY(fixture_->append(for_seller(second, "of the other")).ok());
    QVERIFY(fixture_->append(for_everyone("everyone's")).ok());
    QCOMPARE(titles(fixture_->read(LogName(first), {})->entries),
             std::vector<std::string>{"of one"});
    QCOMPARE(titles(fixture_->read(LogName(second), {})->entries),
             std::vector<std::string>{"of the other"});
    QCOMPARE(titles(fixture_->read(LogName::broadcast(), {})->entries),
             std::vector<std::string>{"everyone's"});
  }

  void the_epoch_can_stand_in_a_cursor() { QVERIFY(server::is_epoch(fixture_->store().epoch())); }

 private:
  std::unique_ptr<StoreFixture> fixture_;
};

QTEST_GUILESS_MAIN(StoreAppendTest)
#include "store_append_test.moc"
