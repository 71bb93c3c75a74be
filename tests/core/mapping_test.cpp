#include "tidings/mapping.h"

#include <QtTest>

#include "support/std_strings.h"

using namespace tidings;
using namespace std::chrono_literals;
using test::bytes;
using test::fetch;

class MappingTest : public QObject {
  Q_OBJECT

 private slots:
  void presets_have_names();
  void a_server_that_announces_heartbeats_is_ours();
  void foreign_heartbeat_intervals_are_known();
  void an_event_has_a_kind_data();
  void an_event_has_a_kind();
  void a_profile_adds_a_heartbeat_data();
  void a_profile_adds_a_heartbeat();
  void our_notification_is_read_whole();
  void what_is_almost_ours_is_read_as_far_as_it_goes();
  void ntfy_messages_become_notifications();
  void ntfy_tells_other_things_too();
  void any_json_with_a_title_is_a_notification();
  void without_a_title_there_is_none_data();
  void without_a_title_there_is_none();
  void pointers_of_a_profile_come_first();
  void what_is_unsafe_or_impossible_is_left_out_data();
  void what_is_unsafe_or_impossible_is_left_out();
  void a_bad_change_is_refused_with_its_key_data();
  void a_bad_change_is_refused_with_its_key();
};

namespace {

Event event_of(std::string_view data, std::string_view type = "message", std::string_view id = "") {
  Event event;
  event.type = type;
  event.data = data;
  event.last_event_id = id;
  event.has_own_id = !id.empty();
  return event;
}

/// `id|type|title|body|url|priority|group|created_at`, or `none`.
std::string told(const std::optional<Notification>& notification) {
  if (!notification) {
    return "none";
  }
  const auto& n = *notification;
  return n.id + '|' + n.type + '|' + n.title + '|' + n.body + '|' + n.url + '|' +
         std::to_string(n.priority) + '|' + n.group + '|' + n.created_at;
}

EventMapping changed(Preset preset,
                     const std::vector<std::pair<std::string, std::string>>& changes) {
  auto mapping = EventMapping::create(preset, changes);
  return mapping ? *mapping : EventMapping(preset);
}

}  // namespace

void MappingTest::presets_have_names() {
  for (const char* name : {"tidings", "ntfy", "mercure", "plain"}) {
    const auto preset = preset_from_name(name);
    QVERIFY(preset);
    QCOMPARE(std::string(preset_name(*preset)), std::string(name));
  }
  QVERIFY(!preset_from_name("Tidings"));
  QVERIFY(!preset_from_name(""));
}

void MappingTest::a_server_that_announces_heartbeats_is_ours() {
  HttpResponseHead head;
  QVERIFY(detect_preset(head) == Preset::plain);
  head.headers = {{"x-sse-keepalive", "30"}};
  QVERIFY(detect_preset(head) == Preset::tidings);
}

void MappingTest::foreign_heartbeat_intervals_are_known() {
  QVERIFY(expected_heartbeat_timeout(Preset::ntfy) == 120s);
  QVERIFY(expected_heartbeat_timeout(Preset::mercure) == 120s);
  QVERIFY(!expected_heartbeat_timeout(Preset::tidings));
  QVERIFY(!expected_heartbeat_timeout(Preset::plain));
}

void MappingTest::an_event_has_a_kind_data() {
  QTest::addColumn<QByteArray>("preset");
  QTest::addColumn<QByteArray>("type");
  QTest::addColumn<QByteArray>("data");
  QTest::addColumn<int>("kind");
  const auto row = [](const char* preset, const char* type, std::string_view data, EventKind kind) {
    QTest::addRow("%s, %s: %s", preset, type, std::string(data.substr(0, 60)).c_str())
        << QByteArray(preset) << QByteArray(type) << bytes(data) << static_cast<int>(kind);
  };
  using Kind = EventKind;
  row("tidings", "heartbeat", "", Kind::heartbeat);
  row("tidings", "heartbeat", "{}", Kind::heartbeat);
  row("tidings", "message", R"({"content":"heartbeat"})", Kind::heartbeat);
  row("tidings", "message", " { \"content\" : \"heartbeat\" } ", Kind::heartbeat);
  row("tidings", "message", R"({"\u0063ontent":"\u0068eartbeat"})", Kind::heartbeat);
  row("tidings", "message", R"({"content":"heartbeat","title":"t"})", Kind::ordinary);
  row("tidings", "message", R"({"title":"t","content":"heartbeat"})", Kind::ordinary);
  row("tidings", "message", R"({"content":"heartbeat","content":"heartbeat"})", Kind::ordinary);
  row("tidings", "message", R"({"content":"Heartbeat"})", Kind::ordinary);
  row("tidings", "message", R"({"content":["heartbeat"]})", Kind::ordinary);
  row("tidings", "message", R"(["heartbeat"])", Kind::ordinary);
  row("tidings", "message", R"("heartbeat")", Kind::ordinary);
  row("tidings", "message", R"({"content":"heartbeat")", Kind::ordinary);
  row("tidings", "message", "heartbeat", Kind::ordinary);
  row("tidings", "order", R"({"content":"heartbeat"})", Kind::ordinary);
  row("tidings", "message", R"({"title":"t"})", Kind::ordinary);
  row("tidings", "keepalive", "", Kind::ordinary);
  row("tidings", "gap", R"({"requested":"1","oldest":"5"})", Kind::gap);
  row("tidings", "read", R"({"ids":[]})", Kind::read);
  row("tidings", "unread", R"({"ids":[]})", Kind::unread);
  row("ntfy", "open", "{}", Kind::heartbeat);
  row("ntfy", "keepalive", "{}", Kind::heartbeat);
  row("ntfy", "message", "{}", Kind::ordinary);
  row("ntfy", "heartbeat", "", Kind::ordinary);
  row("ntfy", "gap", "{}", Kind::ordinary);
  row("mercure", "heartbeat", "", Kind::ordinary);
  row("mercure", "message", R"({"content":"heartbeat"})", Kind::ordinary);
  row("plain", "heartbeat", "", Kind::ordinary);
  row("plain", "message", R"({"content":"heartbeat"})", Kind::ordinary);
  row("plain", "read", "", Kind::ordinary);
}

void MappingTest::an_event_has_a_kind() {
  QFETCH(int, kind);
  const EventMapping mapping(*preset_from_name(fetch("preset")));
  const auto type = fetch("type");
  const auto data = fetch("data");
  QCOMPARE(static_cast<int>(mapping.kind(event_of(data, type))), kind);
}

void MappingTest::a_profile_adds_a_heartbeat_data() {
  QTest::addColumn<QByteArray>("rule");
  QTest::addColumn<QByteArray>("type");
  QTest::addColumn<QByteArray>("data");
  QTest::addColumn<bool>("heartbeat");
  const auto row = [](const char* rule, const char* type, const char* data, bool heartbeat) {
    QTest::addRow("%s, %s: %s", rule, type, data)
        << QByteArray(rule) << QByteArray(type) << QByteArray(data) << heartbeat;
  };
  row("event:ping", "ping", "x", true);
  row("event:ping", "pings", "x", false);
  row("event:ping", "message", "ping", false);
  row("/content=heartbeat", "message", R"({"content":"heartbeat"})", true);
  row("/content=heartbeat", "sse", R"({"content":"heartbeat","n":1})", true);
  row("/content=heartbeat", "message", R"({"content":"h\u0065artbeat"})", true);
  row("/content=heartbeat", "message", R"({"content":"heartbeats"})", false);
  row("/content=heartbeat", "message", R"({"other":"heartbeat"})", false);
  row("/content=heartbeat", "message", "heartbeat", false);
  row("/type=5", "message", R"({"type":5})", true);
  row("/type=5", "message", R"({"type":"5"})", true);
  row("/a=b=c", "message", R"({"a":"b=c"})", true);
  row("/a=", "message", R"({"a":""})", true);
  row("/a=", "message", "{}", false);
  row("=ping", "message", R"("ping")", true);
  row("/x=1", "keepalive", "{}", true);  // ntfy's own stays one
}

void MappingTest::a_profile_adds_a_heartbeat() {
  QFETCH(bool, heartbeat);
  const auto mapping = EventMapping::create(Preset::ntfy, {{"heartbeat", fetch("rule")}});
  QVERIFY(mapping.ok());
  const auto type = fetch("type");
  const auto data = fetch("data");
  QCOMPARE(mapping->kind(event_of(data, type)) == EventKind::heartbeat, heartbeat);
}

void MappingTest::our_notification_is_read_whole() {
  const std::string data =
      R"({"id":"n1","sellerId":42,"type":"task.assigned","title":"업무","body":"b","url":"https://a/",)"
      R"("priority":5,"group":"g","data":{"n":12345678901234567890123},"createdAt":"2026-11-21T09:30:00Z"})";
  const auto notification = EventMapping(Preset::tidings).notification(event_of(data));
  QCOMPARE(told(notification),
           std::string("n1|task.assigned|업무|b|https://a/|5|g|2026-11-21T09:30:00Z"));
  QCOMPARE(to_json(*notification), data);
}

void MappingTest::what_is_almost_ours_is_read_as_far_as_it_goes() {
  const EventMapping mapping(Preset::tidings);
  const std::string data =
      R"({"id":7,"title":"t","priority":"4","createdAt":"yesterday","body":null})";
  QCOMPARE(told(mapping.notification(event_of(data))), std::string("7||t|||4||"));
  QCOMPARE(told(mapping.notification(event_of(R"({"title":"t"})", "task", "c9"))),
           std::string("c9|task|t|||3||"));
}

void MappingTest::ntfy_messages_become_notifications() {
  const EventMapping mapping(Preset::ntfy);
  const std::string full =
      R"({"id":"sPs71M8A2T","time":1643935928,"event":"message","topic":"mytopic","title":"Unauthorized",)"
      R"("message":"Remote access detected","priority":5,"tags":["warning"],"click":"https://homecam/"})";
  QCOMPARE(told(mapping.notification(event_of(full))),
           std::string("sPs71M8A2T||Unauthorized|Remote access detected|https://homecam/|5|mytopic|"
                       "2022-02-04T00:52:08Z"));
  const std::string short_one =
      R"({"id":"a","time":1643935928,"event":"message","topic":"mytopic","message":"Disk full"})";
  QCOMPARE(told(mapping.notification(event_of(short_one))),
           std::string("a||mytopic|Disk full||3|mytopic|2022-02-04T00:52:08Z"));
  for (const char* odd :
       {"1e99", "9223372036854775807", "-9223372036854775808", "253402300800", "\"x\""}) {
    const auto data = R"({"id":"a","time":)" + std::string(odd) + R"(,"topic":"t","message":"m"})";
    QCOMPARE(told(mapping.notification(event_of(data))), std::string("a||t|m||3|t|"));
  }
}

void MappingTest::ntfy_tells_other_things_too() {
  const EventMapping mapping(Preset::ntfy);
  const std::string data = R"({"id":"a","time":1643935928,"event":"open","topic":"mytopic"})";
  for (const char* type : {"open", "keepalive", "poll_request"}) {
    QCOMPARE(told(mapping.notification(event_of(data, type))), std::string("none"));
  }
}

void MappingTest::any_json_with_a_title_is_a_notification() {
  for (const auto preset : {Preset::mercure, Preset::plain}) {
    const EventMapping mapping(preset);
    const std::string data =
        R"({"title":"t","body":"b","url":"http://a","priority":1,"group":"g"})";
    QCOMPARE(told(mapping.notification(event_of(data, "message", "urn:uuid:1"))),
             std::string("urn:uuid:1||t|b|http://a|1|g|"));
  }
}

void MappingTest::without_a_title_there_is_none_data() {
  QTest::addColumn<QByteArray>("data");
  for (const char* data : {"", "연결되었습니다.", "[DONE]", "{}", "[1]", "7", R"({"title":""})",
                           R"({"title":null})", R"({"content":"c"})", R"({"title":"t")"}) {
    QTest::newRow(*data == '\0' ? "empty" : data) << QByteArray(data);
  }
}

void MappingTest::without_a_title_there_is_none() {
  const auto data = fetch("data");
  for (const auto preset : {Preset::tidings, Preset::ntfy, Preset::mercure, Preset::plain}) {
    QCOMPARE(told(EventMapping(preset).notification(event_of(data))), std::string("none"));
  }
}

void MappingTest::pointers_of_a_profile_come_first() {
  const auto mapping = changed(Preset::plain, {{"title", "/content"},
                                               {"body", "/detail/0"},
                                               {"url", "/link"},
                                               {"type", "/kind"},
                                               {"priority", "/level"},
                                               {"group", "/member"},
                                               {"id", "/number"}});
  const std::string data =
      R"({"content":"c","title":"t","detail":["d"],"link":"https://l/","kind":"k","level":"2","member":3,)"
      R"("number":10000000000000000000000})";
  QCOMPARE(told(mapping.notification(event_of(data, "sse", "9"))),
           std::string("10000000000000000000000|k|c|d|https://l/|2|3|"));
  // Where it points to nothing the preset's place counts.
  QCOMPARE(told(mapping.notification(event_of(R"({"title":"t","body":"b"})"))),
           std::string("||t|b||3||"));
  // The whole of the data.
  QCOMPARE(told(changed(Preset::plain, {{"title", ""}}).notification(event_of(R"("hello")"))),
           std::string("||hello|||3||"));

  const auto ours = changed(Preset::tidings, {{"title", "/data/subject"}});
  const std::string notification = R"({"id":"n","title":"t","data":{"subject":"s"},"x":1})";
  QCOMPARE(told(ours.notification(event_of(notification))), std::string("n||s|||3||"));
  QCOMPARE(ours.notification(event_of(notification))->data, std::string(R"({"subject":"s"})"));
}

void MappingTest::what_is_unsafe_or_impossible_is_left_out_data() {
  QTest::addColumn<QByteArray>("members");
  for (const char* members : {R"("url":"javascript:void 0")", R"("url":"file:///etc/passwd")",
                              R"("url":7)", R"("priority":0)", R"("priority":6)",
                              R"("priority":"high")", R"("priority":2.5)", R"("priority":[4])"}) {
    QTest::newRow(members) << QByteArray(members);
  }
}

void MappingTest::what_is_unsafe_or_impossible_is_left_out() {
  const auto data = R"({"title":"t",)" + fetch("members") + "}";
  for (const auto preset : {Preset::tidings, Preset::plain}) {
    QCOMPARE(told(EventMapping(preset).notification(event_of(data))), std::string("||t|||3||"));
  }
}

void MappingTest::a_bad_change_is_refused_with_its_key_data() {
  QTest::addColumn<QByteArray>("key");
  QTest::addColumn<QByteArray>("value");
  const auto row = [](const char* key, const char* value) {
    QTest::addRow("%s = %s", key, value) << QByteArray(key) << QByteArray(value);
  };
  row("title", "title");
  row("title", "/a~2");
  row("data", "/data");
  row("", "/a");
  row("heartbeat", "/content");
  row("heartbeat", "content=heartbeat");
  row("heartbeat", "event:");
  row("heartbeat", "");
}

void MappingTest::a_bad_change_is_refused_with_its_key() {
  const auto key = fetch("key");
  const auto mapping = EventMapping::create(Preset::plain, {{"body", "/b"}, {key, fetch("value")}});
  QVERIFY(!mapping.ok());
  QVERIFY(mapping.error().message.find('`' + key + '`') == 0);
}

QTEST_APPLESS_MAIN(MappingTest)
#include "mapping_test.moc"
