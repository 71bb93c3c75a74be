#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>
#include <memory>

#include "support/program.h"
#include "support/pseudo_terminal.h"
#include "support/scripted_server.h"

using tidings::test::Program;
using tidings::test::PseudoTerminal;
using tidings::test::ScriptedServer;

/// `tidings watch` on the streams of other people's servers, byte for byte as they send them.
class ForeignStreamsTest : public QObject {
  Q_OBJECT

 private slots:
  void nestjs_numbers_anew_on_each_connection();
  void nestjs_heartbeats_in_the_data_are_no_notifications();
  void spring_names_events_and_puts_no_space_behind_the_colon();
  void spring_ids_of_one_millisecond_are_not_dropped();
  void a_room_of_plain_text_with_a_retry_field();
  void an_event_for_one_receiver_of_many_servers();
  void ntfy_shows_titles_and_hides_keepalives();
  void ntfy_resumes_after_the_message_that_came_last();
  void ntfy_goes_on_after_a_restart();
  void mercure_resumes_by_its_urn();
  void wikimedia_ids_are_json_arrays();
  void an_llm_answers_in_deltas_until_done();
  void an_llm_that_names_its_events();

 private:
  std::unique_ptr<Program> watch(const QStringList& flags, const ScriptedServer& server) const;
  void profile(const ScriptedServer& server, const QByteArray& keys) const;
  QByteArray on_terminal(const QStringList& flags) const;

  QTemporaryDir folder_;
};

namespace {

/// What a hook is told of a notification, in a line.
const QString kTell = QStringLiteral(
    "printf '%s|%s|%s|%s\\n' \"$TIDINGS_TITLE\" \"$TIDINGS_BODY\" \"$TIDINGS_URL\" "
    "\"$TIDINGS_PRIORITY\"");

/// As nginx passes on what an Express (NestJS) application sends.
QByteArray nestjs_head() {
  return "HTTP/1.1 200 OK\r\nX-Powered-By: Express\r\nContent-Type: text/event-stream\r\n"
         "Connection: keep-alive\r\nCache-Control: private, no-cache, no-store, must-revalidate, "
         "max-age=0, no-transform\r\nPragma: no-cache\r\nExpire: 0\r\nX-Accel-Buffering: no\r\n"
         "Transfer-Encoding: chunked\r\n\r\n1\r\n\n\r\n";
}

QByteArray spring_head() {
  return "HTTP/1.1 200 \r\nX-Accel-Buffering: no\r\nVary: Origin\r\n"
         "Content-Type: text/event-stream;charset=UTF-8\r\nTransfer-Encoding: chunked\r\n"
         "Date: Thu, 26 Nov 2026 09:30:00 GMT\r\nKeep-Alive: timeout=60\r\n"
         "Connection: keep-alive\r\n\r\n";
}

QByteArray chunk(const QByteArray& bytes) {
  return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QByteArray ntfy_head() {
  return "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n"
         "Content-Type: text/event-stream; charset=utf-8\r\n"
         "Date: Thu, 26 Nov 2026 09:30:00 GMT\r\nTransfer-Encoding: chunked\r\n\r\n";
}

QByteArray ntfy_message(const QByteArray& id, const QByteArray& members) {
  return chunk("data: {\"id\":\"" + id +
               "\",\"time\":1764149400,\"expires\":1764192600,\"event\":\"message\","
               "\"topic\":\"alerts\"," +
               members + "}\n\n");
}

const QByteArray kNtfyOpen =
    "event: open\ndata: {\"id\":\"weSj9RtNkj\",\"time\":1764149399,\"event\":\"open\","
    "\"topic\":\"alerts\"}\n\n";
const QByteArray kNtfyKeepalive =
    "event: keepalive\ndata: {\"id\":\"fRYiWgEC7b\",\"time\":1764149445,\"event\":\"keepalive\","
    "\"topic\":\"alerts\"}\n\n";

}  // namespace

std::unique_ptr<Program> ForeignStreamsTest::watch(const QStringList& flags,
                                                   const ScriptedServer& server) const {
  auto program = std::make_unique<Program>(
      QStringLiteral(TIDINGS_EXECUTABLE),
      QStringList("watch") + flags +
          (flags.contains("--profile") ? QStringList() : QStringList(server.url())));
  program->set_environment("XDG_CONFIG_HOME", folder_.path());
  return program;
}

/// Writes the profile `it`.
void ForeignStreamsTest::profile(const ScriptedServer& server, const QByteArray& keys) const {
  QVERIFY(QDir(folder_.path()).mkpath("tidings"));
  QFile file(folder_.filePath("tidings/config.toml"));
  QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
  file.write("[profiles.it]\nstream = \"" + server.url().toUtf8() + "\"\nretry = \"50ms\"\n" +
             keys);
}

/// What `watch --profile it` shows on a terminal, without colours and times.
QByteArray ForeignStreamsTest::on_terminal(const QStringList& flags) const {
  PseudoTerminal terminal(QStringList({QStringLiteral(TIDINGS_EXECUTABLE), "watch", "--profile",
                                       "it", "-q", "--color", "never"}) +
                          flags);
  terminal.set_environment("XDG_CONFIG_HOME", folder_.path());
  if (!terminal.start() || terminal.wait_for_exit() != 0) {
    qWarning("%s", terminal.screen().constData());
    return {};
  }
  QByteArray shown;
  for (const QByteArray& line : terminal.screen().split('\n')) {
    shown += line.mid(10).trimmed() + "\n";
  }
  return shown.trimmed();
}

void ForeignStreamsTest::nestjs_numbers_anew_on_each_connection() {
  ScriptedServer server([](const QByteArray&, int) {
    return ScriptedServer::Answer{nestjs_head() + chunk("id: 1\ndata: {\"title\":\"a\"}\n\n") +
                                      chunk("id: 2\ndata: {\"title\":\"b\"}\n\n") + "0\r\n\r\n",
                                  true};
  });
  const auto program = watch({"-o", "json", "-n", "4", "--retry", "10ms"}, server);
  QCOMPARE(program->run(), 0);
  QStringList ids;
  for (const QByteArray& line : program->out_lines()) {
    ids += QJsonDocument::fromJson(line).object()["id"].toString();
  }
  QCOMPARE(ids, QStringList({"1", "2", "1", "2"}));
}

void ForeignStreamsTest::nestjs_heartbeats_in_the_data_are_no_notifications() {
  ScriptedServer server({nestjs_head() + chunk("id: 1\ndata: {\"content\":\"heartbeat\"}\n\n") +
                         chunk("id: 2\ndata: "
                               "{\"sellerId\":42,\"content\":\"상품이 "
                               "판매되었습니다.\",\"link\":\"https://shop.example/"
                               "orders/7\",\"type\":\"SOLD\"}\n\n")});
  profile(server,
          "[profiles.it.mapping]\ntitle = \"/type\"\nbody = \"/content\"\nurl = \"/link\"\n"
          "heartbeat = \"/content=heartbeat\"\n");
  QCOMPARE(on_terminal({"-n", "1"}),
           QByteArray("SOLD\n상품이 판매되었습니다.\nhttps://shop.example/orders/7"));
  const auto hooked = watch({"--profile", "it", "-n", "1", "-o", "json", "-x", kTell}, server);
  QCOMPARE(hooked->run(), 0);
  QVERIFY2(hooked->out().endsWith("SOLD|상품이 판매되었습니다.|https://shop.example/orders/7|3\n"),
           hooked->out().constData());
}

void ForeignStreamsTest::spring_names_events_and_puts_no_space_behind_the_colon() {
  ScriptedServer server(
      {spring_head() + chunk("id:3_1764149400000\nevent:sse\ndata:") +
       chunk("EventStream Created. [memberId=3]") + chunk("\n\n") +
       chunk("id:3_1764149401234\nevent:sse\ndata:") +
       chunk("{\"id\":12,\"content\":\"새 할 일이 있습니다\",\"group\":\"plan\",\"type\":\"TASK\","
             "\"isRead\":false}") +
       chunk("\n\n")});
  profile(server, "[profiles.it.mapping]\ntitle = \"/content\"\ngroup = \"/group\"\n");
  QCOMPARE(on_terminal({"-n", "2"}),
           QByteArray("sse  EventStream Created. [memberId=3]\nsse  새 할 일이 있습니다"));
  const auto hooked = watch(
      {"--profile", "it", "-n", "2", "-o", "data", "-x", "echo \"$TIDINGS_ID $TIDINGS_TITLE\""},
      server);
  QCOMPARE(hooked->run(), 0);
  QVERIFY(hooked->out().contains("3_1764149400000 \n"));
  QVERIFY(hooked->out().contains("3_1764149401234 새 할 일이 있습니다\n"));
}

void ForeignStreamsTest::spring_ids_of_one_millisecond_are_not_dropped() {
  ScriptedServer server({spring_head() + chunk("id:3_1764149400000\ndata:a\n\n") +
                         chunk("id:3_1764149400000\ndata:b\n\n")});
  const auto program = watch({"-n", "2", "-o", "data"}, server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(program->out(), QByteArray("a\nb\n"));
}

void ForeignStreamsTest::a_room_of_plain_text_with_a_retry_field() {
  ScriptedServer server([](const QByteArray&, int) {
    return ScriptedServer::Answer{
        spring_head() + chunk("event:room-7\nid:\nretry:10000\ndata:연결되었습니다.\n\n") +
            "0\r\n\r\n",
        true};
  });
  const auto program = watch({"-o", "json"}, server);
  QVERIFY(program->start());
  // Ten seconds less the jitter of at most a half.
  QVERIFY(program->wait_for_err("reconnecting in "));
  const QByteArray line = program->err_lines().last();
  const double seconds = line.mid(16).split('s').front().toDouble();
  QVERIFY2(seconds >= 5 && seconds <= 10, line.constData());
  const QJsonObject event = QJsonDocument::fromJson(program->out_lines().front()).object();
  QCOMPARE(event["event"].toString(), QString("room-7"));
  QCOMPARE(event["data"].toString(), QString("연결되었습니다."));
  QCOMPARE(event["id"].toString(), QString());
}

void ForeignStreamsTest::an_event_for_one_receiver_of_many_servers() {
  ScriptedServer server(
      {spring_head() + chunk("event:connect\ndata:connected!\n\n") +
       chunk("event:notification\ndata:{\"receiver\":\"kim\",\"message\":\"댓글이 "
             "달렸습니다\",\"url\":\"/articles/3\",\"createdAt\":\"2026-11-26T18:30:"
             "00.123\"}\n\n")});
  profile(server, "[profiles.it.mapping]\ntitle = \"/message\"\n");
  QCOMPARE(on_terminal({"-n", "1", "-e", "notification"}),
           QByteArray("notification  댓글이 달렸습니다"));
}

void ForeignStreamsTest::ntfy_shows_titles_and_hides_keepalives() {
  ScriptedServer server(
      {ntfy_head() + chunk(kNtfyOpen) + chunk(kNtfyKeepalive) +
       ntfy_message("p0M5y6gcCY",
                    "\"message\":\"Disk is full\",\"title\":\"nas\",\"priority\":5,"
                    "\"tags\":[\"warning\"],\"click\":\"https://nas.example/\"") +
       ntfy_message("sPs71M8A2T", "\"message\":\"no title\"")});
  profile(server, "preset = \"ntfy\"\n");
  QCOMPARE(on_terminal({"-n", "2"}),
           QByteArray("nas\nDisk is full\nhttps://nas.example/\nalerts\nno title"));
  const auto hooked = watch({"--preset", "ntfy", "-n", "2", "-o", "data", "-x", kTell}, server);
  QCOMPARE(hooked->run(), 0);
  QVERIFY(hooked->out().contains("nas|Disk is full|https://nas.example/|5\n"));
  QVERIFY(hooked->out().contains("alerts|no title||3\n"));
}

void ForeignStreamsTest::ntfy_resumes_after_the_message_that_came_last() {
  ScriptedServer server([](const QByteArray&, int number) {
    return number == 1
               ? ScriptedServer::Answer{ntfy_head() + chunk(kNtfyOpen) +
                                            ntfy_message("p0M5y6gcCY", "\"message\":\"a\"") +
                                            chunk(kNtfyKeepalive),
                                        true}
               : ScriptedServer::Answer{ntfy_head() + chunk(kNtfyOpen) +
                                        ntfy_message("sPs71M8A2T", "\"message\":\"b\"")};
  });
  const auto program =
      watch({"--preset", "ntfy", "-n", "2", "-o", "json", "--retry", "10ms"}, server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(QJsonDocument::fromJson(program->out_lines().last()).object()["id"].toString(),
           QString("sPs71M8A2T"));
  QVERIFY(!server.requests()[0].contains("since="));
  QVERIFY2(server.requests()[1].split(' ')[1].endsWith("?since=p0M5y6gcCY"),
           server.requests()[1].constData());
}

void ForeignStreamsTest::ntfy_goes_on_after_a_restart() {
  ScriptedServer server(
      {ntfy_head() + chunk(kNtfyOpen) + ntfy_message("p0M5y6gcCY", "\"message\":\"a\"")});
  const QStringList flags{"--preset", "ntfy", "-n", "1", "--state", folder_.filePath("state")};
  QCOMPARE(watch(flags, server)->run(), 0);
  QCOMPARE(watch(flags, server)->run(), 0);
  QVERIFY(server.requests()[1].contains("?since=p0M5y6gcCY"));
}

void ForeignStreamsTest::mercure_resumes_by_its_urn() {
  const QByteArray head =
      "HTTP/1.1 200 OK\r\nCache-Control: private, no-cache, no-store, must-revalidate, "
      "max-age=0\r\n"
      "Content-Type: text/event-stream\r\nServer: Caddy\r\nX-Accel-Buffering: no\r\n\r\n:\n";
  ScriptedServer server([&head](const QByteArray&, int number) {
    const QByteArray id =
        "urn:uuid:8d2c1a2e-0000-4000-8000-00000000000" + QByteArray::number(number);
    return ScriptedServer::Answer{head + "\nid: " + id +
                                      "\ndata: {\"@id\":\"/books/1\",\ndata: \"stock\":" +
                                      QByteArray::number(number) + "}\n\n:\n",
                                  number == 1};
  });
  const auto program = watch(
      {"--preset", "mercure", "-n", "2", "-f", "{id} {data/stock}", "--retry", "10ms"}, server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(program->out(), QByteArray("urn:uuid:8d2c1a2e-0000-4000-8000-000000000001 1\n"
                                      "urn:uuid:8d2c1a2e-0000-4000-8000-000000000002 2\n"));
  QVERIFY(server.requests()[1].contains(
      "Last-Event-ID: urn:uuid:8d2c1a2e-0000-4000-8000-000000000001\r\n"));
}

void ForeignStreamsTest::wikimedia_ids_are_json_arrays() {
  const QByteArray id =
      R"([{"topic":"eqiad.mediawiki.recentchange","partition":0,"timestamp":1764149400123},)"
      R"({"topic":"codfw.mediawiki.recentchange","partition":0,"offset":-1}])";
  ScriptedServer server([&id](const QByteArray&, int number) {
    return ScriptedServer::Answer{
        ScriptedServer::stream(":ok\n\nevent: message\nid: " + id +
                               "\ndata: {\"$schema\":\"/mediawiki/recentchange/1.0.0\",\"meta\":{"
                               "\"domain\":\"ko.wikipedia.org\"},\"title\":\"서울\",\"pad\":\"" +
                               QByteArray(200'000, 'x') + "\"}\n\n"),
        number == 1};
  });
  const auto program = watch({"-n", "2", "--where", "/meta/domain=ko.wikipedia.org", "-f",
                              "{data/title}", "--retry", "10ms"},
                             server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(program->out(), QByteArray("서울\n서울\n"));
  QVERIFY(server.requests()[1].contains("Last-Event-ID: " + id + "\r\n"));
}

void ForeignStreamsTest::an_llm_answers_in_deltas_until_done() {
  ScriptedServer server(
      {ScriptedServer::stream(
           "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\","
           "\"content\":\"\"}}]}\n\n"
           "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}\n\n"
           "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"}}]}\n\n"
           "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":"
           "\"stop\"}]}\n\ndata: [DONE]\n\n"),
       true});
  const auto program = watch(
      {"-d", R"({"stream":true})", "--until", "[DONE]", "-f", "{data/choices/0/delta/content}"},
      server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(program->out(), QByteArray("\nHel\nlo\n\n"));
  QCOMPARE(server.requests().size(), 1);
  QVERIFY(server.requests()[0].startsWith("POST "));
  QVERIFY(server.requests()[0].contains("Content-Type: application/json\r\n"));
}

void ForeignStreamsTest::an_llm_that_names_its_events() {
  ScriptedServer server(
      {ScriptedServer::stream("event: message_start\ndata: {\"type\":\"message_start\"}\n\n"
                              "event: ping\ndata: {\"type\":\"ping\"}\n\n"
                              "event: content_block_delta\ndata: "
                              "{\"type\":\"content_block_delta\",\"delta\":{\"type\":"
                              "\"text_delta\",\"text\":\"Hi\"}}\n\n"
                              "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"),
       true});
  const auto program = watch(
      {"-X", "POST", "-d", "{}", "-e", "content_block_delta", "-f", "{data/delta/text}"}, server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(program->out(), QByteArray("Hi\n"));
}

QTEST_GUILESS_MAIN(ForeignStreamsTest)
#include "foreign_streams_test.moc"
