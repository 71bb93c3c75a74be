#include "tidings/notification.h"

#include <QtTest>

#include "tidings/json_text.h"

#include "support/std_strings.h"

using namespace tidings;
using test::bytes;
using test::fetch;

class NotificationTest : public QObject {
  Q_OBJECT

 private slots:
  void every_member_survives_reading_and_writing();
  void the_smallest_gets_the_defaults();
  void a_broadcast_has_no_seller();
  void data_and_unknown_members_travel_digit_by_digit();
  void is_written_on_one_line_whatever_came();
  void lengths_count_characters_data();
  void lengths_count_characters();
  void a_bad_member_is_refused_with_name_and_reason_data();
  void a_bad_member_is_refused_with_name_and_reason();
  void urls_are_http_or_https_data();
  void urls_are_http_or_https();
  void times_are_rfc_3339_in_utc_data();
  void times_are_rfc_3339_in_utc();
  void what_is_no_json_object_is_refused();
  void a_batch_line_may_carry_its_own_key_which_is_not_handed_on();
  void the_server_sets_id_and_read();
  void an_unknown_member_may_be_repeated();
};

namespace {

Result<Notification> published(const std::string& json) {
  return parse_notification(json, NotificationOrigin::publisher);
}

/// A notification that is good but for the given members.
std::string with(const std::string& members) {
  return R"({"sellerId":42,"title":"t")" + (members.empty() ? "" : "," + members) + "}";
}

std::string refusal(const Result<Notification>& notification) {
  return notification ? "accepted" : notification.error().message;
}

}  // namespace

void NotificationTest::every_member_survives_reading_and_writing() {
  const std::string json =
      R"({"id":"n1","sellerId":42,"type":"task.assigned","title":"업무 \"7\"","body":"two\nlines",)"
      R"("url":"https://shop.example/orders/7?a=b#c","priority":5,"group":"orders",)"
      R"("data":{"n":123456789012345678901234567890,"x":1.0e400},"createdAt":"2026-11-21T09:30:00Z",)"
      R"("shop":{"a":[1,2]}})";
  const auto notification = parse_notification(json, NotificationOrigin::server);
  QCOMPARE(refusal(notification), std::string("accepted"));
  QCOMPARE(notification->id, std::string("n1"));
  QVERIFY(notification->seller == SellerId::from_integer(42));
  QCOMPARE(notification->title, std::string("업무 \"7\""));
  QCOMPARE(notification->body, std::string("two\nlines"));
  QCOMPARE(notification->priority, 5);
  QCOMPARE(to_json(*notification), json);
}

void NotificationTest::the_smallest_gets_the_defaults() {
  const auto notification = published(R"({"sellerId":"abc","title":"t"})");
  QCOMPARE(refusal(notification), std::string("accepted"));
  QCOMPARE(notification->priority, 3);
  QVERIFY(!notification->broadcast);
  QCOMPARE(to_json(*notification), std::string(R"({"sellerId":"abc","title":"t","priority":3})"));
}

void NotificationTest::a_broadcast_has_no_seller() {
  const auto everyone = published(R"({"broadcast":true,"title":"t"})");
  QCOMPARE(refusal(everyone), std::string("accepted"));
  QVERIFY(everyone->broadcast);
  QVERIFY(!everyone->seller);
  QCOMPARE(to_json(*everyone), std::string(R"({"broadcast":true,"title":"t","priority":3})"));
  QCOMPARE(
      refusal(published(R"({"broadcast":true,"sellerId":1,"title":"t"})")),
      std::string("member \"sellerId\": it can't stand beside \"broadcast\": true, which is for "
                  "everyone"));
  QVERIFY(published(R"({"broadcast":false,"sellerId":1,"title":"t"})").ok());
}

void NotificationTest::data_and_unknown_members_travel_digit_by_digit() {
  const std::string members =
      R"("data":[1.0,1.00,1e2,-0,123456789012345678901234567890,1e400,"\u0041\/","é",{"a":1,"a":2}],)"
      R"("x":0.10,"Y":null,"title ":[true])";
  const auto notification = published(with(members));
  QCOMPARE(refusal(notification), std::string("accepted"));
  QCOMPARE(to_json(*notification), R"({"sellerId":42,"title":"t","priority":3,)" + members + "}");
  for (const char* data : {"null", "false", "0", "\"\"", "{}", "[]"}) {
    const auto scalar = published(with(std::string(R"("data":)") + data));
    QVERIFY(scalar.ok());
    QCOMPARE(scalar->data, std::string(data));
    QVERIFY(to_json(*scalar).find(std::string(R"("data":)") + data) != std::string::npos);
  }
}

void NotificationTest::is_written_on_one_line_whatever_came() {
  const auto notification = published(
      "{\n \"sellerId\" : 42,\r\n \"title\" : \"a\\nb\\u2028\",\n"
      " \"data\" : {\r\n  \"k\" : [ 1 ,\n 2 ]\r },\n \"x y\" : [\n]\n}\n");
  QCOMPARE(refusal(notification), std::string("accepted"));
  QCOMPARE(to_json(*notification),
           std::string(
               R"({"sellerId":42,"title":"a\nb\u2028","priority":3,"data":{"k":[1,2]},"x y":[]})"));
}

void NotificationTest::lengths_count_characters_data() {
  QTest::addColumn<QByteArray>("member");
  QTest::addColumn<int>("longest");
  QTest::newRow("type") << QByteArray("type") << 64;
  QTest::newRow("title") << QByteArray("title") << 256;
  QTest::newRow("body") << QByteArray("body") << 4096;
  QTest::newRow("group") << QByteArray("group") << 128;
}

void NotificationTest::lengths_count_characters() {
  QFETCH(int, longest);
  const auto member = fetch("member");
  const auto json_with = [&](const std::string& character, int count) {
    std::string json = R"({"sellerId":42)" +
                       std::string(member == "title" ? "" : R"(,"title":"t")") + ",\"" + member +
                       "\":\"";
    for (int i = 0; i < count; ++i) {
      json += character;
    }
    return json + "\"}";
  };
  for (const std::string character : {"a", "é", "업", "😀", R"(\n)", R"(\ud83d\ude00)", R"(\"a)"}) {
    const int per_character = character == R"(\"a)" ? 2 : 1;
    QCOMPARE(refusal(published(json_with(character, longest / per_character))),
             std::string("accepted"));
    QCOMPARE(
        refusal(published(json_with(character, longest / per_character + 1))),
        "member \"" + member + "\": it is longer than " + std::to_string(longest) + " characters");
  }
}

void NotificationTest::a_bad_member_is_refused_with_name_and_reason_data() {
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<QByteArray>("reason");
  const auto row = [](const std::string& json, const char* reason) {
    QTest::newRow(json.c_str()) << bytes(json) << QByteArray(reason);
  };
  const auto bad = [&](const std::string& members, const char* reason) {
    row(with(members), reason);
  };
  row(R"({"sellerId":42})", R"(member "title": it is required)");
  row(R"({"title":"t"})", R"(member "sellerId": it is required unless "broadcast" is true)");
  row(R"({"title":"t","broadcast":false})",
      R"(member "sellerId": it is required unless "broadcast" is true)");
  row(R"({"sellerId":42,"title":""})", R"(member "title": it must not be empty)");
  row(R"({"sellerId":42,"title":null})", R"(member "title": it must be a string)");
  row(R"({"sellerId":42,"title":5})", R"(member "title": it must be a string)");
  row(R"({"sellerId":4.5,"title":"t"})",
      R"(member "sellerId": it is a number but no 64-bit integer:)");
  row(R"({"sellerId":null,"title":"t"})", R"(member "sellerId": it is neither:)");
  bad(R"("broadcast":"true")", R"(member "broadcast": it must be true or false)");
  bad(R"("broadcast":1)", R"(member "broadcast": it must be true or false)");
  bad(R"("broadcast":null)", R"(member "broadcast": it must be true or false)");
  bad(R"("type":["a"])", R"(member "type": it must be a string)");
  bad(R"("body":{})", R"(member "body": it must be a string)");
  bad(R"("group":false)", R"(member "group": it must be a string)");
  bad(R"("url":7)", R"(member "url": it must be a string)");
  bad(R"("url":"")", R"(member "url": it must be an http or https URL)");
  bad(R"("createdAt":1732181400)", R"(member "createdAt": it must be a string)");
  bad(R"("createdAt":"yesterday")", R"(member "createdAt": it must be an RFC 3339 time in UTC)");
  for (const char* priority :
       {"0", "6", "-1", "10", "3.0", "3.5", "1e0", "\"3\"", "null", "true", "[3]"}) {
    bad(std::string(R"("priority":)") + priority,
        R"(member "priority": it must be an integer from 1 to 5)");
  }
  bad(R"("id":"mine")", R"(member "id": it is set by the server)");
  bad(R"("read":false)", R"(member "read": it is set by the server)");
  bad(R"("title":"again")", R"(member "title": it is given twice)");
  bad(R"("sellerId":42)", R"(member "sellerId": it is given twice)");
  bad(R"("data":1,"data":1)", R"(member "data": it is given twice)");
  bad(R"("\u0074itle":"again")", R"(member "title": it is given twice)");
  bad(R"("idempotencyKey":7)", R"(member "idempotencyKey": it must be a string)");
  bad(R"("idempotencyKey":"")", R"(member "idempotencyKey": it must not be empty)");
  bad(R"("idempotencyKey":"a\nb")", R"(member "idempotencyKey": it must be text without control)");
  bad(R"("idempotencyKey":"\ud800")", R"(member "idempotencyKey": it is not valid Unicode)");
  bad(R"("idempotencyKey":")" + std::string(129, 'k') + '"',
      R"(member "idempotencyKey": it is longer than 128 bytes)");
}

void NotificationTest::a_bad_member_is_refused_with_name_and_reason() {
  const auto reason = fetch("reason");
  QCOMPARE(refusal(published(fetch("json"))).substr(0, reason.size()), reason);
}

void NotificationTest::urls_are_http_or_https_data() {
  QTest::addColumn<QByteArray>("url");
  QTest::addColumn<bool>("good");
  const auto row = [](const char* url, bool good) {
    QTest::newRow(url) << QByteArray(url) << good;
  };
  row("http://a", true);
  row("https://shop.example/orders/7?a=b#c", true);
  row("HTTPS://Shop.Example:443/", true);
  row("http://127.0.0.1:8080", true);
  row("http://[::1]:8080/x", true);
  row("http://user:p@host/", true);
  row("http://host?q", true);
  row("http://가게.kr/주문", true);
  row("http://host:/", true);
  row("javascript:alert(1)", false);
  row("file:///etc/passwd", false);
  row("ftp://host/", false);
  row("//host/", false);
  row("host", false);
  row("/orders/7", false);
  row("http:", false);
  row("http:/host", false);
  row("http://", false);
  row("http:///path", false);
  row("http://:80/", false);
  row("http://user@", false);
  row("http://?q", false);
  row("http://host:port/", false);
  row("http://host:65536/", false);
  row("http://host:000001/", false);
  row("http://[::1", false);
  row("http://[]/", false);
  row("http://[::1]x/", false);
  row("http://host/a b", false);
  row(" http://host/", false);
  row("http://host\\\\evil/", false);
  row("http://host/\\n", false);
  row("http://host/\\u0085", false);
  row("httpx://host/", false);
}

void NotificationTest::urls_are_http_or_https() {
  QFETCH(bool, good);
  QCOMPARE(published(with(R"("url":")" + fetch("url") + '"')).ok(), good);
}

void NotificationTest::times_are_rfc_3339_in_utc_data() {
  QTest::addColumn<QByteArray>("time");
  QTest::addColumn<bool>("good");
  const auto row = [](const char* time, bool good) {
    QTest::newRow(time) << QByteArray(time) << good;
  };
  row("2026-11-21T09:30:00Z", true);
  row("2026-11-21t09:30:00z", true);
  row("2026-11-21T09:30:00.1Z", true);
  row("2026-11-21T09:30:00.123456789012Z", true);
  row("2026-11-21T09:30:00+00:00", true);
  row("2026-11-21T09:30:00-00:00", true);
  row("2024-02-29T00:00:00Z", true);
  row("2016-12-31T23:59:60Z", true);
  row("0001-01-01T00:00:00Z", true);
  row("", false);
  row("2026-11-21", false);
  row("2026-11-21T09:30:00", false);
  row("2026-11-21 09:30:00Z", false);
  row("2026-11-21T09:30Z", false);
  row("2026-11-21T09:30:00.Z", false);
  row("2026-11-21T09:30:00+01:00", false);
  row("2026-11-21T09:30:00+0000", false);
  row("2026-11-21T09:30:00ZZ", false);
  row("2026-11-21T09:30:00Z ", false);
  row("2026-13-01T00:00:00Z", false);
  row("2026-00-01T00:00:00Z", false);
  row("2026-02-29T00:00:00Z", false);
  row("2026-04-31T00:00:00Z", false);
  row("2026-11-21T24:00:00Z", false);
  row("2026-11-21T09:60:00Z", false);
  row("2026-11-21T09:30:60Z", false);
  row("2026-11-21T23:59:61Z", false);
  row("02026-11-21T09:30:00Z", false);
  row("2026-1-21T09:30:00Z", false);
  row("1763717400", false);
}

void NotificationTest::times_are_rfc_3339_in_utc() {
  QFETCH(bool, good);
  QCOMPARE(published(with(R"("createdAt":")" + fetch("time") + '"')).ok(), good);
}

void NotificationTest::what_is_no_json_object_is_refused() {
  for (const char* json : {"[]", "null", "\"title\"", "42", R"([{"sellerId":42,"title":"t"}])"}) {
    QVERIFY(refusal(published(json)).find("must be a JSON object") != std::string::npos);
  }
  for (const char* json : {"", "{", R"({"sellerId":42,"title":"t"}x)", "sellerId=42"}) {
    QVERIFY(refusal(published(json)).find("not valid JSON") == 0);
  }
  const auto deep = with(R"("data":)" + std::string(128, '[') + std::string(128, ']'));
  QCOMPARE(refusal(published(deep)), std::string("the JSON is nested deeper than 128"));
  QVERIFY(published(with(R"("data":)" + std::string(127, '[') + std::string(127, ']'))).ok());
}

void NotificationTest::a_batch_line_may_carry_its_own_key_which_is_not_handed_on() {
  const std::string longest = "업" + std::string(125, 'k');
  const auto notification = published(with(R"("idempotencyKey":")" + longest + '"'));
  QCOMPARE(refusal(notification), std::string("accepted"));
  QCOMPARE(notification->idempotency_key, longest);
  QVERIFY(to_json(*notification).find("idempotencyKey") == std::string::npos);
}

void NotificationTest::the_server_sets_id_and_read() {
  const auto notification = parse_notification(
      R"({"id":"n7","title":"t","read":true,"createdAt":"2026-11-21T09:30:00Z"})",
      NotificationOrigin::server);
  QCOMPARE(refusal(notification), std::string("accepted"));
  QCOMPARE(notification->id, std::string("n7"));
  QCOMPARE(
      to_json(*notification),
      std::string(R"({"id":"n7","title":"t","priority":3,"createdAt":"2026-11-21T09:30:00Z"})"));
}

void NotificationTest::an_unknown_member_may_be_repeated() {
  const auto notification = published(with(R"("x":1,"x":2)"));
  QCOMPARE(refusal(notification), std::string("accepted"));
  QVERIFY(to_json(*notification).find(R"("x":1,"x":2)") != std::string::npos);
}

QTEST_APPLESS_MAIN(NotificationTest)
#include "notification_test.moc"
