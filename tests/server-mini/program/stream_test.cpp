#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server-mini/program/server_under_test.h"
#include "server-mini/program/sse.h"

using namespace tidings::test;

namespace {

QList<QByteArray> numbered(int from, int to, const QByteArray& prefix = "n") {
  QList<QByteArray> out;
  for (int i = from; i <= to; ++i)
    out.append(prefix + QByteArray::number(i));
  return out;
}

QByteArray last_event_id(const QByteArray& id) {
  return "Last-Event-ID: " + id + "\r\n";
}

/// A stream that resumed has its position block once the replay is over.
bool caught_up(const HttpClient& stream) {
  const auto all = blocks(stream.answer().body);
  return !all.isEmpty() && all.last().startsWith("id: ") && !all.last().contains('\n');
}

/// Sends a request and never reads.
class SilentPeer {
 public:
  SilentPeer(quint16 port, const QByteArray& request) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::send(fd_, request.data(), static_cast<std::size_t>(request.size()), 0) != request.size())
      qFatal("cannot connect");
  }
  SilentPeer(const SilentPeer&) = delete;
  SilentPeer& operator=(const SilentPeer&) = delete;
  ~SilentPeer() { close(fd_); }

 private:
  int fd_;
};

}  // namespace

/// `GET /v1/stream`, byte by byte, on memory and on Redis.
class StreamTest : public QObject {
  Q_OBJECT

  static void add_stores() {
    QTest::addColumn<bool>("on_redis");
    QTest::newRow("memory") << false;
    QTest::newRow("redis") << true;
  }

 private slots:
  void begins_with_exactly_these_headers_and_bytes() {
    const ServerUnderTest server({"--heartbeat", "20s", "--retry", "1500ms"});
    const auto stream = server.stream();
    QVERIFY(stream->wait_for_body("\nid: "));
    const Answer answer = stream->answer();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.field("content-type"), "text/event-stream; charset=utf-8");
    QCOMPARE(answer.field("cache-control"), "no-cache, no-transform");
    QCOMPARE(answer.field("x-accel-buffering"), "no");
    QCOMPARE(answer.field("x-sse-keepalive"), "20");
    QCOMPARE(answer.field("transfer-encoding"), "chunked");
    QVERIFY(!answer.field("date").isNull());
    QVERIFY(answer.field("content-length").isNull());
    const auto parts = blocks(answer.body);
    QCOMPARE(parts.size(), 2);
    QCOMPARE(parts[0], "retry: 1500\n: tidings");
    const QRegularExpression position("^id: [!-~]{1,64}$");
    QVERIFY2(position.match(QString::fromLatin1(parts[1])).hasMatch(), parts[1]);
  }

  void an_old_client_gets_the_stream_until_the_connection_ends() {
    const ServerUnderTest server;
    HttpClient client(server.port());
    client.send("GET /v1/stream HTTP/1.0\r\n" + server.seller() + "\r\n");
    QVERIFY(client.wait_for_body("\nid: "));
    QVERIFY(client.answer().body.startsWith("retry: 3000\n: tidings\n\nid: "));
    QCOMPARE(client.answer().field("connection"), "close");
    QVERIFY(client.answer().field("transfer-encoding").isNull());
  }

  void a_notification_is_an_id_and_one_line_of_json_data() { add_stores(); }
  void a_notification_is_an_id_and_one_line_of_json() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({}, on_redis);
    const auto stream = server.stream();
    QCOMPARE(server
                 .publish("{\"sellerId\":42,\"title\":\"T\\n\",\"data\":{\"a\":\n[1.50,"
                          "\r\n12345678901234567890]}}")
                 .status,
             201);
    QVERIFY(stream->wait_for_body("data: "));
    const QByteArray block = blocks(stream->answer().body).last();
    QCOMPARE(block.count('\n'), 1);
    QVERIFY(block.startsWith("id: "));
    const QByteArray data = field_of(block, "data");
    const auto json = QJsonDocument::fromJson(data).object();
    QCOMPARE(json["title"].toString(), "T\n");
    QCOMPARE(json["sellerId"].toInt(), 42);
    QVERIFY(data.contains("1.50") && data.contains("12345678901234567890"));
    QVERIFY(json["createdAt"].toString().endsWith('Z'));
  }

  void only_the_seller_s_own_and_broadcasts_come_data() { add_stores(); }
  void only_the_seller_s_own_and_broadcasts_come() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({}, on_redis);
    const auto stream = server.stream();
    HttpClient other(server.port());
    other.request("GET", "/v1/stream", server.seller(7));
    QVERIFY(other.wait_for_body("id: "));
    server.publish_lines(
        "{\"sellerId\":7,\"title\":\"for 7\"}\n{\"sellerId\":\"42\",\"title\":\"for 42\"}\n"
        "{\"sellerId\":\"x\",\"title\":\"for x\"}\n{\"broadcast\":true,\"title\":\"for all\"}\n");
    QVERIFY(stream->wait_for_body("for all"));
    QVERIFY(other.wait_for_body("for all"));
    QCOMPARE(titles(stream->answer().body).first(), "for 42");
    QCOMPARE(titles(stream->answer().body).size(), 2);
    QCOMPARE(titles(other.answer().body).size(), 2);
    QVERIFY(titles(other.answer().body).contains("for 7"));
  }

  void resumes_from_every_id_it_gave_data() { add_stores(); }
  void resumes_from_every_id_it_gave() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({}, on_redis);
    const auto first = server.stream();
    server.publish_many(3);
    server.publish("{\"broadcast\":true,\"title\":\"n4\"}");
    server.publish("{\"sellerId\":42,\"title\":\"n5\"}");
    QVERIFY(first->wait_for_body("n5"));
    const auto ids = fields_of(first->answer().body, "id");
    QCOMPARE(ids.size(), 6);  // the position block's, and five
    for (int had = 0; had <= 5; ++had) {
      const auto resumed = server.stream(last_event_id(ids[had]));
      QVERIFY(resumed->wait_until([&] { return caught_up(*resumed); }));
      QCOMPARE(titles(resumed->answer().body), numbered(had + 1, 5));
      QCOMPARE(last_id(resumed->answer().body), ids.last());
      QVERIFY(!resumed->answer().body.contains("event:"));
    }
  }

  void a_stream_that_never_got_an_event_resumes_data() { add_stores(); }
  void a_stream_that_never_got_an_event_resumes() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({}, on_redis);
    const auto first = server.stream();
    QVERIFY(first->wait_for_body("\nid: "));
    const QByteArray position = last_id(first->answer().body);
    first->close();
    server.publish_many(3);
    const auto resumed = server.stream(last_event_id(position));
    QVERIFY(resumed->wait_until([&] { return caught_up(*resumed); }));
    QCOMPARE(titles(resumed->answer().body), numbered(1, 3));
    server.publish("{\"sellerId\":42,\"title\":\"live\"}");
    QVERIFY(resumed->wait_for_body("live"));
    QCOMPARE(titles(resumed->answer().body).size(), 4);
  }

  void zero_asks_for_everything_without_a_gap_data() { add_stores(); }
  void zero_asks_for_everything_without_a_gap() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({"--history", "5"}, on_redis);
    server.publish_many(12);
    const auto stream = server.stream(last_event_id("0"));
    QVERIFY(stream->wait_until([&] { return caught_up(*stream); }));
    QCOMPARE(titles(stream->answer().body), numbered(8, 12));
    QVERIFY(!stream->answer().body.contains("gap"));
  }

  void a_gap_says_what_was_asked_for_and_what_comes_next_data() {
    QTest::addColumn<bool>("on_redis");
    QTest::addColumn<QByteArray>("requested");
    for (const bool redis : {false, true}) {
      const char* store = redis ? "redis" : "memory";
      QTest::addRow("%s, trimmed", store) << redis << QByteArray("first position");
      QTest::addRow("%s, garbage", store) << redis << QByteArray("garbage");
      QTest::addRow("%s, another epoch", store) << redis << QByteArray("zzzzzzzz-1-0-1-0");
      QTest::addRow("%s, not ASCII", store) << redis << QByteArray("\xc3\xa4\"\\");
    }
  }
  void a_gap_says_what_was_asked_for_and_what_comes_next() {
    QFETCH(bool, on_redis);
    QFETCH(QByteArray, requested);
    const ServerUnderTest server({"--history", "3"}, on_redis);
    const auto first = server.stream();
    QVERIFY(first->wait_for_body("\nid: "));
    if (requested == "first position")
      requested = last_id(first->answer().body);
    server.publish_many(5);
    const auto stream = server.stream(last_event_id(requested));
    QVERIFY(stream->wait_until([&] { return caught_up(*stream); }));
    const auto parts = blocks(stream->answer().body);
    QCOMPARE(parts.size(), 6);  // opening, gap, three, position
    QCOMPARE(field_of(parts[1], "event"), "gap");
    QVERIFY(field_of(parts[1], "id").isNull());
    const auto gap = QJsonDocument::fromJson(field_of(parts[1], "data")).object();
    QCOMPARE(gap["requested"].toString().toUtf8(), requested);
    QCOMPARE(gap["oldest"].toString().toUtf8(), field_of(parts[2], "id"));
    QCOMPARE(titles(stream->answer().body), numbered(3, 5));
  }

  void what_aged_unseen_is_a_gap_and_what_aged_seen_is_none_data() { add_stores(); }
  void what_aged_unseen_is_a_gap_and_what_aged_seen_is_none() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({"--history-age", "1s"}, on_redis);
    const auto first = server.stream();
    QVERIFY(first->wait_for_body("id: "));
    const QByteArray before = last_id(first->answer().body);
    server.publish_many(1);
    QVERIFY(first->wait_for_body("n1"));
    const QByteArray after = last_id(first->answer().body);
    QTRY_COMPARE(server.ask("GET", "/v1/notifications", server.seller()).body.count("title"), 0);
    const auto unseen = server.stream(last_event_id(before));
    QVERIFY(unseen->wait_until([&] { return caught_up(*unseen); }));
    QCOMPARE(unseen->answer().body.count("event: gap"), 1);
    const auto seen = server.stream(last_event_id(after));
    QVERIFY(seen->wait_until([&] { return caught_up(*seen); }));
    QCOMPARE(seen->answer().body.count("event: gap"), 0);
  }

  /// As after a failover that lost the log's end.
  void a_position_newer_than_the_log_is_a_gap_and_all_that_is_kept_follows_data() { add_stores(); }
  void a_position_newer_than_the_log_is_a_gap_and_all_that_is_kept_follows() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({}, on_redis);
    server.publish_many(3);
    const auto first = server.stream(last_event_id("0"));
    QVERIFY(first->wait_until([&] { return caught_up(*first); }));
    QByteArrayList cursor = last_id(first->answer().body).split('-');
    cursor[1] = "zzzzzzzz";
    const auto ahead = server.stream(last_event_id(cursor.join('-')));
    QVERIFY(ahead->wait_until([&] { return caught_up(*ahead); }));
    QCOMPARE(ahead->answer().body.count("event: gap"), 1);
    QCOMPARE(titles(ahead->answer().body), numbered(1, 3));
    server.publish_many(1, "live");
    QVERIFY(ahead->wait_for_body("live1"));
  }

  void the_query_is_as_good_as_the_header_which_wins() {
    const ServerUnderTest server;
    server.publish_many(3);
    const auto ask = [&](const QByteArray& query, const QByteArray& header) {
      auto client = std::make_unique<HttpClient>(server.port());
      client->request("GET", "/v1/stream" + query, server.seller() + header);
      client->wait_until([&] { return caught_up(*client); });
      return titles(client->answer().body).size();
    };
    QCOMPARE(ask("?lastEventId=0", ""), 3);
    QCOMPARE(ask("?lastEventId=garbage", last_event_id("0")), 3);
    const auto stream = server.stream(last_event_id("0"));
    QVERIFY(stream->wait_until([&] { return caught_up(*stream); }));
    const QByteArray second = fields_of(stream->answer().body, "id")[1];
    QCOMPARE(ask("?lastEventId=" + second, ""), 1);
    QCOMPARE(ask("?lastEventId=0", last_event_id(second)), 1);
    QCOMPARE(ask("?lastEventId=0", "Last-Event-ID:\r\n"), 3);
    QCOMPARE(ask("?lastEventId=", ""), 0);
  }

  void broadcasts_and_the_seller_s_own_keep_the_order_accepted_data() { add_stores(); }
  void broadcasts_and_the_seller_s_own_keep_the_order_accepted() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({}, on_redis);
    const auto live = server.stream();
    QByteArray lines;
    for (int i = 1; i <= 60; ++i)
      lines += (i % 3 == 0 ? "{\"sellerId\":42" : "{\"broadcast\":true") +
               QByteArray(",\"title\":\"n") + QByteArray::number(i) + "\"}\n";
    QCOMPARE(server.publish_lines(lines).status, 200);
    QVERIFY(live->wait_for_body("\"n60\""));
    QCOMPARE(titles(live->answer().body), numbered(1, 60));
    const auto replayed = server.stream(last_event_id("0"));
    QVERIFY(replayed->wait_for_body("\"n60\""));
    QCOMPARE(titles(replayed->answer().body), numbered(1, 60));
  }

  void a_long_replay_comes_whole_and_in_order_data() { add_stores(); }
  void a_long_replay_comes_whole_and_in_order() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({"--send-buffer", "4KiB", "--history", "2000"}, on_redis);
    server.publish_many(1000, "a");
    server.publish_many(800, "b");
    const auto stream = server.stream(last_event_id("0"));
    QVERIFY(stream->wait_until([&] { return caught_up(*stream); }));
    QCOMPARE(titles(stream->answer().body), numbered(1, 1000, "a") + numbered(1, 800, "b"));
  }

  void resuming_while_others_publish_loses_and_repeats_nothing_data() { add_stores(); }
  void resuming_while_others_publish_loses_and_repeats_nothing() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({"--max-streams-per-seller", "100"}, on_redis);
    server.publish_many(100);
    std::vector<std::unique_ptr<HttpClient>> streams;
    std::vector<std::unique_ptr<HttpClient>> publishers;
    for (int i = 101; i <= 200; ++i) {
      publishers.push_back(std::make_unique<HttpClient>(server.port()));
      publishers.back()->request("POST", "/v1/notifications",
                                 server.publisher() + "Content-Type: application/json\r\n",
                                 "{\"sellerId\":42,\"title\":\"x" + QByteArray::number(i) + "\"}");
      if (i % 5 == 0) {
        streams.push_back(std::make_unique<HttpClient>(server.port()));
        streams.back()->request("GET", "/v1/stream", server.seller() + last_event_id("0"));
      }
    }
    for (const auto& publisher : publishers)
      QCOMPARE(publisher->wait_for_answer().status, 201);
    QList<QByteArray> expected;
    for (const auto& stream : streams) {
      QVERIFY(stream->wait_until([&] { return titles(stream->answer().body).size() >= 200; }));
      if (expected.isEmpty())
        expected = titles(stream->answer().body);
      QCOMPARE(titles(stream->answer().body), expected);
    }
    QCOMPARE(expected.size(), 200);
    QCOMPARE(QSet<QByteArray>(expected.begin(), expected.end()).size(), 200);
  }

  void a_heartbeat_comes_when_nothing_else_did_data() {
    QTest::addColumn<QString>("form");
    QTest::addColumn<QByteArray>("block");
    QTest::newRow("comment") << "comment" << QByteArray(": heartbeat");
    QTest::newRow("event") << "event" << QByteArray("event: heartbeat\ndata:");
    QTest::newRow("data") << "data" << QByteArray("data: {\"content\":\"heartbeat\"}");
  }
  void a_heartbeat_comes_when_nothing_else_did() {
    QFETCH(QString, form);
    QFETCH(QByteArray, block);
    const ServerUnderTest server({"--heartbeat", "50ms", "--heartbeat-form", form});
    const auto stream = server.stream();
    QVERIFY(stream->wait_for_body(block + "\n\n", 3));
    QCOMPARE(blocks(stream->answer().body).mid(2, 3), QList<QByteArray>(3, block));
    QCOMPARE(stream->answer().field("x-sse-keepalive"), "1");
  }

  void no_heartbeat_comes_while_events_do() {
    const ServerUnderTest server({"--heartbeat", "3s"});
    const auto busy = server.stream();
    HttpClient quiet(server.port());
    quiet.request("GET", "/v1/stream", server.seller(7));
    for (int i = 0; !quiet.answer().body.contains(": heartbeat"); ++i) {
      QVERIFY(i < 100000);
      QCOMPARE(server.publish("{\"sellerId\":42,\"title\":\"n\"}").status, 201);
    }
    QVERIFY(titles(busy->answer().body).size() > 2);
    QVERIFY(!busy->answer().body.contains("heartbeat"));
  }

  void too_many_streams_of_one_seller_are_429() {
    const ServerUnderTest server({"--max-streams-per-seller", "2"});
    auto first = server.stream();
    const auto second = server.stream();
    const Answer third = server.ask("GET", "/v1/stream", server.seller());
    QCOMPARE(third.status, 429);
    QVERIFY(third.field("retry-after").toInt() > 0);
    QCOMPARE(third.field("content-type"), "application/problem+json");
    HttpClient other(server.port());
    other.request("GET", "/v1/stream", server.seller(7));
    QVERIFY(other.wait_for_body("id: "));
    first.reset();
    QTRY_COMPARE(([&] {
                   HttpClient again(server.port());
                   again.request("GET", "/v1/stream", server.seller());
                   again.wait_for_head();
                   return again.answer().status;
                 })(),
                 200);
  }

  void a_stream_ends_cleanly_when_its_token_does() {
    const ServerUnderTest server;
    Program token(TIDINGS_SERVER_EXECUTABLE, {"token", "--jwt-secret-file",
                                              const_cast<ServerUnderTest&>(server)->secret_file(),
                                              "--seller", "42", "--ttl", "1s"});
    QCOMPARE(token.run(), std::optional<int>(0));
    const QByteArray field = bearer(token.out().trimmed());
    HttpClient stream(server.port());
    stream.request("GET", "/v1/stream", field);
    QVERIFY(stream.wait_for_body("id: "));
    QVERIFY(stream.wait_for_end());
    QVERIFY(stream.answer().complete);
    const Answer again = server.ask("GET", "/v1/stream", field);
    QCOMPARE(again.status, 401);
    QVERIFY(again.body.contains("expired"));
  }

  void a_stream_ends_at_its_age() {
    const ServerUnderTest server({"--max-stream-age", "200ms"});
    const auto stream = server.stream();
    QVERIFY(stream->wait_for_end());
    QVERIFY(stream->answer().complete);
  }

  void a_slow_reader_is_cut_and_others_are_not_data() {
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("at_once");
    QTest::newRow("large notifications") << 4000 << 5;
    QTest::newRow("many small ones") << 100 << 1000;
  }
  void a_slow_reader_is_cut_and_others_are_not() {
    QFETCH(int, size);
    QFETCH(int, at_once);
    const ServerUnderTest server({"--send-buffer", "64KiB"});
    const SilentPeer slow(server.port(),
                          "GET /v1/stream HTTP/1.1\r\nHost: x\r\n" + server.seller() + "\r\n");
    QTRY_VERIFY(server.ask("GET", "/metrics").body.contains("tidings_streams 1\n"));
    const auto good = server.stream();
    const QByteArray body(size, 'x');
    const QByteArray line = "{\"sellerId\":42,\"title\":\"n\",\"body\":\"" + body + "\"}\n";
    const auto cut = [&] {
      return server.ask("GET", "/metrics").body.contains("tidings_slow_readers_total 1");
    };
    for (int i = 0; i < 500 && !cut(); ++i)
      QCOMPARE(server.publish_lines(line.repeated(at_once)).status, 200);
    QVERIFY(cut());
    server.publish("{\"sellerId\":42,\"title\":\"last\"}");
    QVERIFY(good->wait_for_body("\"last\""));
  }

  void a_burst_beyond_the_send_buffer_reaches_whoever_reads_data() {
    QTest::addColumn<bool>("on_redis");
    QTest::newRow("memory") << false;
    QTest::newRow("redis") << true;
  }
  void a_burst_beyond_the_send_buffer_reaches_whoever_reads() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({"--send-buffer", "8KiB"}, on_redis);
    const auto stream = server.stream();
    QVERIFY(stream->wait_for_body("\nid: "));
    const QByteArray body(3000, 'x');
    QByteArray lines;
    for (int i = 1; i <= 400; ++i)
      lines += (i % 10 == 0 ? "{\"broadcast\":true" : "{\"sellerId\":42") +
               QByteArray(",\"title\":\"n") + QByteArray::number(i) + "\",\"body\":\"" + body +
               "\"}\n";
    QCOMPARE(server.publish_lines(lines).body.count("\"id\""), 400);
    server.publish("{\"sellerId\":42,\"title\":\"big\",\"data\":\"" + QByteArray(60000, 'x') +
                   "\"}");
    server.publish("{\"sellerId\":42,\"title\":\"last\"}");
    QVERIFY(stream->wait_for_body("\"last\""));
    QCOMPARE(titles(stream->answer().body), numbered(1, 400) + QByteArrayList({"big", "last"}));
    // Each position once: that of the start, then those of the notifications.
    const auto ids = fields_of(stream->answer().body, "id");
    QCOMPARE(ids.size(), 403);
    QCOMPARE(QSet<QByteArray>(ids.begin(), ids.end()).size(), 403);
    QVERIFY(server.ask("GET", "/metrics").body.contains("tidings_slow_readers_total 0"));
  }

  void what_a_client_says_into_its_stream_means_nothing() {
    const ServerUnderTest server;
    const auto stream = server.stream();
    stream->send(QByteArray(200000, 'x') + "\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    server.publish("{\"sellerId\":42,\"title\":\"still\"}");
    QVERIFY(stream->wait_for_body("still"));
    QVERIFY(!stream->received().contains("\"status\":\"ok\""));
  }

  void a_client_that_goes_is_forgotten() {
    const ServerUnderTest server;
    auto stream = server.stream();
    QVERIFY(server.ask("GET", "/metrics").body.contains("tidings_streams 1\n"));
    stream.reset();
    QTRY_VERIFY(server.ask("GET", "/metrics").body.contains("tidings_streams 0\n"));
  }
};

QTEST_GUILESS_MAIN(StreamTest)
#include "stream_test.moc"
