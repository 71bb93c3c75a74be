#include "publish_session.h"

#include <QtTest>

#include "core/publish_scene.h"
#include "support/std_strings.h"

using namespace tidings;
using namespace std::chrono_literals;
using test::PublishScene;
using Kind = PublishEnd::Kind;

/// What is sent and what its answers mean. Time has a test of its own: publish_retry_test.
class PublishSessionTest : public QObject {
  Q_OBJECT

 private slots:
  void one_notification_goes_as_json_with_its_key_in_the_header();
  void several_go_as_ndjson_with_a_key_on_each_line();
  void a_line_keeps_its_own_key();
  void the_users_headers_win_over_ours();
  void results_come_in_the_order_of_the_input();
  void a_line_that_no_server_would_accept_is_not_sent();
  void input_without_a_good_line_makes_no_request();
  void nothing_to_send_is_complete();
  void a_request_carries_at_most_1000_lines();
  void a_request_carries_at_most_512_kib();
  void a_notification_above_the_size_goes_alone();
  void no_more_is_taken_than_one_request_carries();
  void endless_bad_lines_leave_the_loop_its_turn();
  void what_there_is_goes_at_once_when_the_input_pauses();
  void a_refused_notification_does_not_stop_the_others_data();
  void a_refused_notification_does_not_stop_the_others();
  void a_status_that_means_nobody_publishes_there_ends_it_data();
  void a_status_that_means_nobody_publishes_there_ends_it();
  void a_batch_that_is_too_large_is_cut_in_halves();
  void one_that_is_too_large_alone_is_refused();
  void an_answer_that_tells_no_results_ends_it_data();
  void an_answer_that_tells_no_results_ends_it();
  void an_answer_without_end_is_not_collected();
  void redirects_that_keep_the_method_are_followed_within_the_origin();
  void a_redirect_to_another_origin_is_not_followed();
  void redirects_without_end_are_not_followed();
  void giving_up_reports_everything_taken();
  void a_bad_url_ends_it_before_anything_is_taken();
  void nothing_is_called_after_stop();
};

void PublishSessionTest::one_notification_goes_as_json_with_its_key_in_the_header() {
  PublishScene scene;
  scene.settings.number_keys = false;
  scene.line(R"({ "title": "t", "sellerId": 42, "data": 1.0 })");
  scene.start();
  QCOMPARE(scene.requests.size(), std::size_t{1});
  QCOMPARE(scene.request().method, std::string("POST"));
  QCOMPARE(scene.request().url, std::string(PublishScene::kUrl));
  QCOMPARE(scene.header("Content-Type"), std::string("application/json"));
  QCOMPARE(scene.header("Idempotency-Key"), std::string("K"));
  QCOMPARE(scene.header("Authorization"), std::string("(none)"));
  const std::string expected = R"({"sellerId":42,"title":"t","priority":3,"data":1.0})";
  QCOMPARE(scene.body(), expected);
  scene.accept("n7");
  QCOMPARE(scene.told(), std::string("1 accepted n7"));
  QVERIFY(scene.results.front().seller == SellerId::from_integer(42));
  QVERIFY(scene.ended(Kind::complete));
  QCOMPARE(scene.ends.front().accepted, std::uint64_t{1});
  QVERIFY(scene.ends.front().last_accepted_line == 1);
}

void PublishSessionTest::several_go_as_ndjson_with_a_key_on_each_line() {
  PublishScene scene;
  scene.good_lines(2);
  scene.start();
  QCOMPARE(scene.header("Content-Type"), std::string("application/x-ndjson"));
  QCOMPARE(scene.header("Idempotency-Key"), std::string("(none)"));
  const std::string expected = R"({"idempotencyKey":"K-1","sellerId":42,"title":"t1","priority":3})"
                               "\n"
                               R"({"idempotencyKey":"K-2","sellerId":42,"title":"t2","priority":3})"
                               "\n";
  QCOMPARE(scene.body(), expected);
  scene.answer(200, "{\"id\":\"a\"}\r\n\n{\"id\":\"b\"}");
  QCOMPARE(scene.told(), std::string("1 accepted a; 2 accepted b"));
  QVERIFY(scene.ended(Kind::complete));
}

void PublishSessionTest::a_line_keeps_its_own_key() {
  PublishScene several;
  several.line(R"({"sellerId":42,"title":"t","idempotencyKey":"mine \"1\""})");
  several.good_lines(1);
  several.start();
  QVERIFY(several.body().find(R"({"idempotencyKey":"mine \"1\"",)") == 0);
  QVERIFY(several.body().find(R"({"idempotencyKey":"K-2",)") != std::string::npos);

  PublishScene one;
  one.line(R"({"sellerId":42,"title":"t","idempotencyKey":"mine"})");
  one.start();
  QCOMPARE(one.header("Idempotency-Key"), std::string("mine"));

  PublishScene long_key;
  long_key.settings.idempotency_key = std::string(128, 'k');
  long_key.good_lines(1);
  long_key.start();
  QCOMPARE(long_key.told(), std::string("1 refused the idempotency key can't be used: it is longer "
                                        "than 128 bytes"));
}

void PublishSessionTest::the_users_headers_win_over_ours() {
  PublishScene scene;
  scene.settings.headers = {{"user-agent", "shop/1"}, {"X-Shop", "7"}};
  scene.settings.url = "http://me:secret@shop.example/v1/notifications";
  scene.good_lines(1);
  scene.start();
  QCOMPARE(scene.header("User-Agent"), std::string("shop/1"));
  QCOMPARE(scene.header("X-Shop"), std::string("7"));
  QCOMPARE(scene.header("Authorization"), std::string("Basic bWU6c2VjcmV0"));
  QCOMPARE(scene.request().url, std::string(PublishScene::kUrl));
}

void PublishSessionTest::results_come_in_the_order_of_the_input() {
  PublishScene scene;
  scene.good_lines(4);
  scene.start();
  scene.answer(200,
               "{\"id\":\"a\"}\n{\"status\":503,\"error\":\"store unreachable\"}\n"
               "{\"status\":409,\"error\":\"other content\"}\n{\"id\":\"d\"}\n");
  QCOMPARE(scene.told(), std::string("1 accepted a"));
  QCOMPARE(scene.retries.back().reason, std::string("store unreachable"));
  scene.pass_to_deadline();
  QCOMPARE(scene.header("Idempotency-Key"), std::string("K-2"));
  scene.accept("b");
  QCOMPARE(scene.told(), std::string("1 accepted a; 2 accepted b; 3 refused other content; "
                                     "4 accepted d"));
  QVERIFY(scene.ended(Kind::complete));
  QCOMPARE(scene.ends.front().refused, std::uint64_t{1});
  QVERIFY(scene.ends.front().last_accepted_line == 4);
}

void PublishSessionTest::a_line_that_no_server_would_accept_is_not_sent() {
  PublishScene scene;
  scene.good_lines(1);
  scene.line("{\"sellerId\":42}");
  scene.line("not json");
  scene.good_lines(1);
  scene.start();
  QCOMPARE(scene.lines_sent(), std::size_t{2});
  QCOMPARE(scene.keys(), std::string("K-1 K-4"));
  scene.accept_all();
  QCOMPARE(
      scene.told(),
      std::string("1 accepted n; 2 refused member \"title\": it is required; 3 refused not valid "
                  "JSON at byte 2: value - invalid literal; 4 accepted n"));
}

void PublishSessionTest::input_without_a_good_line_makes_no_request() {
  PublishScene scene;
  scene.line("{}");
  scene.start();
  QVERIFY(scene.requests.empty());
  QVERIFY(scene.ended(Kind::complete));
  QCOMPARE(scene.ends.front().refused, std::uint64_t{1});
  QVERIFY(!scene.ends.front().last_accepted_line);
}

void PublishSessionTest::nothing_to_send_is_complete() {
  PublishScene scene;
  scene.start();
  QVERIFY(scene.requests.empty());
  QVERIFY(scene.ended(Kind::complete));
}

void PublishSessionTest::a_request_carries_at_most_1000_lines() {
  PublishScene scene;
  scene.good_lines(2500);
  scene.start();
  QCOMPARE(scene.lines_sent(), std::size_t{1000});
  QVERIFY(scene.body().find("\"K-1\"") != std::string::npos);
  scene.accept_all();
  QCOMPARE(scene.lines_sent(), std::size_t{1000});
  QVERIFY(scene.body().find("\"K-1001\"") != std::string::npos);
  scene.accept_all();
  QCOMPARE(scene.lines_sent(), std::size_t{500});
  scene.accept_all();
  QCOMPARE(scene.requests.size(), std::size_t{3});
  QVERIFY(scene.ended(Kind::complete));
  QCOMPARE(scene.ends.front().accepted, std::uint64_t{2500});
  for (std::size_t i = 0; i < scene.results.size(); ++i) {
    QCOMPARE(scene.results[i].line, std::uint64_t{i + 1});
  }
}

void PublishSessionTest::a_request_carries_at_most_512_kib() {
  PublishScene scene;
  const std::string large =
      R"({"sellerId":42,"title":"t","data":")" + std::string(100'000, 'x') + "\"}";
  for (int i = 0; i < 11; ++i) {
    scene.line(large);
  }
  scene.start();
  QCOMPARE(scene.lines_sent(), std::size_t{5});
  QVERIFY(scene.body().size() <= PublishBatch::kMaxBytes);
  scene.accept_all();
  scene.accept_all();
  QCOMPARE(scene.header("Idempotency-Key"), std::string("K-11"));
}

void PublishSessionTest::a_notification_above_the_size_goes_alone() {
  PublishScene scene;
  const std::string huge =
      R"({"sellerId":42,"title":"t","data":")" + std::string(600'000, 'x') + "\"}";
  scene.good_lines(1);
  scene.line(huge);
  scene.good_lines(2);
  scene.start();
  QCOMPARE(scene.header("Idempotency-Key"), std::string("K-1"));
  scene.accept();
  QCOMPARE(scene.header("Idempotency-Key"), std::string("K-2"));
  scene.accept();
  QCOMPARE(scene.keys(), std::string("K-3 K-4"));
  scene.accept_all();
  QVERIFY(scene.ended(Kind::complete));
}

void PublishSessionTest::no_more_is_taken_than_one_request_carries() {
  PublishScene scene;
  scene.good_lines(5000);
  scene.start();
  QVERIFY(scene.pulled <= PublishBatch::kMaxLines + 1);
  scene.refuse_connection();
  scene.pass_to_deadline();
  QVERIFY(scene.pulled <= PublishBatch::kMaxLines + 1);
  scene.accept_all();
  QVERIFY(scene.pulled <= 2 * PublishBatch::kMaxLines + 1);
}

void PublishSessionTest::endless_bad_lines_leave_the_loop_its_turn() {
  PublishScene scene;
  for (int i = 0; i < 2500; ++i) {
    scene.line("y");
  }
  scene.start();
  QVERIFY(scene.pulled <= PublishBatch::kMaxLines + 1);
  QVERIFY(scene.session->deadline() == scene.now.boot);
  scene.pass(0ms);
  scene.pass(0ms);
  QCOMPARE(scene.results.size(), std::size_t{2500});
  QVERIFY(scene.ended(Kind::complete));
}

void PublishSessionTest::what_there_is_goes_at_once_when_the_input_pauses() {
  PublishScene scene;
  scene.more_comes = true;
  scene.start();
  QVERIFY(scene.requests.empty());
  QVERIFY(!scene.session->deadline());
  scene.good_lines(2);
  scene.session->on_input(scene.now);
  QCOMPARE(scene.keys(), std::string("K-1 K-2"));
  scene.good_lines(3);
  scene.session->on_input(scene.now);
  QCOMPARE(scene.requests.size(), std::size_t{1});
  scene.accept_all();
  QCOMPARE(scene.keys(), std::string("K-3 K-4 K-5"));
  scene.accept_all();
  scene.pass(10h);
  QVERIFY(scene.ends.empty());
  scene.more_comes = false;
  scene.session->on_input(scene.now);
  QVERIFY(scene.ended(Kind::complete));
}

void PublishSessionTest::a_refused_notification_does_not_stop_the_others_data() {
  QTest::addColumn<int>("status");
  for (const int status : {400, 409, 413, 422}) {
    QTest::addRow("%d", status) << status;
  }
}

void PublishSessionTest::a_refused_notification_does_not_stop_the_others() {
  QFETCH(int, status);
  PublishScene scene;
  scene.more_comes = true;
  scene.good_lines(1);
  scene.start();
  scene.answer(status, R"({"title":"Bad","detail":"member \"x\": no"})");
  QCOMPARE(scene.told(),
           "1 refused the server answered " + std::to_string(status) + ": member \"x\": no");
  QVERIFY(scene.ends.empty());
  scene.good_lines(1);
  scene.more_comes = false;
  scene.session->on_input(scene.now);
  scene.accept();
  QVERIFY(scene.ended(Kind::complete));
}

void PublishSessionTest::a_status_that_means_nobody_publishes_there_ends_it_data() {
  QTest::addColumn<int>("status");
  for (const int status : {300, 301, 302, 303, 304, 404, 405, 406, 410, 415, 418, 501, 505}) {
    QTest::addRow("%d", status) << status;
  }
}

void PublishSessionTest::a_status_that_means_nobody_publishes_there_ends_it() {
  QFETCH(int, status);
  PublishScene scene;
  scene.good_lines(1500);
  scene.start();
  HttpResponseHead head;
  head.status = status;
  head.redirect_url = status < 400 ? PublishScene::kUrl : "";
  scene.session->on_head(head, scene.now);
  scene.session->on_bytes(R"({"title":"No such thing"})", scene.now);
  scene.end({});
  QVERIFY(scene.ended(Kind::unusable));
  QCOMPARE(scene.ends.front().status, status);
  const auto& reason = scene.ends.front().reason;
  QVERIFY(reason.find("the server answered " + std::to_string(status)) == 0);
  QVERIFY(status < 400 || reason.find(": No such thing") != std::string::npos);
  QCOMPARE(scene.ends.front().failed, scene.pulled);
  QCOMPARE(scene.results.size(), static_cast<std::size_t>(scene.pulled));
}

void PublishSessionTest::a_batch_that_is_too_large_is_cut_in_halves() {
  PublishScene scene;
  scene.good_lines(8);
  scene.start();
  scene.answer(413);
  QCOMPARE(scene.keys(), std::string("K-1 K-2 K-3 K-4"));
  scene.answer(413);
  QCOMPARE(scene.keys(), std::string("K-1 K-2"));
  scene.accept_all();
  QCOMPARE(scene.keys(), std::string("K-3 K-4"));
  scene.accept_all();
  scene.accept_all();
  scene.accept_all();
  QVERIFY(scene.ended(Kind::complete));
  QCOMPARE(scene.results.size(), std::size_t{8});
}

void PublishSessionTest::one_that_is_too_large_alone_is_refused() {
  PublishScene scene;
  scene.good_lines(2);
  scene.start();
  scene.answer(413);
  scene.answer(413);
  QCOMPARE(scene.told(), std::string("1 refused the server answered 413"));
  scene.accept("b");
  QCOMPARE(scene.told(), std::string("1 refused the server answered 413; 2 accepted b"));
}

void PublishSessionTest::an_answer_that_tells_no_results_ends_it_data() {
  QTest::addColumn<int>("lines");
  QTest::addColumn<QByteArray>("body");
  const auto row = [](const char* name, int lines, const char* body) {
    QTest::newRow(name) << lines << QByteArray(body);
  };
  row("nothing for one", 1, "");
  row("nothing for several", 2, "\n");
  row("a captive portal", 1, "<html>Log in</html>");
  row("a captive portal for several", 2, "<html>\n<body>\n");
  row("no id", 1, "{}");
  row("an id that is no string", 1, R"({"id":7})");
  row("an array", 1, R"([{"id":"a"}])");
  row("a status that is none", 2, R"({"status":200})");
  row("more than were sent", 2, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n");
}

void PublishSessionTest::an_answer_that_tells_no_results_ends_it() {
  QFETCH(int, lines);
  PublishScene scene;
  scene.good_lines(lines);
  scene.start();
  scene.answer(200, test::fetch("body"));
  QVERIFY(scene.ended(Kind::unusable));
  QCOMPARE(scene.ends.front().failed, static_cast<std::uint64_t>(lines));
}

void PublishSessionTest::an_answer_without_end_is_not_collected() {
  PublishScene scene;
  scene.good_lines(1);
  scene.start();
  HttpResponseHead head;
  head.status = 200;
  scene.session->on_head(head, scene.now);
  const std::string piece(1 << 20, ' ');
  for (int i = 0; i < 5 && scene.ends.empty(); ++i) {
    scene.session->on_bytes(piece, scene.now);
  }
  QVERIFY(scene.ended(Kind::unusable));
  QVERIFY(scene.abandoned > 0);

  PublishScene busy;
  busy.good_lines(1);
  busy.start();
  head.status = 503;
  busy.session->on_head(head, busy.now);
  busy.session->on_bytes(piece, busy.now);
  QCOMPARE(busy.retries.size(), std::size_t{1});
}

void PublishSessionTest::redirects_that_keep_the_method_are_followed_within_the_origin() {
  PublishScene scene;
  scene.settings.token = TokenValue{"T"};
  scene.good_lines(2);
  scene.start();
  scene.session->on_token(std::string("T"), scene.now);
  for (const int status : {307, 308}) {
    HttpResponseHead head;
    head.status = status;
    head.redirect_url = "http://shop.example:80/v2/notifications";
    scene.session->on_head(head, scene.now);
    scene.end({});
    QCOMPARE(scene.request().url, head.redirect_url);
    QCOMPARE(scene.request().method, std::string("POST"));
    QCOMPARE(scene.header("Authorization"), std::string("Bearer T"));
    QCOMPARE(scene.keys(), std::string("K-1 K-2"));
  }
  scene.accept_all();
  QVERIFY(scene.ended(Kind::complete));
}

void PublishSessionTest::a_redirect_to_another_origin_is_not_followed() {
  for (const char* target :
       {"https://shop.example/v1/notifications", "http://other.example/", ""}) {
    PublishScene scene;
    scene.good_lines(1);
    scene.start();
    HttpResponseHead head;
    head.status = 307;
    head.redirect_url = target;
    scene.session->on_head(head, scene.now);
    scene.end({});
    QCOMPARE(scene.requests.size(), std::size_t{1});
    QVERIFY(scene.ended(Kind::unusable));
    QVERIFY(scene.ends.front().reason.find(target) != std::string::npos);
  }
}

void PublishSessionTest::redirects_without_end_are_not_followed() {
  PublishScene scene;
  scene.good_lines(1);
  scene.start();
  HttpResponseHead head;
  head.status = 308;
  head.redirect_url = PublishScene::kUrl;
  for (int i = 0; i < 20 && scene.ends.empty(); ++i) {
    scene.session->on_head(head, scene.now);
    scene.end({});
  }
  QCOMPARE(scene.requests.size(), std::size_t{11});
  QVERIFY(scene.ended(Kind::unusable));

  // Ten in a row: an answer in between starts the count over.
  PublishScene patient;
  patient.more_comes = true;
  patient.start();
  for (int round = 0; round < 3; ++round) {
    patient.good_lines(1);
    patient.session->on_input(patient.now);
    for (int i = 0; i < 10; ++i) {
      patient.session->on_head(head, patient.now);
      patient.end({});
    }
    patient.accept();
  }
  QVERIFY(patient.ends.empty());
  QCOMPARE(patient.results.size(), std::size_t{3});
}

void PublishSessionTest::giving_up_reports_everything_taken() {
  PublishScene scene;
  scene.good_lines(1001);
  scene.start();
  scene.answer(403, R"({"detail":"the token lacks the scope \"publish\""})");
  QVERIFY(scene.ended(Kind::not_authorized));
  QCOMPARE(
      scene.ends.front().reason,
      std::string("the server answered 403 (forbidden): the token lacks the scope \"publish\""));
  QCOMPARE(scene.pulled, std::uint64_t{1001});
  QCOMPARE(scene.results.size(), std::size_t{1001});
  QCOMPARE(scene.results.back().line, std::uint64_t{1001});
  QCOMPARE(scene.results.back().error, scene.ends.front().reason);
}

void PublishSessionTest::a_bad_url_ends_it_before_anything_is_taken() {
  PublishScene scene;
  scene.settings.url = "shop.example/v1/notifications";
  scene.good_lines(1);
  scene.start();
  QVERIFY(scene.ended(Kind::unusable));
  QCOMPARE(scene.pulled, std::uint64_t{0});
}

void PublishSessionTest::nothing_is_called_after_stop() {
  PublishScene scene;
  scene.good_lines(3);
  scene.callbacks.on_result = [&](const PublishResult& result) {
    scene.results.push_back(result);
    scene.session->stop();
  };
  scene.start();
  scene.accept_all();
  QCOMPARE(scene.results.size(), std::size_t{1});
  QVERIFY(scene.ends.empty());
  QVERIFY(scene.session->finished());
  QVERIFY(!scene.session->deadline());
  scene.pass(1h);
  QCOMPARE(scene.requests.size(), std::size_t{1});

  PublishScene partly;
  partly.good_lines(2);
  partly.callbacks.on_result = [&](const PublishResult&) { partly.session->stop(); };
  partly.start();
  partly.answer(200, "{\"id\":\"a\"}\n{\"status\":503}\n");
  QVERIFY(partly.retries.empty());
  QVERIFY(!partly.session->deadline());
}

QTEST_APPLESS_MAIN(PublishSessionTest)
#include "publish_session_test.moc"
