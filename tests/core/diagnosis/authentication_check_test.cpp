#include <QtTest>

#include "core/diagnosis/observed.h"
#include "diagnosis/checks.h"

using namespace tidings;
using namespace tidings::test;
using namespace std::chrono_literals;

namespace {

/// The answer's `Date` in this test: 2026-11-26 00:00:00.
ObservedStream with_jwt(int status, JwtTimes times,
                        const char* date = "Thu, 26 Nov 2026 00:00:00 GMT") {
  ObservedStream seen = good_stream();
  seen.with_credentials = true;
  seen.jwt_times = times;
  if (status != 200) {
    seen.stream.head = answer(status);
  }
  seen.stream.head->headers.push_back({"Date", date});
  return seen;
}

const WallTime kNow = good_stream().stream.started;

}  // namespace

class AuthenticationCheckTest : public QObject {
  Q_OBJECT

 private slots:
  void an_open_stream_needs_no_token() {
    QCOMPARE(verdict(authentication_check(good_stream())), "ok");
    QVERIFY(says(authentication_check(good_stream()), "no token was needed"));
  }

  void a_token_that_is_missing_is_asked_for() {
    ObservedStream seen = good_stream();
    seen.stream.head = answer(401);
    QCOMPARE(verdict(authentication_check(seen)), "fail");
    QVERIFY(says(authentication_check(seen), "no token was sent"));
    QVERIFY(says(authentication_check(seen), "--token-file"));
  }

  void a_token_in_the_url_is_a_token() {
    ObservedStream seen = good_stream();
    seen.secret_in_url = true;
    QCOMPARE(verdict(authentication_check(seen)), "ok");
    QVERIFY(says(authentication_check(seen), "accepted with the token in the URL"));
    seen.stream.head = answer(401);
    QCOMPARE(verdict(authentication_check(seen)), "fail");
    QVERIFY(says(authentication_check(seen), "the only token sent is the URL's"));
    QVERIFY(says(authentication_check(seen), "--token-file"));
  }

  void the_server_s_own_reason_is_shown() {
    ObservedStream seen = good_stream();
    seen.with_credentials = true;
    seen.stream.head =
        answer(401, {{"WWW-Authenticate", "Bearer error_description=\"wrong audience\""}});
    QVERIFY(says(authentication_check(seen), "wrong audience"));
    QVERIFY(says(authentication_check(seen), "does not accept the token"));
  }

  void a_right_that_is_missing_is_told_from_a_token_that_is_refused() {
    ObservedStream seen = good_stream();
    seen.with_credentials = true;
    seen.stream.head = answer(403);
    QCOMPARE(verdict(authentication_check(seen)), "fail");
    QVERIFY(says(authentication_check(seen), "lacks the right"));
  }

  void an_expired_token_is_named_with_its_age() {
    const auto check = authentication_check(with_jwt(401, {{}, {}, kNow - 3min}));
    QCOMPARE(verdict(check), "fail");
    QVERIFY2(says(check, "expired 3m ago by the server's clock"), check->detail.c_str());
    QVERIFY(says(check, "get a new token"));
  }

  void a_token_of_the_server_s_future_is_a_matter_of_clocks() {
    // This machine is 10 minutes ahead, and so is the token that was made on it.
    const char* date = "Wed, 25 Nov 2026 23:50:00 GMT";
    const auto early = authentication_check(with_jwt(401, {{}, kNow, kNow + 1h}, date));
    QCOMPARE(verdict(early), "fail");
    QVERIFY(says(early, "not valid before 10m from now"));
    QVERIFY2(says(early, "this machine's clock is 10m ahead of the server's"),
             early->advice.c_str());
    const auto issued = authentication_check(with_jwt(401, {kNow, {}, kNow + 1h}, date));
    QVERIFY(says(issued, "issued 10m in the future"));
  }

  void an_accepted_token_shows_how_long_it_lasts() {
    const auto check = authentication_check(with_jwt(200, {kNow, kNow, kNow + 1h}));
    QCOMPARE(verdict(check), "ok");
    QVERIFY(says(check, "expires in 1h"));
    QCOMPARE(verdict(authentication_check(with_jwt(200, {}))), "ok");
  }

  void a_token_about_to_expire_and_wrong_clocks_are_warned_of() {
    QCOMPARE(verdict(authentication_check(with_jwt(200, {{}, {}, kNow + 40s}))), "warn");
    const auto skewed =
        authentication_check(with_jwt(200, {{}, {}, kNow + 1h}, "Thu, 26 Nov 2026 00:02:00 GMT"));
    QCOMPARE(verdict(skewed), "warn");
    QVERIFY(says(skewed, "2m behind the server's"));
    QCOMPARE(verdict(authentication_check(
                 with_jwt(200, {{}, {}, kNow + 1h}, "Thu, 26 Nov 2026 00:00:04 GMT"))),
             "ok");
  }

  void a_stream_that_ends_with_its_token_is_not_blamed_on_the_network() {
    ObservedStream seen = with_jwt(200, {{}, {}, kNow + 40s});
    set_pieces(seen.stream, {piece(12ms, 0, 0), piece(30012ms, 0, 1)});
    set_end(seen, 40100ms, HttpEnd::Kind::complete);
    QVERIFY(says(authentication_check(seen), "ended when the token expired"));
    QCOMPARE(verdict(persistence_check(seen)), "ok");
    QCOMPARE(verdict(idle_timeout_check(seen)), "none");
  }

  void a_token_that_is_not_to_be_had_is_all_there_is_to_say() {
    ObservedStream seen;
    seen.token_failure = "no token from the token command: it ended with status 1";
    const Diagnosis diagnosis = diagnose(seen);
    QCOMPARE(diagnosis.checks.size(), std::size_t{1});
    QCOMPARE(std::string(diagnosis.checks.front().name), "authentication");
    QCOMPARE(diagnosis.result, CheckStatus::fail);
  }
};

QTEST_APPLESS_MAIN(AuthenticationCheckTest)
#include "authentication_check_test.moc"
