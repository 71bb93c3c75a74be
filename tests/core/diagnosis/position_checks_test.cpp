// What a client that comes back can rely on: retry, ids, Last-Event-ID.
#include <QtTest>

#include "core/diagnosis/observed.h"
#include "diagnosis/checks.h"

using namespace tidings;
using namespace tidings::test;
using namespace std::chrono_literals;

namespace {

ObservedEvent event_of(const std::string& id, std::size_t content) {
  return {id, !id.empty(), content};
}

/// Three events with ids, of which the second connection was asked for what came after the last.
ObservedStream three_events() {
  ObservedStream seen = good_stream();
  set_pieces(seen.stream, {piece(12ms, 3, 0)});
  seen.stream.events = {event_of("1", 11), event_of("2", 22), event_of("3", 33)};
  seen.stream.events_with_id = 3;
  seen.stream.first_id = "1";
  seen.stream.last_id = "3";
  seen.stream.id_before_last_event = "2";
  seen.stream.last_event_with_id = event_of("3", 33);
  return seen;
}

}  // namespace

class PositionChecksTest : public QObject {
  Q_OBJECT

 private slots:
  void retry_is_shown_and_judged_data() {
    QTest::addColumn<int>("retry");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("usual") << 3000 << QByteArray("ok");
    QTest::newRow("at once") << 0 << QByteArray("warn");
    QTest::newRow("seconds meant") << 3 << QByteArray("warn");
    QTest::newRow("ten seconds") << 10000 << QByteArray("ok");
    QTest::newRow("an hour") << 3600000 << QByteArray("warn");
  }
  void retry_is_shown_and_judged() {
    QFETCH(int, retry);
    ObservedStream seen = good_stream();
    seen.stream.retry = milliseconds{retry};
    QCOMPARE(verdict(retry_check(seen)), fetch("expected"));
    QVERIFY(says(retry_check(seen), "`retry: " + std::to_string(retry) + "`"));
  }

  void a_stream_without_retry_is_no_fault() {
    ObservedStream seen = good_stream();
    seen.stream.retry.reset();
    QCOMPARE(verdict(retry_check(seen)), "ok");
  }

  void events_without_ids_are_warned_of() {
    ObservedStream seen = good_stream();
    set_pieces(seen.stream, {piece(12ms, 2, 0)});
    seen.stream.first_id.clear();
    seen.stream.last_id.clear();
    seen.resumed.reset();
    QCOMPARE(verdict(ids_check(seen)), "warn");
    QVERIFY(says(ids_check(seen), "2 events without an id"));
    QCOMPARE(verdict(resume_check(seen)), "none");
  }

  void where_positions_are_in_the_data_the_query_resumes() {
    ObservedStream seen = three_events();
    seen.position_parameter = "since";
    QCOMPARE(verdict(ids_check(seen)), "ok");
    QVERIFY(says(ids_check(seen), "in the data"));
    QCOMPARE(verdict(resume_check(seen)), "ok");
    seen.resumed->events = {event_of("1", 11)};
    QVERIFY(says(resume_check(seen), "`?since=` is ignored"));
    QVERIFY(!says(resume_check(seen), "Last-Event-ID"));
    seen.resumed->head = answer(400);
    QVERIFY(says(resume_check(seen), "take any `?since=`"));
  }

  void ids_are_counted() {
    QCOMPARE(verdict(ids_check(three_events())), "ok");
    QVERIFY(says(ids_check(three_events()), "3 of 3 events have ids"));
  }

  void without_events_nothing_is_blamed() {
    ObservedStream seen = good_stream();
    QCOMPARE(verdict(ids_check(seen)), "ok");
    QVERIFY(says(ids_check(seen), "names its position"));
    QCOMPARE(verdict(resume_check(seen)), "ok");
  }

  void what_is_sent_again_after_the_last_id_is_warned_of() {
    ObservedStream seen = three_events();
    seen.resumed->events = {event_of("1", 11)};
    QCOMPARE(verdict(resume_check(seen)), "warn");
    QVERIFY(says(resume_check(seen), "is ignored: what had been received already is sent again"));
  }

  void ids_that_start_anew_are_told_from_a_replay() {
    ObservedStream seen = three_events();
    seen.resumed->events = {event_of("1", 44)};
    QCOMPARE(verdict(resume_check(seen)), "warn");
    QVERIFY(says(resume_check(seen), "start anew on each connection"));
  }

  void a_replay_of_what_was_asked_for_is_proof() {
    ObservedStream seen = three_events();
    seen.replayed = open_connection();
    seen.replayed->events = {event_of("3", 33)};
    QCOMPARE(verdict(resume_check(seen)), "ok");
    QVERIFY(says(resume_check(seen), "the server sent just that"));
  }

  void a_replay_that_does_not_come_is_warned_of() {
    ObservedStream seen = three_events();
    seen.replayed = open_connection();
    QCOMPARE(verdict(resume_check(seen)), "warn");
    QVERIFY(says(resume_check(seen), "did not send the last one again"));
  }

  void a_server_that_refuses_who_comes_back_fails() {
    ObservedStream seen = three_events();
    seen.resumed->head = answer(400);
    QCOMPARE(verdict(resume_check(seen)), "fail");
    seen.resumed->head = answer(429);
    QCOMPARE(verdict(resume_check(seen)), "warn");
    seen.resumed->head.reset();
    QCOMPARE(verdict(resume_check(seen)), "warn");
  }
};

QTEST_APPLESS_MAIN(PositionChecksTest)
#include "position_checks_test.moc"
