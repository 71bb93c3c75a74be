#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "server-mini/program/server_under_test.h"
#include "server-mini/program/sse.h"

using namespace tidings::test;

namespace {

QJsonObject json(const Answer& answer) {
  return QJsonDocument::fromJson(answer.body).object();
}

QStringList titles_in(const QJsonObject& list) {
  QStringList out;
  for (const auto& item : list["notifications"].toArray())
    out.append(item.toObject()["title"].toString());
  return out;
}

/// `title: read` of each, in order.
QStringList states_in(const QJsonObject& list) {
  QStringList out;
  for (const auto& item : list["notifications"].toArray())
    out.append(item.toObject()["title"].toString() +
               (item.toObject()["read"].toBool() ? ": read" : ": unread"));
  return out;
}

QByteArray id_at(const QJsonObject& list, int index) {
  return list["notifications"].toArray().at(index).toObject()["id"].toString().toUtf8();
}

/// Between the seller's log and that of the broadcasts the order is by millisecond.
void await_the_next_millisecond() {
  const qint64 before = QDateTime::currentMSecsSinceEpoch();
  while (QDateTime::currentMSecsSinceEpoch() <= before) {
  }
}

}  // namespace

/// What a seller has, what it marked, and who is connected; on memory and on Redis.
class StateTest : public QObject {
  Q_OBJECT

  static void add_stores() {
    QTest::addColumn<bool>("on_redis");
    QTest::newRow("memory") << false;
    QTest::newRow("redis") << true;
  }

  static QJsonObject list(const ServerUnderTest& server, const QByteArray& query = {}) {
    const Answer answer = server.ask("GET", "/v1/notifications" + query, server.seller());
    if (answer.status != 200)
      qFatal("no list: %s", answer.body.constData());
    return json(answer);
  }
  static Answer mark(const ServerUnderTest& server, const QByteArray& what,
                     const QByteArray& body) {
    return server.ask("POST", "/v1/notifications/" + what,
                      server.seller() + "Content-Type: application/json\r\n", body);
  }

 private slots:
  void the_list_is_in_order_page_by_page_data() { add_stores(); }
  void the_list_is_in_order_page_by_page() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({}, on_redis);
    QCOMPARE(list(server),
             (QJsonObject{{"notifications", QJsonArray()}, {"unread", 0}, {"next", QJsonValue()}}));
    const auto stream = server.stream();
    server.publish_many(3);
    await_the_next_millisecond();
    server.publish("{\"broadcast\":true,\"title\":\"n4\"}");
    server.publish("{\"sellerId\":7,\"title\":\"not mine\"}");
    await_the_next_millisecond();
    server.publish("{\"sellerId\":42,\"title\":\"n5\"}");
    const auto all = list(server);
    QCOMPARE(titles_in(all), (QStringList{"n1", "n2", "n3", "n4", "n5"}));
    QCOMPARE(all["unread"].toInt(), 5);
    QVERIFY(all["next"].isNull());
    QStringList paged;
    QByteArray query = "?limit=2";
    for (int page = 0; page < 3; ++page) {
      const auto some = list(server, query);
      paged += titles_in(some);
      QCOMPARE(some["next"].isNull(), page == 2);
      query = "?limit=2&after=" + some["next"].toString().toUtf8();
    }
    QCOMPARE(paged, titles_in(all));
    QVERIFY(list(server, "?after=" + id_at(all, 4))["notifications"].toArray().isEmpty());
  }

  void data_comes_back_digit_by_digit() {
    const ServerUnderTest server;
    server.publish("{\"sellerId\":42,\"title\":\"T\",\"data\":[1.50,123456789012345678901]}");
    const QByteArray body = server.ask("GET", "/v1/notifications", server.seller()).body;
    QVERIFY2(body.contains("\"data\":[1.50,123456789012345678901]"), body);
  }

  void a_bad_question_is_400_data() {
    QTest::addColumn<QByteArray>("query");
    for (const char* query :
         {"limit=0", "limit=501", "limit=x", "limit=-1", "limit=", "after=garbage", "after=1-0"})
      QTest::newRow(query) << QByteArray(query);
  }
  void a_bad_question_is_400() {
    QFETCH(QByteArray, query);
    const ServerUnderTest server;
    const Answer answer = server.ask("GET", "/v1/notifications?" + query, server.seller());
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.field("content-type"), "application/problem+json");
  }

  void what_is_marked_stays_so_and_open_streams_hear_of_it_data() { add_stores(); }
  void what_is_marked_stays_so_and_open_streams_hear_of_it() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({}, on_redis);
    const auto phone = server.stream();
    const auto laptop = server.stream();
    server.publish_many(4);
    QVERIFY(phone->wait_for_body("n4"));
    const auto all = list(server);
    const QByteArray first = "{\"ids\":[\"" + id_at(all, 0) + "\",\"" + id_at(all, 2) + "\"]}";
    QCOMPARE(mark(server, "read", first).status, 204);
    QCOMPARE(states_in(list(server)),
             (QStringList{"n1: read", "n2: unread", "n3: read", "n4: unread"}));
    QCOMPARE(list(server)["unread"].toInt(), 2);
    const QByteArray up_to = "{\"upTo\":\"" + id_at(all, 2) + "\"}";
    QCOMPARE(mark(server, "read", up_to).status, 204);
    QCOMPARE(list(server)["unread"].toInt(), 1);
    const QByteArray undone = "{\"ids\":[\"" + id_at(all, 1) + "\"]}";
    QCOMPARE(mark(server, "unread", undone).status, 204);
    QCOMPARE(states_in(list(server)),
             (QStringList{"n1: read", "n2: unread", "n3: read", "n4: unread"}));
    for (const auto* stream : {phone.get(), laptop.get()}) {
      QVERIFY(stream->wait_for_body("event: unread\ndata: " + undone + "\n\n"));
      const QByteArray body = stream->answer().body;
      QVERIFY(body.contains("event: read\ndata: " + first + "\n\nevent: read\ndata: " + up_to +
                            "\n\nevent: unread\n"));
    }
  }

  void others_do_not_hear_of_it() {
    const ServerUnderTest server;
    HttpClient other(server.port());
    other.request("GET", "/v1/stream", server.seller(7));
    QVERIFY(other.wait_for_body("id: "));
    server.publish_many(1);
    QCOMPARE(mark(server, "read", "{\"ids\":[\"" + id_at(list(server), 0) + "\"]}").status, 204);
    server.publish("{\"sellerId\":7,\"title\":\"end\"}");
    QVERIFY(other.wait_for_body("end"));
    QVERIFY(!other.answer().body.contains("event: read"));
  }

  void a_bad_mark_is_400_data() {
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* name, const char* what, const char* body) {
      QTest::newRow(name) << QByteArray(what) << QByteArray(body);
    };
    row("no JSON", "read", "{");
    row("an array", "read", "[]");
    row("nothing", "read", "{}");
    row("no ids", "read", "{\"ids\":[]}");
    row("ids no list", "read", "{\"ids\":\"x\"}");
    row("an id that is none", "read", "{\"ids\":[\"x\"]}");
    row("an id that is a number", "read", "{\"ids\":[1]}");
    row("both", "read", "{\"ids\":[\"1-0.abcdefgh\"],\"upTo\":\"1-0.abcdefgh\"}");
    row("unknown member", "read", "{\"ids\":[\"1-0.abcdefgh\"],\"x\":1}");
    row("unread up to", "unread", "{\"upTo\":\"1-0.abcdefgh\"}");
  }
  void a_bad_mark_is_400() {
    QFETCH(QByteArray, what);
    QFETCH(QByteArray, body);
    const ServerUnderTest server;
    const Answer answer = mark(server, what, body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.field("content-type"), "application/problem+json");
  }

  void who_is_connected_can_be_asked_data() { add_stores(); }
  void who_is_connected_can_be_asked() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({}, on_redis);
    const auto ask = [&](const QByteArray& query) {
      return server.ask("GET", "/v1/connections" + query, server.publisher());
    };
    QCOMPARE(ask("").status, 400);
    QCOMPARE(ask("?sellerId=").status, 400);
    QCOMPARE(ask("?sellerId=42").body, QByteArray("{\"connections\":[]}"));
    auto first = server.stream();
    const auto second = server.stream();
    QTRY_COMPARE(json(ask("?sellerId=42"))["connections"].toArray().size(), 2);
    const auto connections = json(ask("?sellerId=42"))["connections"].toArray();
    const auto one = connections[0].toObject();
    QCOMPARE(one["sellerId"], QJsonValue(42));
    QVERIFY(!one["id"].toString().isEmpty() && !one["server"].toString().isEmpty());
    QVERIFY(QDateTime::fromString(one["since"].toString(), Qt::ISODateWithMs).isValid());
    QVERIFY(one["id"] != connections[1].toObject()["id"]);
    QCOMPARE(one["server"], connections[1].toObject()["server"]);
    QCOMPARE(ask("?sellerId=7").body, QByteArray("{\"connections\":[]}"));
    first.reset();
    QTRY_COMPARE(json(ask("?sellerId=42"))["connections"].toArray().size(), 1);
  }
};

QTEST_GUILESS_MAIN(StateTest)
#include "state_test.moc"
