#include <QtTest>

#include "session_bench.h"

using namespace tidings;
using test::SessionBench;
using test::stream_settings;

/// Redirects, followed by the session itself.
class StreamSessionRedirectTest : public QObject {
  Q_OBJECT

 private slots:
  void a_method_after_a_redirect_data();
  void a_method_after_a_redirect();
  void credentials_stay_within_the_origin_data();
  void credentials_stay_within_the_origin();
  void credentials_do_not_come_back();
  void ten_in_a_row_are_followed_and_no_more();
  void a_useless_target_ends_the_stream_data();
  void a_useless_target_ends_the_stream();
  void the_next_try_begins_at_the_streams_own_url();
};

void StreamSessionRedirectTest::a_method_after_a_redirect_data() {
  QTest::addColumn<int>("status");
  QTest::addColumn<QString>("method");
  QTest::addColumn<QString>("after");
  const auto row = [](int status, const char* method, const char* after) {
    QTest::addRow("%d %s", status, method) << status << QString(method) << QString(after);
  };
  for (const int status : {301, 302, 303}) {
    row(status, "GET", "GET");
    row(status, "POST", "GET");
  }
  for (const int status : {307, 308}) {
    row(status, "GET", "GET");
    row(status, "POST", "POST");
  }
  row(302, "PUT", "PUT");
  row(303, "PUT", "GET");
}

void StreamSessionRedirectTest::a_method_after_a_redirect() {
  QFETCH(int, status);
  QFETCH(QString, method);
  QFETCH(QString, after);
  StreamSettings settings = stream_settings();
  settings.method = method.toStdString();
  settings.body = "{}";
  settings.headers = {{"Content-Type", "application/json"}, {"X-Shop", "7"}};
  SessionBench stream(settings);
  stream.start();
  stream.answer(status, {{"Location", "http://shop.example/other"}});
  QCOMPARE(stream.requests.size(), 2U);
  QCOMPARE(stream.last_request().url, "http://shop.example/other");
  QCOMPARE(QString::fromStdString(stream.last_request().method), after);
  QCOMPARE(stream.last_request().body.has_value(), method == after);
  QCOMPARE(stream.sent("Content-Type"), method == after ? "application/json" : "");
  QCOMPARE(stream.sent("X-Shop"), "7");
  QCOMPARE(stream.broken_rules, 0);
}

void StreamSessionRedirectTest::credentials_stay_within_the_origin_data() {
  QTest::addColumn<QString>("target");
  QTest::addColumn<bool>("sent");
  QTest::newRow("same origin") << "https://shop.example/b" << true;
  QTest::newRow("default port named") << "https://shop.example:443/b" << true;
  QTest::newRow("other case") << "HTTPS://SHOP.example/b" << true;
  QTest::newRow("other port") << "https://shop.example:8443/b" << false;
  QTest::newRow("other host") << "https://evil.example/b" << false;
  QTest::newRow("subdomain") << "https://a.shop.example/b" << false;
  QTest::newRow("other scheme") << "http://shop.example/b" << false;
  QTest::newRow("host hidden behind user info") << "https://shop.example@evil.example/" << false;
}

void StreamSessionRedirectTest::credentials_stay_within_the_origin() {
  QFETCH(QString, target);
  QFETCH(bool, sent);
  StreamSettings settings = stream_settings("https://shop.example/a");
  settings.token = TokenValue{"t0k"};
  settings.headers = {{"X-Shop", "7"}};
  settings.last_event_id = "3";
  SessionBench stream(settings);
  stream.start();
  stream.give_token("t0k");
  stream.answer(307, {{"Location", target.toStdString()}});
  QCOMPARE(stream.sent("Authorization"), sent ? "Bearer t0k" : "");
  QCOMPARE(stream.sent("X-Shop"), sent ? "7" : "");
  QCOMPARE(stream.sent("Last-Event-ID"), "3");
  QCOMPARE(stream.sent("Accept"), "text/event-stream");
}

void StreamSessionRedirectTest::credentials_do_not_come_back() {
  StreamSettings settings = stream_settings("http://shop.example/a");
  settings.headers = {{"X-Shop", "7"}};
  SessionBench stream(settings);
  stream.start();
  stream.answer(302, {{"Location", "http://evil.example/"}});
  stream.answer(302, {{"Location", "http://shop.example/b"}});
  QCOMPARE(stream.sent("X-Shop"), "");
}

void StreamSessionRedirectTest::ten_in_a_row_are_followed_and_no_more() {
  SessionBench stream(stream_settings());
  stream.start();
  for (int redirect = 1; redirect <= 10; ++redirect) {
    stream.answer(302, {{"Location", "http://shop.example/" + std::to_string(redirect)}});
    QVERIFY(stream.under_way);
  }
  stream.answer(302, {{"Location", "http://shop.example/11"}});
  QVERIFY(stream.take_log().last().startsWith(
      "end unusable: the server redirected more than 10 times in a row"));
  QCOMPARE(stream.requests.size(), 11U);
}

void StreamSessionRedirectTest::a_useless_target_ends_the_stream_data() {
  QTest::addColumn<QString>("target");
  QTest::newRow("none") << "";
  QTest::newRow("ftp") << "ftp://shop.example/";
  QTest::newRow("file") << "file:///etc/passwd";
  QTest::newRow("no host") << "http:///x";
  QTest::newRow("a host that is another to other parsers") << "http://shop.example\\@evil.example/";
}

void StreamSessionRedirectTest::a_useless_target_ends_the_stream() {
  QFETCH(QString, target);
  SessionBench stream(stream_settings());
  stream.start();
  stream.answer(301, {{"Location", target.toStdString()}});
  QVERIFY(stream.take_log().last().startsWith("end unusable: the server answered 301"));
  QCOMPARE(stream.requests.size(), 1U);
}

void StreamSessionRedirectTest::the_next_try_begins_at_the_streams_own_url() {
  SessionBench stream(stream_settings());
  stream.start();
  stream.answer(301, {{"Location", "http://other.example/s"}});
  stream.open();
  stream.send("data: x\n\n");
  stream.cut();
  stream.pass_to_deadline();
  QCOMPARE(stream.last_request().url, "http://shop.example/v1/stream");
}

QTEST_APPLESS_MAIN(StreamSessionRedirectTest)
#include "stream_session_redirect_test.moc"
