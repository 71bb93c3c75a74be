// What the head of the answer says: status, content type, redirects, caching, CORS.
#include <QtTest>

#include "core/diagnosis/observed.h"
#include "diagnosis/checks.h"

using namespace tidings;
using namespace tidings::test;

namespace {

ObservedStream answered(int status, std::vector<HttpHeader> headers = {}) {
  ObservedStream seen = good_stream();
  seen.stream.head = answer(status, std::move(headers));
  set_pieces(seen.stream, {});
  seen.resumed.reset();
  seen.compressed.reset();
  return seen;
}

ObservedStream with_header(const std::string& name, const std::string& value) {
  ObservedStream seen = good_stream();
  set_header(*seen.stream.head, name, value);
  return seen;
}

ObservedStream for_origin(std::vector<HttpHeader> preflight, std::vector<HttpHeader> stream) {
  ObservedStream seen = good_stream();
  seen.origin = "https://app.example";
  seen.with_credentials = true;
  seen.stream.head = stream_head(std::move(stream));
  seen.preflight.emplace();
  seen.preflight->head = answer(204, std::move(preflight));
  return seen;
}

const HttpHeader kAllowed{"Access-Control-Allow-Origin", "https://app.example"};
const HttpHeader kHeaders{"Access-Control-Allow-Headers", "Authorization, Last-Event-ID"};

}  // namespace

class AnswerChecksTest : public QObject {
  Q_OBJECT

 private slots:
  void a_status_is_judged_with_advice_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("advice");
    QTest::newRow("not found") << 404 << "path";
    QTest::newRow("gateway") << 502 << "does not reach the server behind it";
    QTest::newRow("unavailable") << 503 << "at the moment";
    QTest::newRow("too many") << 429 << "too many streams";
    QTest::newRow("no content") << 204 << "go away for good";
    QTest::newRow("broken") << 500 << "log";
  }
  void a_status_is_judged_with_advice() {
    QFETCH(int, status);
    QFETCH(QString, advice);
    const ObservedStream seen = answered(status);
    QCOMPARE(verdict(status_check(seen)), "fail");
    QVERIFY2(says(status_check(seen), advice.toStdString()), status_check(seen)->advice.c_str());
    QCOMPARE(verdict(content_type_check(seen)), "none");
    QCOMPARE(verdict(authentication_check(seen)), "none");
    QCOMPARE(verdict(buffering_check(seen)), "none");
  }

  void a_good_status_names_who_answers() {
    const ObservedStream seen = with_header("Server", "nginx/1.22.1");
    QCOMPARE(verdict(status_check(seen)), "ok");
    QVERIFY(says(status_check(seen), "200 over HTTP/1.1 from nginx/1.22.1"));
  }

  void a_refused_token_is_left_to_authentication() {
    QCOMPARE(verdict(status_check(answered(401))), "none");
    QCOMPARE(verdict(status_check(answered(403))), "none");
  }

  void a_connection_without_an_answer_is_the_status_s() {
    ObservedStream seen = good_stream();
    set_failure(seen, HttpEnd::Stage::exchange,
                "the server closed the connection without an answer");
    QCOMPARE(verdict(status_check(seen)), "fail");
    seen.stream.end.reset();
    QCOMPARE(verdict(status_check(seen)), "fail");
    QVERIFY(says(status_check(seen), "no answer within"));
  }

  void another_content_type_fails_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("advice");
    QTest::newRow("a page") << "text/html; charset=utf-8"
                            << "captive portal";
    QTest::newRow("JSON") << "application/json"
                          << "text/event-stream";
    QTest::newRow("none") << ""
                          << "text/event-stream";
  }
  void another_content_type_fails() {
    QFETCH(QString, type);
    QFETCH(QString, advice);
    const ObservedStream seen = with_header("Content-Type", type.toStdString());
    QCOMPARE(verdict(content_type_check(seen)), "fail");
    QVERIFY(says(content_type_check(seen), advice.toStdString()));
    QCOMPARE(verdict(status_check(seen)), "ok");
    QCOMPARE(verdict(caching_check(seen)), "none");
    QCOMPARE(verdict(heartbeat_check(seen)), "none");
  }

  void a_charset_other_than_utf_8_is_warned_of() {
    QCOMPARE(verdict(content_type_check(
                 with_header("Content-Type", "text/event-stream; charset=\"UTF-8\""))),
             "ok");
    QCOMPARE(verdict(content_type_check(
                 with_header("Content-Type", "text/event-stream;charset=iso-8859-1"))),
             "warn");
  }

  void redirects_within_the_origin_are_no_fault_unless_permanent() {
    ObservedStream seen = good_stream();
    QCOMPARE(verdict(redirects_check(seen)), "ok");
    seen.stream.redirects = {{307, "http://a/", "http://a/b"}};
    QCOMPARE(verdict(redirects_check(seen)), "ok");
    seen.stream.redirects = {{301, "http://a/", "http://a/b"}};
    QCOMPARE(verdict(redirects_check(seen)), "warn");
  }

  void a_redirect_to_another_origin_fails_when_credentials_stay_behind() {
    ObservedStream seen = answered(401);
    seen.stream.redirects = {{302, "http://a/", "http://b/"}};
    seen.stream.within_origin = false;
    seen.with_credentials = true;
    QCOMPARE(verdict(redirects_check(seen)), "fail");
    QVERIFY(says(redirects_check(seen), "use the URL it ends at"));
    QCOMPARE(verdict(authentication_check(seen)), "none");
    seen.with_credentials = false;
    QCOMPARE(verdict(redirects_check(seen)), "warn");
  }

  void a_redirect_that_cannot_be_followed_fails() {
    ObservedStream seen = answered(302);
    QCOMPARE(verdict(redirects_check(seen)), "fail");
    QCOMPARE(verdict(status_check(seen)), "none");
  }

  void a_url_s_secrets_are_masked() {
    ObservedStream seen = good_stream();
    seen.stream.url = "http://a/b?token=secret";
    seen.stream.redirects = {{302, "http://a/", seen.stream.url}};
    QVERIFY(!says(redirects_check(seen), "secret"));
    QVERIFY(says(redirects_check(seen), "token=***"));
  }

  void caches_must_be_told_to_keep_out() {
    QCOMPARE(verdict(caching_check(good_stream())), "ok");
    QCOMPARE(verdict(caching_check(with_header("Cache-Control", "no-store"))), "ok");
    QCOMPARE(verdict(caching_check(with_header("Cache-Control", "public, max-age=60"))), "warn");
    ObservedStream seen = good_stream();
    std::erase_if(seen.stream.head->headers,
                  [](const HttpHeader& header) { return header.name == "Cache-Control"; });
    QCOMPARE(verdict(caching_check(seen)), "warn");
  }

  void an_answer_from_a_cache_fails() {
    QCOMPARE(verdict(caching_check(with_header("Age", "12"))), "fail");
    QCOMPARE(verdict(caching_check(with_header("Age", "0"))), "ok");
    QCOMPARE(verdict(caching_check(with_header("X-Cache", "HIT"))), "fail");
  }

  void cors_is_judged_only_on_request() { QCOMPARE(verdict(cors_check(good_stream())), "none"); }

  void cors_needs_the_preflight_and_the_answer() {
    QCOMPARE(verdict(cors_check(for_origin({kAllowed, kHeaders}, {kAllowed}))), "ok");
    const auto without_answer = cors_check(for_origin({kAllowed, kHeaders}, {}));
    QCOMPARE(verdict(without_answer), "fail");
    QVERIFY(says(without_answer, "the answer does not allow"));
    QCOMPARE(verdict(cors_check(for_origin({kHeaders}, {kAllowed}))), "fail");
  }

  void cors_needs_leave_for_the_headers() {
    QCOMPARE(verdict(cors_check(for_origin({kAllowed}, {kAllowed}))), "fail");
    const auto any =
        cors_check(for_origin({kAllowed, {"Access-Control-Allow-Headers", "*"}}, {kAllowed}));
    QCOMPARE(verdict(any), "fail");
    QVERIFY(says(any, "header authorization"));
    ObservedStream open =
        for_origin({{"Access-Control-Allow-Origin", "*"}, {"Access-Control-Allow-Headers", "*"}},
                   {{"Access-Control-Allow-Origin", "*"}});
    open.with_credentials = false;
    QCOMPARE(verdict(cors_check(open)), "ok");
  }

  void a_preflight_that_asks_for_credentials_fails() {
    ObservedStream seen = for_origin({kAllowed, kHeaders}, {kAllowed});
    seen.preflight->head->status = 401;
    QVERIFY(says(cors_check(seen), "browsers send no credentials"));
    seen.preflight->head.reset();
    QCOMPARE(verdict(cors_check(seen)), "fail");
  }
};

QTEST_APPLESS_MAIN(AnswerChecksTest)
#include "answer_checks_test.moc"
