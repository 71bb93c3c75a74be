#include "observation/connection_recorder.h"

#include <QtTest>

#include "core/observation/recording.h"
#include "observation/measures.h"
#include "support/std_strings.h"

using namespace tidings;
using namespace std::chrono_literals;
using test::Recording;

namespace {

const std::vector<HttpHeader> kOurs{{"X-SSE-Keepalive", "30"}};

std::uint64_t heartbeats_in(const ObservedConnection& seen) {
  std::uint64_t count = 0;
  for (const ObservedPiece& piece : seen.pieces) {
    count += piece.heartbeats;
  }
  return count;
}

}  // namespace

class ConnectionRecorderTest : public QObject {
  Q_OBJECT

 private slots:
  void what_comes_at_once_is_one_piece() {
    const ObservedConnection seen =
        Recording().at(20ms, "data: 1\n\nda").at(60ms, "ta: 2\n\n").at(1s, "data: 3\n\n").until(2s);
    QCOMPARE(seen.pieces.size(), std::size_t{2});
    QCOMPARE(seen.pieces[0].at, 20ms);
    QCOMPARE(seen.pieces[0].events, std::uint64_t{2});
    QCOMPARE(seen.pieces[0].bytes, std::uint64_t{18});
    QCOMPARE(seen.pieces[1].events, std::uint64_t{1});
    QCOMPARE(seen.event_count, std::uint64_t{3});
  }

  void silences_are_measured() {
    const ObservedConnection seen = Recording().at(510ms, ":\n\n").at(9510ms, ":\n\n").until(15s);
    QCOMPARE(seen.longest_silence, 9000ms);
    QCOMPARE(last_silence(seen), 5490ms);
    QCOMPARE(open_time(seen), 14990ms);
    QCOMPARE(last_silence(Recording().until(3010ms)), 3000ms);
  }

  void an_end_stops_the_record() {
    const ObservedMeaning meaning;
    ConnectionRecorder recorder(meaning);
    const BootTime start{std::chrono::hours{1}};
    recorder.start("http://shop.example/", {start, {}});
    recorder.on_end({HttpEnd::Kind::interrupted, "reset"}, start + 3s);
    const ObservedConnection seen = recorder.stopped(start + 9s);
    QCOMPARE(seen.watched, 3000ms);
    QCOMPARE(seen.end->reason, std::string("reset"));
  }

  void heartbeats_are_told_from_other_comments_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("heartbeats");
    QTest::newRow("a comment") << QByteArray(": hb\n\n") << 1;
    QTest::newRow("two") << QByteArray(": hb\n\n: hb\n\n") << 2;
    QTest::newRow("CRLF") << QByteArray(":\r\n\r\n:\r\n\r\n") << 2;
    QTest::newRow("CR") << QByteArray(":\r\r:\r\r") << 2;
    QTest::newRow("several lines") << QByteArray(": a\n: b\n\n") << 1;
    QTest::newRow("before an event") << QByteArray(": why\ndata: 1\n\n") << 0;
    QTest::newRow("within an event") << QByteArray("data: 1\n: why\n\n") << 0;
    QTest::newRow("our greeting") << QByteArray("retry: 3000\n: tidings\n\nid: 1\n\n") << 0;
  }
  void heartbeats_are_told_from_other_comments() {
    QFETCH(int, heartbeats);
    const std::string bytes = test::fetch("bytes");
    const auto expected = static_cast<std::uint64_t>(heartbeats);
    QCOMPARE(heartbeats_in(Recording().at(20ms, bytes).until(1s)), expected);
    Recording byte_by_byte;
    for (std::size_t index = 0; index < bytes.size(); ++index) {
      byte_by_byte.at(20ms, std::string_view(bytes).substr(index, 1));
    }
    QCOMPARE(heartbeats_in(byte_by_byte.at(500ms, "data: 1\n\n").until(1s)), expected);
  }

  void a_comment_without_a_blank_line_counts_when_nothing_follows_at_once() {
    const ObservedConnection seen =
        Recording().at(40s, ":\n").at(80s, ":\n").at(120s, ":\n").until(130s);
    QCOMPARE(pieces_with_heartbeats(seen), std::size_t{3});
    QCOMPARE(*heartbeat_interval(seen), 40000ms);
    QCOMPARE(heartbeats_in(Recording().at(40s, ": half a li").until(41s)), std::uint64_t{0});
  }

  void what_a_server_greets_with_is_no_heartbeat() {
    const ObservedConnection seen = Recording().at(12ms, ": ok\n\n").until(20s);
    QCOMPARE(pieces_with_heartbeats(seen), std::size_t{0});
    QVERIFY(greeting(seen) != nullptr);
    QCOMPARE(pieces_with_heartbeats(Recording().at(5s, ": ok\n\n").until(20s)), std::size_t{1});
  }

  void heartbeats_of_the_preset_are_no_events() {
    const ObservedConnection ours =
        Recording(kOurs).at(30s, "data: {\"content\":\"heartbeat\"}\n\n").until(31s);
    QCOMPARE(ours.event_count, std::uint64_t{0});
    QCOMPARE(heartbeats_in(ours), std::uint64_t{1});
    ObservedMeaning ntfy;
    ntfy.preset = Preset::ntfy;
    const ObservedConnection theirs =
        Recording({}, ntfy).at(45s, "event: keepalive\ndata: {}\n\n").until(46s);
    QCOMPARE(theirs.event_count, std::uint64_t{0});
    QCOMPARE(heartbeats_in(theirs), std::uint64_t{1});
  }

  void words_of_the_server_s_own_are_no_events_without_ids() {
    const ObservedConnection seen =
        Recording(kOurs).at(1s, "event: read\ndata: {\"ids\":[]}\n\n").until(2s);
    QCOMPARE(seen.event_count, std::uint64_t{0});
  }

  void ids_and_the_position_before_the_last_event_are_kept() {
    const ObservedConnection seen = Recording()
                                        .at(20ms, "id: a\n\n")
                                        .at(1s, "id: b\ndata: 1\n\nid: c\ndata: 2\n\n")
                                        .at(2s, "data: 3\n\n")
                                        .until(3s);
    QCOMPARE(seen.first_id, std::string("a"));
    QCOMPARE(seen.last_id, std::string("c"));
    QCOMPARE(seen.events_with_id, std::uint64_t{2});
    QCOMPARE(seen.event_count, std::uint64_t{3});
    QCOMPARE(seen.id_before_last_event, std::string("b"));
    QCOMPARE(seen.last_event_with_id->last_event_id, std::string("c"));
    QVERIFY(seen.events[0].content != seen.events[1].content);
  }

  void a_first_event_has_no_position_before_it() {
    QVERIFY(!Recording().at(20ms, "id: a\ndata: 1\n\n").until(1s).last_event_with_id);
  }

  void the_retry_field_is_kept() {
    QCOMPARE(*Recording().at(20ms, "retry: 1500\n").until(1s).retry, 1500ms);
    QVERIFY(!Recording().until(1s).retry);
  }

  void the_times_of_our_own_notifications_are_kept() {
    const ObservedConnection seen =
        Recording(kOurs)
            .at(20s,
                "data: {\"title\":\"a\",\"createdAt\":\"2026-11-26T00:00:01Z\"}\n\n"
                "data: {\"title\":\"b\",\"createdAt\":\"2026-11-26T00:00:13.5Z\"}\n\n")
            .until(21s);
    QCOMPARE(*seen.pieces[0].last_made - *seen.pieces[0].first_made, 12s);
  }

  void memory_is_bounded() {
    Recording recording;
    const int count = static_cast<int>(ObservedConnection::kMostPieces) + 100;
    for (int index = 0; index < count; ++index) {
      recording.at(100ms * (index + 1), "data: 1\n\n");
    }
    const ObservedConnection seen = recording.until(100ms * (count + 2));
    QCOMPARE(seen.pieces.size(), ObservedConnection::kMostPieces);
    QCOMPARE(seen.pieces.back().events, std::uint64_t{1});
    QCOMPARE(seen.events.size(), ObservedConnection::kMostEvents);
    QCOMPARE(seen.event_count, static_cast<std::uint64_t>(count));
    QCOMPARE(last_silence(seen), 200ms);
  }
};

QTEST_APPLESS_MAIN(ConnectionRecorderTest)
#include "connection_recorder_test.moc"
