#include "auth/verified_tokens.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace tidings::server;

namespace {

constexpr VerifiedTokens::Time kNow{1'300'000'000s};

Identity publisher(std::optional<VerifiedTokens::Time> expires = std::nullopt) {
  return {.subject = "shop", .seller = std::nullopt, .scopes = {"publish"}, .expires = expires};
}

}  // namespace

class VerifiedTokensTest : public QObject {
  Q_OBJECT

 private slots:
  void what_was_checked_is_known_again() {
    VerifiedTokens tokens;
    QVERIFY(tokens.find("a.b.c", kNow) == nullptr);
    tokens.add("a.b.c", publisher(), kNow);
    const Identity* known = tokens.find("a.b.c", kNow + 1h);
    QVERIFY(known != nullptr);
    QCOMPARE(known->subject, std::string("shop"));
  }

  void any_other_token_is_not_known() {
    VerifiedTokens tokens;
    tokens.add("a.b.c", publisher(), kNow);
    for (const char* other : {"", "a.b.", "a.b.d", "A.b.c", "a.b.cc", "a.b.c."})
      QVERIFY2(tokens.find(other, kNow) == nullptr, other);
  }

  void it_is_forgotten_at_the_moment_it_expires() {
    VerifiedTokens tokens;
    tokens.add("a.b.c", publisher(kNow + 10s), kNow);
    QVERIFY(tokens.find("a.b.c", kNow + 9999ms) != nullptr);
    QVERIFY(tokens.find("a.b.c", kNow + 10s) == nullptr);
  }

  void a_clock_that_was_set_back_makes_it_unknown() {
    VerifiedTokens tokens;
    tokens.add("a.b.c", publisher(), kNow);
    QVERIFY(tokens.find("a.b.c", kNow - 1s) == nullptr);
  }

  void nothing_is_known_after_the_keys_have_changed() {
    VerifiedTokens tokens;
    tokens.add("a.b.c", publisher(), kNow);
    tokens.clear();
    QVERIFY(tokens.find("a.b.c", kNow) == nullptr);
  }

  void many_tokens_push_one_another_out_and_are_never_mixed_up() {
    VerifiedTokens tokens;
    for (int i = 0; i < 1000; ++i) {
      Identity identity = publisher();
      identity.subject = std::to_string(i);
      tokens.add("token " + std::to_string(i), identity, kNow);
    }
    int known = 0;
    for (int i = 0; i < 1000; ++i) {
      const Identity* found = tokens.find("token " + std::to_string(i), kNow);
      if (found == nullptr)
        continue;
      ++known;
      QCOMPARE(found->subject, std::to_string(i));
    }
    QVERIFY(known > 0 && known <= 64);
  }
};

QTEST_GUILESS_MAIN(VerifiedTokensTest)
#include "verified_tokens_test.moc"
