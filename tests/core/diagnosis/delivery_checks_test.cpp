// How the stream arrives: persistence, compression, buffering, heartbeats, idle time-outs.
#include <QtTest>

#include "core/diagnosis/observed.h"
#include "diagnosis/checks.h"

using namespace tidings;
using namespace tidings::test;
using namespace std::chrono_literals;

namespace {

/// A stream whose server announces nothing, looked at for so long.
ObservedStream plain_stream(milliseconds looked, std::vector<ObservedPiece> pieces) {
  ObservedStream seen = good_stream();
  seen.announced_heartbeat.reset();
  seen.heartbeat_timeout = 45s;
  seen.stream.head = stream_head();
  seen.stream.retry.reset();
  seen.stream.watched = looked;
  set_pieces(seen.stream, std::move(pieces));
  return seen;
}

ObservedStream tidings_stream(milliseconds looked, std::vector<ObservedPiece> pieces) {
  ObservedStream seen = good_stream();
  seen.stream.watched = looked;
  set_pieces(seen.stream, std::move(pieces));
  return seen;
}

}  // namespace

class DeliveryChecksTest : public QObject {
  Q_OBJECT

 private slots:
  void nothing_is_blamed_in_a_good_stream() {
    const Diagnosis diagnosis = diagnose(good_stream());
    QCOMPARE(diagnosis.result, CheckStatus::ok);
    for (const Check& check : diagnosis.checks) {
      QVERIFY2(check.status == CheckStatus::ok && check.advice.empty(), check.detail.c_str());
    }
    QCOMPARE(diagnosis.checks.size(), known_checks().size() - 2);  // no TLS, no --origin
  }

  void the_result_is_the_worst_verdict() {
    ObservedStream seen = good_stream();
    set_header(*seen.stream.head, "Cache-Control", "public");
    QCOMPARE(diagnose(seen).result, CheckStatus::warn);
    set_end(seen, 65s);
    QCOMPARE(diagnose(seen).result, CheckStatus::fail);
  }

  // Buffering

  void a_head_without_a_body_fails_once_a_heartbeat_is_overdue() {
    QCOMPARE(verdict(buffering_check(tidings_stream(1s, {}))), "none");
    QCOMPARE(verdict(buffering_check(tidings_stream(20s, {}))), "warn");
    const auto check = buffering_check(tidings_stream(50s, {}));
    QCOMPARE(verdict(check), "fail");
    QVERIFY(says(check, "the head came, but not a byte of the body"));
    QVERIFY(says(check, "proxy_buffering off"));
  }

  void a_head_without_a_body_may_be_a_silent_server_where_nothing_is_announced() {
    QCOMPARE(verdict(buffering_check(plain_stream(75s, {}))), "warn");
  }

  void heartbeats_are_not_blamed_for_what_is_held_back() {
    QCOMPARE(verdict(heartbeat_check(tidings_stream(50s, {}))), "none");
  }

  void several_heartbeats_in_one_piece_fail() {
    const ObservedStream seen = tidings_stream(75s, {piece(12ms, 0, 0), piece(60012ms, 0, 2)});
    QCOMPARE(verdict(buffering_check(seen)), "fail");
    QVERIFY(says(buffering_check(seen), "2 heartbeats came in one piece"));
    QCOMPARE(verdict(heartbeat_check(seen)), "none");
  }

  void a_late_first_piece_with_heartbeats_fails() {
    const ObservedStream seen = plain_stream(75s, {piece(40s, 0, 3)});
    QCOMPARE(verdict(buffering_check(seen)), "fail");
  }

  void heartbeats_that_come_together_with_a_late_head_fail() {
    ObservedStream seen = tidings_stream(75s, {piece(40010ms, 0, 40)});
    seen.stream.head_at = 40s;
    QCOMPARE(verdict(buffering_check(seen)), "fail");
  }

  void a_greeting_of_comments_is_no_buffering() {
    const ObservedStream seen = plain_stream(
        75s, {piece(12ms, 1, 2), piece(15012ms, 0, 1), piece(30012ms, 0, 1), piece(45s, 0, 1)});
    QCOMPARE(verdict(buffering_check(seen)), "ok");
    QCOMPARE(verdict(heartbeat_check(seen)), "ok");
  }

  void a_late_greeting_of_our_own_server_fails() {
    ObservedStream seen = tidings_stream(75s, {piece(9s, 1, 0)});
    QCOMPARE(verdict(buffering_check(seen)), "fail");
    QVERIFY(says(buffering_check(seen), "the first bytes came 9s after the head"));
  }

  void events_of_different_times_in_one_piece_are_warned_of() {
    ObservedPiece late = piece(20s, 3, 0);
    late.first_made = 1000s;
    late.last_made = 1012s;
    const ObservedStream seen = tidings_stream(30s, {piece(12ms, 0, 0), late});
    QCOMPARE(verdict(buffering_check(seen)), "warn");
    QVERIFY(says(buffering_check(seen), "3 events that were made 12s apart"));
  }

  void bursts_and_nothing_else_are_warned_of() {
    QCOMPARE(verdict(buffering_check(plain_stream(20s, {piece(5s, 4, 0), piece(10s, 5, 0)}))),
             "warn");
    // A single event on its way is proof enough that they can come singly.
    QCOMPARE(verdict(buffering_check(
                 plain_stream(20s, {piece(5s, 4, 0), piece(10s, 5, 0), piece(15s, 1, 0)}))),
             "ok");
    // A busy stream has several events in a piece without any pause.
    QCOMPARE(verdict(buffering_check(
                 plain_stream(2s, {piece(100ms, 4, 0), piece(200ms, 5, 0), piece(300ms, 4, 0)}))),
             "ok");
  }

  void a_stream_without_a_head_is_buffered_when_small_requests_are_answered() {
    ObservedStream seen = tidings_stream(10s, {});
    seen.stream.head.reset();
    QCOMPARE(verdict(buffering_check(seen)), "none");
    seen.small_request.emplace();
    QCOMPARE(verdict(buffering_check(seen)), "none");
    QCOMPARE(verdict(status_check(seen)), "fail");
    seen.small_request->head = answer(405, {{"Server", "nginx/1.22.1"}});
    QCOMPARE(verdict(buffering_check(seen)), "fail");
    QVERIFY(says(buffering_check(seen), "405 from nginx/1.22.1"));
    QCOMPARE(verdict(status_check(seen)), "none");
  }

  // Compression

  void compression_is_warned_of_when_clients_that_accept_it_get_it() {
    ObservedStream seen = good_stream();
    QCOMPARE(verdict(compression_check(seen)), "ok");
    set_header(*seen.compressed->head, "Content-Encoding", "gzip");
    set_pieces(*seen.compressed, {piece(12ms, 0, 0)});
    QCOMPARE(verdict(compression_check(seen)), "warn");
    QVERIFY(says(compression_check(seen), "gzip_types"));
  }

  void compression_that_holds_back_fails() {
    ObservedStream seen = good_stream();
    set_header(*seen.compressed->head, "Content-Encoding", "gzip");
    QCOMPARE(verdict(compression_check(seen)), "fail");
    // Where nothing comes at once anyway, that is no sign.
    seen.stream.pieces.clear();
    QCOMPARE(verdict(compression_check(seen)), "warn");
  }

  void compression_that_nobody_asked_for_is_warned_of() {
    ObservedStream seen = good_stream();
    set_header(*seen.stream.head, "Content-Encoding", "br");
    QCOMPARE(verdict(compression_check(seen)), "warn");
    QVERIFY(says(compression_check(seen), "nobody asked"));
  }

  // Heartbeats

  void heartbeats_are_described() {
    QVERIFY(says(heartbeat_check(good_stream()),
                 "2 heartbeats seen, every 30s; the client waits 1m 15s"));
  }

  void a_short_look_blames_no_heartbeat_that_was_not_due() {
    const auto check = heartbeat_check(tidings_stream(5s, {piece(12ms, 0, 0)}));
    QCOMPARE(verdict(check), "ok");
    QVERIFY(says(check, "none was due"));
  }

  void heartbeats_that_are_announced_must_come() {
    const auto check = heartbeat_check(tidings_stream(75s, {piece(12ms, 1, 0)}));
    QCOMPARE(verdict(check), "warn");
    QVERIFY(says(check, "although announced every 30s"));
  }

  void a_silent_stream_without_heartbeats_is_warned_of() {
    const auto check = heartbeat_check(plain_stream(5s, {piece(12ms, 1, 0)}));
    QCOMPARE(verdict(check), "warn");
    QVERIFY(says(check, "none came within 5s"));
  }

  void a_stream_that_ends_at_once_has_given_heartbeats_no_chance() {
    ObservedStream seen = plain_stream(500ms, {piece(12ms, 1, 0)});
    seen.stream.end.emplace();
    QCOMPARE(verdict(heartbeat_check(seen)), "none");
  }

  void a_comment_in_the_greeting_is_no_heartbeat() {
    QCOMPARE(verdict(heartbeat_check(plain_stream(5s, {piece(12ms, 0, 1)}))), "warn");
  }

  void a_busy_stream_needs_none() {
    std::vector<ObservedPiece> pieces;
    for (int second = 1; second <= 20; ++second) {
      pieces.push_back(piece(std::chrono::seconds{second}, 1, 0));
    }
    QCOMPARE(verdict(heartbeat_check(plain_stream(20s, pieces))), "ok");
  }

  void heartbeats_further_apart_than_the_client_waits_fail() {
    ObservedStream seen = good_stream();
    seen.heartbeat_timeout = 20s;
    seen.heartbeat_timeout_given = true;
    QCOMPARE(verdict(heartbeat_check(seen)), "fail");
    QVERIFY(says(heartbeat_check(seen), "gives up after 20s"));
    seen.heartbeat_timeout = 0s;
    QCOMPARE(verdict(heartbeat_check(seen)), "ok");
  }

  void heartbeats_must_keep_to_what_is_announced() {
    ObservedStream seen = good_stream();
    seen.announced_heartbeat = 15s;
    QCOMPARE(verdict(heartbeat_check(seen)), "warn");
  }

  void heartbeats_a_minute_apart_are_too_rare_for_proxies() {
    ObservedStream seen = plain_stream(5min, {piece(60s, 0, 1), piece(120s, 0, 1)});
    seen.heartbeat_timeout = 10min;
    QCOMPARE(verdict(heartbeat_check(seen)), "warn");
    QVERIFY(says(heartbeat_check(seen), "60 seconds"));
  }

  // Persistence and idle time-outs

  void a_cut_after_a_silence_names_its_length() {
    ObservedStream seen = tidings_stream(75s, {piece(12ms, 0, 0)});
    set_end(seen, 10012ms);
    QCOMPARE(verdict(idle_timeout_check(seen)), "fail");
    QVERIFY(says(idle_timeout_check(seen), "cut after a silence of 10s"));
    QVERIFY(says(idle_timeout_check(seen), "proxy_read_timeout"));
    QCOMPARE(verdict(persistence_check(seen)), "ok");
    QCOMPARE(verdict(heartbeat_check(seen)), "ok");
  }

  void a_cut_after_longer_silences_than_the_last_is_no_idle_time_out() {
    ObservedStream seen = good_stream();
    set_end(seen, 65s);
    QCOMPARE(verdict(idle_timeout_check(seen)), "none");
    QCOMPARE(verdict(persistence_check(seen)), "fail");
    QVERIFY(says(persistence_check(seen), "the connection was cut after 1m 5s"));
  }

  void an_orderly_end_after_a_silence_is_the_server_s_own() {
    ObservedStream seen = tidings_stream(75s, {piece(12ms, 0, 0)});
    set_end(seen, 10100ms, HttpEnd::Kind::complete);
    QCOMPARE(verdict(idle_timeout_check(seen)), "warn");
    // Without a length or chunks, closing is all there is to see.
    std::erase_if(seen.stream.head->headers,
                  [](const HttpHeader& header) { return header.name == "Transfer-Encoding"; });
    QCOMPARE(verdict(idle_timeout_check(seen)), "fail");
  }

  void a_stream_that_ends_by_itself_is_warned_of() {
    ObservedStream seen = plain_stream(75s, {piece(12ms, 3, 0)});
    set_end(seen, 20ms, HttpEnd::Kind::complete);
    QCOMPARE(verdict(persistence_check(seen)), "warn");
    QVERIFY(says(persistence_check(seen), "the server ended the stream"));
    QCOMPARE(verdict(idle_timeout_check(seen)), "none");
  }

  void a_length_is_no_stream() {
    ObservedStream seen = good_stream();
    set_header(*seen.stream.head, "Content-Length", "120");
    QCOMPARE(verdict(persistence_check(seen)), "fail");
  }

  void connections_that_close_to_end_are_warned_of() {
    ObservedStream seen = good_stream();
    set_header(*seen.stream.head, "Connection", "Close");
    QCOMPARE(verdict(persistence_check(seen)), "warn");
    seen = good_stream();
    seen.stream.head->version = "HTTP/1.0";
    QCOMPARE(verdict(persistence_check(seen)), "warn");
    QVERIFY(says(persistence_check(seen), "proxy_http_version 1.1"));
  }
};

QTEST_APPLESS_MAIN(DeliveryChecksTest)
#include "delivery_checks_test.moc"
