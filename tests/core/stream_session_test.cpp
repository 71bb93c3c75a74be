#include "stream_session.h"

#include <QtTest>

#include "session_bench.h"

using namespace tidings;
using namespace std::chrono_literals;
using test::SessionBench;
using test::stream_settings;

/// What an answer means, and when the next try comes: CONTRACT 1, "What counts".
class StreamSessionTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void cleanup();

  void requests_as_the_standard_says();
  void opens_and_delivers();
  void a_status_decides_data();
  void a_status_decides();
  void a_bad_url_ends_before_any_request();
  void a_momentary_status_is_tried_again_data();
  void a_momentary_status_is_tried_again();
  void retry_after_is_obeyed_and_bounded();
  void back_off_doubles_up_to_the_cap();
  void an_event_starts_the_back_off_over();
  void a_connection_as_old_as_the_delay_starts_the_back_off_over();
  void a_clean_end_sooner_than_the_delay_is_a_failed_try();
  void a_clean_end_before_any_byte_is_a_failed_try();
  void the_retry_field_sets_the_reconnection_time_for_good();
  void gives_up_after_so_many_failed_tries_in_a_row();
  void without_reconnect_a_clean_end_is_success_and_any_other_is_not();
  void the_last_event_id_travels_with_every_request();
  void an_id_without_data_counts();
  void a_stream_cut_before_its_first_event_resumes_at_its_position();
  void silence_ends_a_connection_data();
  void silence_ends_a_connection();
  void any_byte_resets_the_silence();
  void silence_while_waiting_for_the_answer_is_a_failed_try();
  void silence_is_not_judged_while_paused();
  void the_longest_silence_is_told_also_while_it_lasts();
  void an_unknown_stream_that_is_only_quiet_is_given_more_time();
  void the_room_of_a_large_event_goes_back_when_the_stream_is_idle();
  void an_event_that_stalls_keeps_its_room_without_hurry();
  void an_id_in_the_data_is_a_position_where_told_so();
  void duplicates_are_dropped_only_on_request();
  void nothing_is_delivered_after_stop();
  void a_stream_stopped_by_a_warning_stays_stopped();
  void reconnects_at_once_when_told();

 private:
  SessionBench& bench(StreamSettings settings = stream_settings(), double random = 0.0) {
    bench_ = std::make_unique<SessionBench>(std::move(settings), random);
    return *bench_;
  }
  std::unique_ptr<SessionBench> bench_;
};

void StreamSessionTest::init() {
  bench_.reset();
}

void StreamSessionTest::cleanup() {
  if (bench_) {
    QCOMPARE(bench_->broken_rules, 0);
  }
}

void StreamSessionTest::requests_as_the_standard_says() {
  SessionBench& stream = bench();
  stream.start();
  QCOMPARE(stream.requests.size(), 1U);
  QCOMPARE(stream.last_request().method, "GET");
  QCOMPARE(stream.sent("Accept"), "text/event-stream");
  QCOMPARE(stream.sent("Cache-Control"), "no-cache");
  QVERIFY(stream.sent("User-Agent").starts_with("tidings/"));
  QVERIFY(stream.sent("Last-Event-ID").empty());
}

void StreamSessionTest::opens_and_delivers() {
  SessionBench& stream = bench();
  stream.start();
  stream.open();
  stream.send("event: order\nid: 7\ndata: a\ndata: b\n\ndata: c\n\n");
  QCOMPARE(stream.take_log(), QStringList({"connecting http://shop.example/v1/stream", "open",
                                           "event order 7 a\nb", "event message 7 c"}));
  QCOMPARE(stream.session.statistics(stream.now().boot).events, 2U);
}

void StreamSessionTest::a_status_decides_data() {
  QTest::addColumn<int>("status");
  QTest::addColumn<QString>("type");
  QTest::addColumn<QString>("outcome");
  const auto row = [](int status, const char* type, const char* outcome) {
    QTest::addRow("%d %s", status, type) << status << QString(type) << QString(outcome);
  };
  row(200, "text/event-stream", "open");
  row(200, "text/event-stream;charset=utf-8", "open");
  row(200, "text/event-stream;", "open");
  row(200, "text/event-stream ; bogus", "open");
  row(200, "TEXT/Event-Stream", "open");
  row(200, "text/event-streams", "end unusable");
  row(200, "text/html", "end unusable");
  row(200, "", "end unusable");
  row(201, "text/event-stream", "end unusable");
  row(204, "", "end complete");
  row(205, "", "end unusable");
  row(206, "text/event-stream", "end unusable");
  row(300, "", "end unusable");
  row(304, "", "end unusable");
  row(305, "", "end unusable");
  row(400, "", "end unusable");
  row(401, "", "end not_authorized");
  row(403, "", "end not_authorized");
  row(404, "", "end unusable");
  row(407, "", "end unusable");
  row(410, "", "end unusable");
  row(501, "", "end unusable");
  row(505, "", "end unusable");
}

void StreamSessionTest::a_status_decides() {
  QFETCH(int, status);
  QFETCH(QString, type);
  QFETCH(QString, outcome);
  SessionBench& stream = bench();
  stream.start();
  stream.answer(status, {{"Content-Type", type.toStdString()}});
  const QString last = stream.take_log().last();
  QVERIFY2(last.startsWith(outcome), qPrintable(last));
  QCOMPARE(stream.under_way, outcome == "open");
  QCOMPARE(stream.session.finished(), outcome != "open");
  if (outcome != "open") {
    QVERIFY2(last.contains(QString::number(status)), qPrintable(last));
    QVERIFY(!stream.session.deadline());
  }
}

void StreamSessionTest::a_bad_url_ends_before_any_request() {
  for (const char* url : {"", "shop.example", "ftp://shop.example/", "http://", "http://a b/"}) {
    SessionBench& stream = bench(stream_settings(url));
    stream.start();
    QCOMPARE(stream.requests.size(), 0U);
    QVERIFY(stream.take_log().last().startsWith("end unusable"));
  }
}

void StreamSessionTest::a_momentary_status_is_tried_again_data() {
  QTest::addColumn<int>("status");
  for (const int status : {408, 425, 429, 500, 502, 503, 504}) {
    QTest::addRow("%d", status) << status;
  }
}

void StreamSessionTest::a_momentary_status_is_tried_again() {
  QFETCH(int, status);
  SessionBench& stream = bench();
  stream.start();
  stream.answer(status);
  QCOMPARE(stream.take_log().last(), QString("wait 3000: the server answered %1").arg(status));
  QVERIFY(!stream.under_way);
  QCOMPARE(stream.pass_to_deadline(), 3000ms);
  QCOMPARE(stream.requests.size(), 2U);
}

void StreamSessionTest::retry_after_is_obeyed_and_bounded() {
  const std::vector<std::pair<std::string, int>> rows{
      {"7", 7000},
      {"0", 3000},
      {"2", 3000},
      {"120", 120'000},
      {"999999999999999999999", 3'600'000},
      {"Sun, 22 Nov 2026 00:00:10 GMT", 10'000},
      {"Sat, 21 Nov 2026 00:00:10 GMT", 3000},
      {"soon", 3000},
      {"-5", 3000},
  };
  for (const auto& [value, delay] : rows) {
    SessionBench& stream = bench(stream_settings(), 0.0);
    stream.start();
    stream.answer(503, {{"Retry-After", value}});
    QCOMPARE(stream.take_log().last(), QString("wait %1: the server answered 503").arg(delay));
  }
  SessionBench& jittered = bench(stream_settings(), 0.999);
  jittered.start();
  jittered.answer(429, {{"Retry-After", "7"}});
  QCOMPARE(jittered.take_log().last(), "wait 7000: the server answered 429");
}

void StreamSessionTest::back_off_doubles_up_to_the_cap() {
  SessionBench& stream = bench();
  stream.start();
  for (const auto delay : {3000ms, 6000ms, 12000ms, 24000ms, 30000ms, 30000ms}) {
    stream.cut("connection refused");
    QCOMPARE(stream.take_log().last(), QString("wait %1: connection refused").arg(delay.count()));
    QCOMPARE(stream.pass_to_deadline(), delay);
  }
}

void StreamSessionTest::an_event_starts_the_back_off_over() {
  SessionBench& stream = bench();
  stream.start();
  stream.cut();
  stream.pass_to_deadline();
  stream.cut();
  stream.pass_to_deadline();
  stream.open();
  stream.send("data: x\n\n");
  stream.cut();
  QCOMPARE(stream.pass_to_deadline(), 3000ms);
}

void StreamSessionTest::a_connection_as_old_as_the_delay_starts_the_back_off_over() {
  SessionBench& stream = bench();
  stream.start();
  for (int failures = 0; failures < 3; ++failures) {
    stream.cut();
    stream.pass_to_deadline();
  }
  stream.open();
  stream.send(": here\n");
  stream.pass(12s);
  stream.end_cleanly();
  QCOMPARE(stream.take_log().last(), "wait 3000: the server ended the stream");
}

void StreamSessionTest::a_clean_end_sooner_than_the_delay_is_a_failed_try() {
  SessionBench& stream = bench();
  stream.start();
  for (const auto delay : {3000ms, 6000ms, 12000ms}) {
    stream.open();
    stream.send(": here\n");
    stream.pass(1s);
    stream.end_cleanly();
    QCOMPARE(stream.pass_to_deadline(), delay);
  }
}

void StreamSessionTest::a_clean_end_before_any_byte_is_a_failed_try() {
  SessionBench& stream = bench();
  stream.start();
  for (const auto delay : {3000ms, 6000ms}) {
    stream.open();
    stream.pass(40s);
    stream.end_cleanly();
    QCOMPARE(stream.pass_to_deadline(), delay);
  }
}

void StreamSessionTest::the_retry_field_sets_the_reconnection_time_for_good() {
  SessionBench& stream = bench(stream_settings(), 0.999);
  stream.start();
  stream.open();
  stream.send("retry: 500\ndata: x\n\n");
  stream.cut();
  QCOMPARE(stream.pass_to_deadline(), 500ms);  // never sooner than the server asked for
  stream.cut();
  QCOMPARE(stream.pass_to_deadline(), 500ms);
  stream.cut();
  const auto jittered = stream.pass_to_deadline();  // 1000 ms, up to half of it subtracted
  QVERIFY(jittered >= 500ms && jittered < 510ms);
  stream.open();
  stream.send("retry: 90000000000\ndata: x\n\n");
  stream.cut();
  QCOMPARE(stream.pass_to_deadline(), std::chrono::milliseconds(1h));
}

void StreamSessionTest::gives_up_after_so_many_failed_tries_in_a_row() {
  StreamSettings settings = stream_settings();
  settings.max_failed_tries = 2;
  SessionBench& stream = bench(settings);
  stream.start();
  stream.cut();
  stream.pass_to_deadline();
  stream.open();
  stream.send("data: x\n\n");
  stream.cut();
  stream.pass_to_deadline();
  stream.cut();
  stream.pass_to_deadline();
  QVERIFY(!stream.session.finished());
  stream.cut("connection refused");
  QCOMPARE(stream.take_log().last(),
           "end retries_exhausted: connection refused; gave up after 2 failed tries in a row");
}

void StreamSessionTest::without_reconnect_a_clean_end_is_success_and_any_other_is_not() {
  StreamSettings settings = stream_settings();
  settings.reconnect = false;
  const auto outcome = [&](const std::function<void(SessionBench&)>& server) {
    SessionBench& stream = bench(settings);
    stream.start();
    server(stream);
    return stream.take_log().last().section(':', 0, 0);
  };
  QCOMPARE(outcome([](SessionBench& stream) {
             stream.open();
             stream.end_cleanly();
           }),
           "end complete");
  QCOMPARE(outcome([](SessionBench& stream) {
             stream.open();
             stream.cut();
           }),
           "end unusable");
  QCOMPARE(outcome([](SessionBench& stream) { stream.cut(); }), "end unusable");
  QCOMPARE(outcome([](SessionBench& stream) { stream.end_cleanly(); }), "end unusable");
  QCOMPARE(outcome([](SessionBench& stream) { stream.answer(503); }), "end unusable");
  QCOMPARE(outcome([](SessionBench& stream) {
             stream.open();
             stream.pass(45s);
           }),
           "end unusable");
}

void StreamSessionTest::the_last_event_id_travels_with_every_request() {
  StreamSettings settings = stream_settings();
  settings.last_event_id = "41";
  SessionBench& stream = bench(settings);
  stream.start();
  QCOMPARE(stream.sent("Last-Event-ID"), "41");
  stream.open();
  stream.send("data: a\n\nid: 42\ndata: b\n\n");
  stream.cut();
  stream.pass_to_deadline();
  QCOMPARE(stream.sent("Last-Event-ID"), "42");
  stream.open();
  stream.send("id\ndata: c\n\n");
  stream.cut();
  stream.pass_to_deadline();
  QCOMPARE(stream.sent("Last-Event-ID"), "");
}

void StreamSessionTest::an_id_without_data_counts() {
  SessionBench& stream = bench();
  stream.start();
  stream.open();
  stream.send("id: 9\n\n");
  stream.cut();
  stream.pass_to_deadline();
  QCOMPARE(stream.sent("Last-Event-ID"), "9");
  QVERIFY(stream.take_log().contains("id 9"));
}

void StreamSessionTest::a_stream_cut_before_its_first_event_resumes_at_its_position() {
  SessionBench& stream = bench();
  stream.start();
  stream.open();
  stream.send("retry: 100\n: hello\n\nid: start\n\nid: next\ndata: half an ev");
  stream.cut();
  stream.pass_to_deadline();
  QCOMPARE(stream.sent("Last-Event-ID"), "start");
}

void StreamSessionTest::silence_ends_a_connection_data() {
  QTest::addColumn<int>("given");
  QTest::addColumn<int>("expected");
  QTest::addColumn<QString>("announced");
  QTest::addColumn<int>("timeout");
  QTest::newRow("unknown") << -1 << -1 << "" << 45'000;
  QTest::newRow("given") << 2'000 << -1 << "" << 2'000;
  QTest::newRow("given wins over announced") << 2'000 << -1 << "30" << 2'000;
  QTest::newRow("announced, 2.5 times") << -1 << -1 << "30" << 75'000;
  QTest::newRow("announced, at least 45 s") << -1 << -1 << "1" << 45'000;
  QTest::newRow("announced wins over the preset") << -1 << 120'000 << "60" << 150'000;
  QTest::newRow("the preset's") << -1 << 120'000 << "" << 120'000;
  QTest::newRow("nonsense announced") << -1 << -1 << "soon" << 45'000;
  QTest::newRow("off") << 0 << -1 << "30" << -1;
}

void StreamSessionTest::silence_ends_a_connection() {
  QFETCH(int, given);
  QFETCH(int, expected);
  QFETCH(QString, announced);
  QFETCH(int, timeout);
  StreamSettings settings = stream_settings();
  if (given >= 0) {
    settings.heartbeat_timeout = std::chrono::milliseconds(given);
  }
  if (expected >= 0) {
    settings.expected_heartbeat_timeout = std::chrono::milliseconds(expected);
  }
  SessionBench& stream = bench(settings);
  stream.start();
  stream.open({{"X-SSE-Keepalive", announced.toStdString()}});
  stream.send("data: x\n\n");
  if (timeout < 0) {
    QVERIFY(!stream.session.deadline());
    return;
  }
  stream.pass(std::chrono::milliseconds(timeout - 1));
  QVERIFY(stream.under_way);
  stream.pass(1ms);
  QVERIFY(!stream.under_way);
  QVERIFY(stream.take_log().last().startsWith("wait 3000: no data for "));
  stream.pass_to_deadline();
  QVERIFY(stream.last_request().fresh_connection);
}

void StreamSessionTest::any_byte_resets_the_silence() {
  StreamSettings settings = stream_settings();
  settings.heartbeat_timeout = 10s;
  SessionBench& stream = bench(settings);
  stream.start();
  stream.open();
  for (const char* bytes : {":", "\n", "d", "ata: x"}) {
    stream.pass(9999ms);
    stream.send(bytes);
  }
  stream.pass(9999ms);
  QVERIFY(stream.under_way);
  stream.pass(1ms);
  QCOMPARE(stream.take_log().last(), "wait 3000: no data for 10s");
}

void StreamSessionTest::silence_while_waiting_for_the_answer_is_a_failed_try() {
  StreamSettings settings = stream_settings();
  settings.heartbeat_timeout = 10s;
  SessionBench& stream = bench(settings);
  stream.start();
  QCOMPARE(stream.pass_to_deadline(), 10'000ms);
  QCOMPARE(stream.take_log().last(), "wait 3000: no answer for 10s");
  stream.pass_to_deadline();
  stream.pass_to_deadline();
  QCOMPARE(stream.take_log().last(), "wait 6000: no answer for 10s");
}

void StreamSessionTest::silence_is_not_judged_while_paused() {
  StreamSettings settings = stream_settings();
  settings.heartbeat_timeout = 10s;
  SessionBench& stream = bench(settings);
  stream.start();
  stream.open();
  stream.session.set_paused(true, stream.now());
  stream.pass(60s);
  QVERIFY(stream.under_way);
  stream.session.set_paused(false, stream.now());
  QCOMPARE(stream.pass_to_deadline(), 10'000ms);
}

void StreamSessionTest::the_longest_silence_is_told_also_while_it_lasts() {
  SessionBench& stream = bench();
  const auto longest = [&] { return stream.session.statistics(stream.now().boot).longest_silence; };
  stream.start();
  stream.open();
  stream.pass(3s);
  stream.send(":\n");
  stream.pass(2s);
  QCOMPARE(longest(), std::chrono::milliseconds(3s));
  stream.pass(5s);
  QCOMPARE(longest(), std::chrono::milliseconds(7s));
  stream.cut();
  stream.pass(1s);
  QCOMPARE(longest(), std::chrono::milliseconds(7s));
}

void StreamSessionTest::an_unknown_stream_that_is_only_quiet_is_given_more_time() {
  SessionBench& stream = bench();
  stream.start();
  int warnings = 0;
  for (const auto timeout : {45s, 45s, 90s, 180s, 360s, 720s, 900s, 900s}) {
    stream.open();
    stream.send("data: x\n\n");
    QCOMPARE(stream.pass_to_deadline(), std::chrono::milliseconds(timeout));
    stream.pass_to_deadline();
    warnings += static_cast<int>(stream.take_log().filter("warning").size());
  }
  QCOMPARE(warnings, 1);
}

void StreamSessionTest::an_id_in_the_data_is_a_position_where_told_so() {
  StreamSettings settings = stream_settings("http://shop.example/topic/sse?since=all&x=1#top");
  settings.position_in_data = PositionInData{"message", "/id", "since"};
  SessionBench& stream = bench(settings);
  stream.start();
  QCOMPARE(stream.last_request().url, "http://shop.example/topic/sse?since=all&x=1#top");
  stream.open();
  stream.take_log();
  stream.send(
      "event: open\ndata: {\"id\":\"o\"}\n\ndata: {\"id\":\"a/1\"}\n\ndata: {\"id\":null}\n\n"
      "event: keepalive\ndata: {\"id\":\"k\"}\n\nid: 7\n\ndata: text\n\n");
  QCOMPARE(stream.take_log(),
           QStringList({"event open  {\"id\":\"o\"}", "event message a/1 {\"id\":\"a/1\"}",
                        "event message a/1 {\"id\":null}", "event keepalive a/1 {\"id\":\"k\"}",
                        "event message a/1 text"}));
  stream.cut();
  stream.pass_to_deadline();
  QCOMPARE(stream.last_request().url, "http://shop.example/topic/sse?x=1&since=a%2F1");
  QVERIFY(stream.sent("Last-Event-ID").empty());

  settings.url = "http://shop.example/topic/sse";
  settings.last_event_id = "b";
  SessionBench& later = bench(settings);
  later.start();
  QCOMPARE(later.last_request().url, "http://shop.example/topic/sse?since=b");
}

void StreamSessionTest::the_room_of_a_large_event_goes_back_when_the_stream_is_idle() {
  SessionBench bench(stream_settings());
  bench.start();
  bench.open();
  bench.send("data: 1\n\n");
  QVERIFY(!bench.session.holds_room());
  bench.send("data: " + std::string(200000, 'x'));
  bench.send(std::string(200000, 'x') + "\n\n");
  QVERIFY(bench.session.holds_room());
  // Not while more comes.
  bench.pass(900ms);
  bench.send("data: 2\n\n");
  bench.pass(900ms);
  QVERIFY(bench.session.holds_room());
  QCOMPARE(bench.pass_to_deadline(), 100ms);
  QVERIFY(!bench.session.holds_room());
  // The silence is measured from the last byte as ever.
  QCOMPARE(bench.pass_to_deadline(), 44000ms);
}

void StreamSessionTest::an_event_that_stalls_keeps_its_room_without_hurry() {
  SessionBench bench(stream_settings());
  bench.start();
  bench.open();
  const std::string half(200000, 'x');
  bench.send("data: " + half);
  QCOMPARE(bench.pass_to_deadline(), 1000ms);
  QCOMPARE(bench.session.deadline(), bench.now().boot + 44000ms);  // not at once, and again
  bench.take_log();
  bench.send(half + "\n\n");
  QCOMPARE(bench.take_log(), QStringList{"event message  " + QString(400000, 'x')});
}

void StreamSessionTest::duplicates_are_dropped_only_on_request() {
  const auto deliver = [this](bool drop) {
    StreamSettings settings = stream_settings();
    settings.drop_duplicates = drop;
    SessionBench& stream = bench(settings);
    stream.start();
    stream.open();
    stream.send("id: 1\ndata: a\n\ndata: b\n\nid: 1\ndata: c\n\nid:\ndata: d\n\nid:\ndata: e\n\n");
    return stream.take_log().filter("event").size();
  };
  QCOMPARE(deliver(false), 5);
  QCOMPARE(deliver(true), 4);
  QCOMPARE(bench_->session.statistics(bench_->now().boot).dropped_events, 1U);
}

void StreamSessionTest::nothing_is_delivered_after_stop() {
  SessionBench& stream = bench();
  stream.start();
  stream.open();
  int events = 0;
  stream.callbacks.on_event = [&](const Event&) {
    ++events;
    stream.session.stop();
  };
  stream.send("data: a\n\ndata: b\n\n");
  QCOMPARE(events, 1);
  QVERIFY(!stream.under_way);
  stream.take_log();
  stream.pass(24h);
  QVERIFY(stream.take_log().isEmpty());
}

void StreamSessionTest::a_stream_stopped_by_a_warning_stays_stopped() {
  SessionBench& stream = bench();
  stream.callbacks.on_warning = [&](const std::string&) { stream.session.stop(); };
  stream.start();
  for (int silences = 0; silences < 2; ++silences) {
    stream.open();
    stream.send("data: x\n\n");
    stream.take_log();
    stream.pass_to_deadline();
    stream.pass_to_deadline();
  }
  QVERIFY(stream.session.finished());
  QVERIFY(stream.take_log().isEmpty());
}

void StreamSessionTest::reconnects_at_once_when_told() {
  SessionBench& stream = bench();
  stream.start();
  stream.cut();
  stream.session.reconnect_now(false, stream.now());
  QCOMPARE(stream.requests.size(), 2U);
  stream.open();
  stream.session.reconnect_now(false, stream.now());
  QCOMPARE(stream.requests.size(), 2U);
  stream.session.reconnect_now(true, stream.now());
  QCOMPARE(stream.requests.size(), 3U);
}

QTEST_APPLESS_MAIN(StreamSessionTest)
#include "stream_session_test.moc"
