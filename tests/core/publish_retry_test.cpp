#include <QtTest>

#include "core/publish_scene.h"
#include "support/std_strings.h"

using namespace tidings;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using test::PublishScene;
using Kind = PublishEnd::Kind;

/// When a publish session tries again, with which token, and when it gives up.
class PublishRetryTest : public QObject {
  Q_OBJECT

 private slots:
  void a_state_of_the_moment_is_tried_again_data();
  void a_state_of_the_moment_is_tried_again();
  void what_the_network_breaks_is_sent_again_with_the_same_keys();
  void a_kept_connection_that_was_closed_is_no_failed_try();
  void lines_not_tried_are_sent_again();
  void a_cut_answer_counts_as_far_as_it_goes();
  void delays_double_up_to_the_longest_and_jitter_halves_them();
  void progress_starts_the_back_off_over();
  void retry_after_is_obeyed();
  void a_wait_that_is_too_long_is_not_waited_for();
  void it_gives_up_when_nothing_moves_for_max_time();
  void progress_gives_new_time();
  void without_time_there_is_one_try();
  void time_without_input_does_not_count();
  void a_silent_server_is_a_failed_try();
  void a_silent_server_does_not_outlast_max_time();
  void what_will_never_work_is_not_tried_again();
  void a_token_is_fetched_before_the_first_request();
  void no_token_at_the_start_ends_it();
  void a_refused_token_gets_one_more_try_with_a_fresh_one();
  void a_fixed_token_that_is_refused_ends_it();
  void every_request_may_have_its_own_fresh_token();
  void a_token_about_to_expire_is_renewed_first();
  void no_token_later_is_a_failed_try();
};

void PublishRetryTest::a_state_of_the_moment_is_tried_again_data() {
  QTest::addColumn<int>("status");
  for (const int status : {408, 425, 429, 500, 502, 503, 504}) {
    QTest::addRow("%d", status) << status;
  }
}

void PublishRetryTest::a_state_of_the_moment_is_tried_again() {
  QFETCH(int, status);
  PublishScene scene;
  scene.good_lines(2);
  scene.start();
  scene.answer(status);
  QCOMPARE(scene.retries.back().reason, "the server answered " + std::to_string(status));
  QVERIFY(scene.results.empty());
  scene.pass_to_deadline();
  QCOMPARE(scene.requests.size(), std::size_t{2});
  QCOMPARE(*scene.requests[0].body, *scene.requests[1].body);

  PublishScene line;
  line.good_lines(2);
  line.start();
  const auto not_now = "{\"status\":" + std::to_string(status) + ",\"error\":\"later\"}\n";
  line.answer(200, not_now + not_now);
  QCOMPARE(line.retries.back().reason, std::string("later"));
  QVERIFY(line.results.empty());
}

void PublishRetryTest::what_the_network_breaks_is_sent_again_with_the_same_keys() {
  PublishScene scene;
  scene.good_lines(2);
  scene.start();
  scene.refuse_connection();
  QCOMPARE(scene.retries.back().reason, std::string("connection refused"));
  scene.pass_to_deadline();
  HttpResponseHead head;
  head.status = 200;
  scene.session->on_head(head, scene.now);
  scene.session->on_bytes("{\"id\":\"a\"}\n", scene.now);
  scene.end({HttpEnd::Kind::interrupted, "the connection was cut"});
  QCOMPARE(scene.retries.back().reason, std::string("the connection was cut"));
  QVERIFY(scene.results.empty());
  scene.pass_to_deadline();
  scene.end({});
  QCOMPARE(scene.retries.back().reason, std::string("the server sent no answer"));
  scene.pass_to_deadline();
  QCOMPARE(scene.requests.size(), std::size_t{4});
  QCOMPARE(*scene.requests.front().body, *scene.requests.back().body);
  scene.accept_all();
  QVERIFY(scene.ended(Kind::complete));
}

void PublishRetryTest::a_kept_connection_that_was_closed_is_no_failed_try() {
  PublishScene scene;
  scene.good_lines(1);
  scene.start();
  scene.answer(503);
  scene.pass_to_deadline();
  QCOMPARE(scene.requests.size(), std::size_t{2});
  scene.end({HttpEnd::Kind::interrupted, "broken pipe"});
  QCOMPARE(scene.requests.size(), std::size_t{3});
  QCOMPARE(*scene.requests[2].body, *scene.requests[1].body);
  QVERIFY(!scene.requests[1].fresh_connection);
  QVERIFY(scene.requests[2].fresh_connection);
  QCOMPARE(scene.retries.size(), std::size_t{1});
  // On a new connection it is one.
  scene.end({HttpEnd::Kind::interrupted, "broken pipe"});
  QCOMPARE(scene.requests.size(), std::size_t{3});
  QCOMPARE(scene.retries.back().reason, std::string("broken pipe"));
}

void PublishRetryTest::lines_not_tried_are_sent_again() {
  PublishScene scene;
  scene.good_lines(4);
  scene.start();
  scene.answer(
      200,
      "{\"id\":\"a\"}\n{\"status\":503,\"error\":\"store unreachable\"}\n"
      "{\"status\":503,\"error\":\"not tried\"}\n{\"status\":503,\"error\":\"not tried\"}\n",
      {{"Retry-After", "7"}});
  QCOMPARE(scene.told(), std::string("1 accepted a"));
  QCOMPARE(scene.pass_to_deadline(), 7s);
  QCOMPARE(scene.keys(), std::string("K-2 K-3 K-4"));
  scene.accept_all();
  QCOMPARE(scene.results.size(), std::size_t{4});
  QVERIFY(scene.ended(Kind::complete));
}

void PublishRetryTest::a_cut_answer_counts_as_far_as_it_goes() {
  PublishScene scene;
  scene.good_lines(3);
  scene.start();
  scene.answer(200, "{\"id\":\"a\"}\n");
  QCOMPARE(scene.told(), std::string("1 accepted a"));
  QCOMPARE(scene.retries.back().reason, std::string("the server's answer was cut short"));
  scene.pass_to_deadline();
  QCOMPARE(scene.keys(), std::string("K-2 K-3"));
}

void PublishRetryTest::delays_double_up_to_the_longest_and_jitter_halves_them() {
  PublishScene scene;
  scene.settings.max_time = 10min;
  scene.good_lines(1);
  scene.start();
  for (const auto delay : {1s, 2s, 4s, 8s, 16s, 30s, 30s}) {
    scene.refuse_connection();
    QCOMPARE(scene.retries.back().delay, milliseconds(delay));
    QCOMPARE(scene.pass_to_deadline(), delay);
  }
  QCOMPARE(scene.retries.back().failed_tries, 7U);
  scene.random = 0.9999;
  scene.refuse_connection();
  QVERIFY(scene.retries.back().delay >= 15s);
  QVERIFY(scene.retries.back().delay < 15100ms);
}

void PublishRetryTest::progress_starts_the_back_off_over() {
  PublishScene scene;
  scene.good_lines(3);
  scene.start();
  scene.refuse_connection();
  scene.pass_to_deadline();
  scene.refuse_connection();
  scene.pass_to_deadline();
  scene.answer(200, "{\"id\":\"a\"}\n{\"status\":503,\"error\":\"later\"}\n{\"status\":503}\n");
  QCOMPARE(scene.retries.back().delay, milliseconds(1s));
  QCOMPARE(scene.retries.back().failed_tries, 1U);
}

void PublishRetryTest::retry_after_is_obeyed() {
  PublishScene seconds;
  seconds.random = 0.9;
  seconds.good_lines(1);
  seconds.start();
  seconds.answer(503, "", {{"Retry-After", "20"}});
  QCOMPARE(seconds.pass_to_deadline(), 20s);
  QCOMPARE(seconds.requests.size(), std::size_t{2});
  seconds.refuse_connection();
  QVERIFY(seconds.retries.back().delay < 3s);

  PublishScene date;
  date.good_lines(1);
  date.start();
  date.answer(503, "", {{"Retry-After", "Fri, 15 Jan 2027 08:00:10 GMT"}});  // 1,800,000,010
  QCOMPARE(date.pass_to_deadline(), 10s);
}

void PublishRetryTest::a_wait_that_is_too_long_is_not_waited_for() {
  PublishScene scene;
  scene.good_lines(1);
  scene.start();
  scene.answer(503, "", {{"Retry-After", "61"}});
  QVERIFY(scene.ended(Kind::gave_up));
  QCOMPARE(scene.ends.front().reason, std::string("the server answered 503; it asks to wait 1m 1s, "
                                                  "longer than allowed"));
}

void PublishRetryTest::it_gives_up_when_nothing_moves_for_max_time() {
  PublishScene scene;
  scene.settings.max_time = 10s;
  scene.good_lines(2);
  scene.start();
  for (const auto delay : {1s, 2s, 4s}) {
    scene.refuse_connection();
    QCOMPARE(scene.pass_to_deadline(), delay);
  }
  scene.refuse_connection();
  QCOMPARE(scene.pass_to_deadline(), 3s);  // the last try is at the last moment
  QCOMPARE(scene.requests.size(), std::size_t{5});
  scene.refuse_connection();
  QVERIFY(scene.ended(Kind::gave_up));
  QCOMPARE(scene.ends.front().reason, std::string("connection refused; gave up after 10s"));
  QCOMPARE(scene.told(), std::string("1 failed connection refused; gave up after 10s; 2 failed "
                                     "connection refused; gave up after 10s"));
}

void PublishRetryTest::progress_gives_new_time() {
  PublishScene scene;
  scene.settings.max_time = 10s;
  scene.good_lines(2);
  scene.start();
  scene.pass(9s);
  scene.answer(200, "{\"id\":\"a\"}\n{\"status\":503,\"error\":\"later\"}\n");
  scene.pass_to_deadline();
  scene.pass(8500ms);
  scene.refuse_connection();
  QVERIFY(scene.ends.empty());
  scene.pass_to_deadline();
  scene.refuse_connection();
  QVERIFY(scene.ended(Kind::gave_up));
  QVERIFY(scene.ends.front().last_accepted_line == 1);
  QCOMPARE(scene.ends.front().accepted, std::uint64_t{1});
  QCOMPARE(scene.ends.front().failed, std::uint64_t{1});
}

void PublishRetryTest::without_time_there_is_one_try() {
  PublishScene scene;
  scene.settings.max_time = 0ms;
  scene.good_lines(1);
  scene.start();
  scene.pass(29s);
  QCOMPARE(scene.abandoned, 0);
  scene.refuse_connection();
  QVERIFY(scene.ended(Kind::gave_up));
  QCOMPARE(scene.ends.front().reason, std::string("connection refused"));
}

void PublishRetryTest::time_without_input_does_not_count() {
  PublishScene scene;
  scene.more_comes = true;
  scene.good_lines(1);
  scene.start();
  scene.accept();
  scene.pass(1h);
  scene.good_lines(1);
  scene.session->on_input(scene.now);
  scene.refuse_connection();
  QCOMPARE(scene.retries.size(), std::size_t{1});
  QVERIFY(scene.ends.empty());
}

void PublishRetryTest::a_silent_server_is_a_failed_try() {
  PublishScene scene;
  scene.settings.max_time = 5min;
  scene.good_lines(1);
  scene.start();
  QVERIFY(!scene.request().fresh_connection);
  scene.pass(20s);
  scene.session->on_activity(scene.now);
  scene.pass(29s);
  QVERIFY(scene.retries.empty());
  scene.pass(1s);
  QCOMPARE(scene.retries.back().reason, std::string("no answer for 30s"));
  QCOMPARE(scene.abandoned, 1);
  scene.pass_to_deadline();
  QVERIFY(scene.request().fresh_connection);

  // A refusal whose explanation never comes is a refusal all the same.
  HttpResponseHead head;
  head.status = 503;
  head.headers = {{"Retry-After", "12"}};
  scene.session->on_head(head, scene.now);
  QCOMPARE(scene.retries.size(), std::size_t{1});
  scene.pass_to_deadline();
  QCOMPARE(scene.retries.back().reason, std::string("the server answered 503"));
  QCOMPARE(scene.retries.back().delay, milliseconds(12s));
}

void PublishRetryTest::a_silent_server_does_not_outlast_max_time() {
  PublishScene scene;
  scene.settings.max_time = 5s;
  scene.good_lines(1);
  scene.start();
  QCOMPARE(scene.pass_to_deadline(), 5s);
  QVERIFY(scene.ended(Kind::gave_up));

  // A try that begins in the last moment still gets a second.
  PublishScene late;
  late.settings.max_time = 1500ms;
  late.good_lines(1);
  late.start();
  late.refuse_connection();
  late.pass_to_deadline();
  QCOMPARE(late.pass_to_deadline(), 1s);
  QVERIFY(late.ended(Kind::gave_up));
}

void PublishRetryTest::what_will_never_work_is_not_tried_again() {
  PublishScene scene;
  scene.good_lines(1);
  scene.start();
  scene.end({HttpEnd::Kind::unusable, "the certificate is not trusted"});
  QVERIFY(scene.ended(Kind::unusable));
  QCOMPARE(scene.told(), std::string("1 failed the certificate is not trusted"));
}

void PublishRetryTest::a_token_is_fetched_before_the_first_request() {
  PublishScene scene;
  scene.settings.token = TokenFile{"/token"};
  scene.good_lines(1);
  scene.start();
  QCOMPARE(scene.token_fetches, 1);
  QVERIFY(scene.requests.empty());
  scene.session->on_token(std::string("T1"), scene.now);
  QCOMPARE(scene.header("Authorization"), std::string("Bearer T1"));
}

void PublishRetryTest::no_token_at_the_start_ends_it() {
  PublishScene scene;
  scene.settings.token = TokenFile{"/token"};
  scene.good_lines(1);
  scene.start();
  scene.session->on_token(Error{"cannot read /token"}, scene.now);
  QVERIFY(scene.ended(Kind::not_authorized));
  QCOMPARE(scene.told(), std::string("1 failed cannot read /token"));
}

void PublishRetryTest::a_refused_token_gets_one_more_try_with_a_fresh_one() {
  PublishScene scene;
  scene.settings.token = TokenCommand{"token"};
  scene.good_lines(1);
  scene.start();
  scene.session->on_token(std::string("T1"), scene.now);
  scene.answer(401);
  QCOMPARE(scene.token_fetches, 2);
  QVERIFY(scene.retries.empty());
  scene.session->on_token(std::string("T2"), scene.now);
  QCOMPARE(scene.header("Authorization"), std::string("Bearer T2"));
  scene.answer(401, R"({"detail":"the token has expired"})");
  QCOMPARE(scene.token_fetches, 2);
  QVERIFY(scene.ended(Kind::not_authorized));
  QCOMPARE(scene.ends.front().reason,
           std::string("the server answered 401 (not authorized): the token has expired"));
}

void PublishRetryTest::a_fixed_token_that_is_refused_ends_it() {
  PublishScene scene;
  scene.settings.token = TokenValue{"T"};
  scene.good_lines(1);
  scene.start();
  scene.session->on_token(std::string("T"), scene.now);
  scene.answer(401, R"({"detail":"it has expired"})",
               {{"WWW-Authenticate", "Bearer error_description=\"it has expired\""}});
  QVERIFY(scene.ended(Kind::not_authorized));
  QCOMPARE(scene.token_fetches, 1);
  QCOMPARE(scene.ends.front().reason,
           std::string("the server answered 401 (not authorized): it has expired"));
}

void PublishRetryTest::every_request_may_have_its_own_fresh_token() {
  PublishScene scene;
  scene.settings.token = TokenCommand{"token"};
  scene.good_lines(2001);
  scene.start();
  scene.session->on_token(std::string("T0"), scene.now);
  for (const char* token : {"T1", "T2"}) {
    scene.answer(401);
    scene.session->on_token(std::string(token), scene.now);
    scene.accept_all();
  }
  scene.accept();
  QVERIFY(scene.ended(Kind::complete));
  QCOMPARE(scene.token_fetches, 3);
}

void PublishRetryTest::a_token_about_to_expire_is_renewed_first() {
  PublishScene scene;
  scene.settings.token = TokenCommand{"token"};
  scene.good_lines(1001);
  scene.start();
  // {"alg":"none"}.{"exp":1800000040}: 40 s from the scene's beginning.
  scene.session->on_token(std::string("eyJhbGciOiJub25lIn0.eyJleHAiOjE4MDAwMDAwNDB9."), scene.now);
  scene.pass(9s);
  scene.refuse_connection();
  QCOMPARE(scene.token_fetches, 1);
  scene.pass_to_deadline();  // now 30 s are left
  QCOMPARE(scene.token_fetches, 2);
  QCOMPARE(scene.requests.size(), std::size_t{1});
}

void PublishRetryTest::no_token_later_is_a_failed_try() {
  PublishScene scene;
  scene.settings.token = TokenCommand{"token"};
  scene.good_lines(1);
  scene.start();
  scene.session->on_token(std::string("T1"), scene.now);
  scene.answer(401);
  scene.session->on_token(Error{"the token command gave nothing"}, scene.now);
  QCOMPARE(scene.retries.back().reason, std::string("the token command gave nothing"));
  scene.pass_to_deadline();
  QCOMPARE(scene.token_fetches, 3);
  scene.session->on_token(std::string("T3"), scene.now);
  scene.accept();
  QVERIFY(scene.ended(Kind::complete));

  // The time for it is bounded, also when a new round begins with it.
  PublishScene later;
  later.settings.token = TokenCommand{"token"};
  later.more_comes = true;
  later.good_lines(1);
  later.start();
  later.session->on_token(std::string("eyJhbGciOiJub25lIn0.eyJleHAiOjE4MDAwMDAwNDB9."), later.now);
  later.accept();
  later.pass(1h);
  later.good_lines(1);
  later.session->on_input(later.now);
  for (int tries = 0; tries < 20 && later.ends.empty(); ++tries) {
    later.session->on_token(Error{"nothing"}, later.now);
    if (later.ends.empty()) {
      later.pass_to_deadline();
    }
  }
  QVERIFY(later.ended(Kind::gave_up));
  QCOMPARE(later.requests.size(), std::size_t{1});
}

QTEST_APPLESS_MAIN(PublishRetryTest)
#include "publish_retry_test.moc"
