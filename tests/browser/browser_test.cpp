#include "browser/browser.h"

#include <QTest>

#include "browser/page_server.h"
#include "server-mini/program/http_client.h"
#include "support/nginx.h"
#include "support/redis_server.h"
#include "support/relay.h"
#include "support/tidings_server.h"

namespace tidings::test {

/// What web pages do: a page of another origin follows a seller's stream in a real browser, by the
/// npm package event-source-polyfill with an Authorization header, and by the browser's own
/// EventSource behind an nginx that adds the header.
class BrowserTest : public QObject {
  Q_OBJECT

 private slots:
  void a_polyfill_with_an_authorization_header_gets_events() {
    start({"--cors-origin", page_->origin()});
    Browser browser(polyfill_page(relay_->port()));
    QVERIFY(browser.start());
    QVERIFY2(wait_until([&] { return page_->count("open") == 1; }), report(browser));
    publish("one");
    publish("two");
    QVERIFY2(wait_until([&] { return page_->titles().size() == 2; }), report(browser));
    QCOMPARE(page_->titles(), (QByteArrayList{"one", "two"}));
    QVERIFY(!page_->ids().contains(""));
  }

  void a_page_of_an_origin_that_is_not_allowed_gets_nothing() {
    start({"--cors-origin", "http://shop.example"});
    Browser browser(polyfill_page(relay_->port()));
    QVERIFY(browser.start());
    QVERIFY2(wait_until([&] { return page_->count("error") > 0; }), report(browser));
    QCOMPARE(page_->count("open"), 0);
  }

  void a_polyfill_comes_back_with_its_last_event_id() {
    start({"--cors-origin", "*"});
    Browser browser(polyfill_page(relay_->port()));
    QVERIFY(browser.start());
    QVERIFY2(wait_until([&] { return page_->count("open") == 1; }), report(browser));
    resumes_over_cuts(browser);
    server_->kill();
    publish_by_another("while it was down");
    QVERIFY2(server_->start(), server_->report());
    QVERIFY2(wait_until([&] { return page_->titles().last() == "while it was down"; }),
             report(browser));
  }

  void heartbeats_keep_a_polyfill_s_stream() {
    start({"--cors-origin", page_->origin(), "--heartbeat", "500ms"});
    Browser browser(polyfill_page(relay_->port(), 2000));
    QVERIFY(browser.start());
    QVERIFY2(wait_until([&] { return page_->count("open") == 1; }), report(browser));
    const auto sent = heartbeats();
    QVERIFY2(wait_until([&] { return heartbeats() >= sent + 12; }), report(browser));
    QCOMPARE(page_->count("error"), 0);
    publish("still there");
    QVERIFY2(wait_until([&] { return page_->titles().size() == 1; }), report(browser));
    QCOMPARE(page_->count("open"), 1);
  }

  void without_heartbeats_a_polyfill_gives_a_stream_up_and_misses_nothing() {
    start({"--cors-origin", page_->origin(), "--heartbeat", "60s"});
    Browser browser(polyfill_page(relay_->port(), 1000));
    QVERIFY(browser.start());
    QVERIFY2(wait_until([&] { return page_->count("open") == 1; }), report(browser));
    publish("first");
    QVERIFY2(wait_until([&] { return page_->count("open") >= 3; }), report(browser));
    publish("second");
    QVERIFY2(wait_until([&] { return page_->titles().size() == 2; }), report(browser));
    QCOMPARE(page_->titles(), (QByteArrayList{"first", "second"}));
  }

  void the_browser_s_own_event_source_works_behind_an_nginx_that_adds_the_header() {
    start({"--cors-origin", page_->origin()});
    Nginx nginx(Nginx::proxy_to(relay_->port(), "proxy_set_header Authorization 'Bearer " +
                                                    server_->seller_token(42).toLatin1() +
                                                    "'; proxy_next_upstream off;"));
    QVERIFY2(nginx.start(), nginx.report());
    QUrlQuery query;
    query.addQueryItem("url", nginx.url("/v1/stream"));
    Browser browser(page_->url(query));
    QVERIFY(browser.start());
    QVERIFY2(wait_until([&] { return page_->count("open") == 1; }), report(browser));
    resumes_over_cuts(browser);
  }

  void init() { page_ = std::make_unique<PageServer>(); }
  void cleanup() {
    server_.reset();
    relay_.reset();
    redis_.reset();
  }

 private:
  void start(const QStringList& options) {
    redis_ = std::make_unique<RedisServer>();
    QVERIFY2(redis_->start(), redis_->report());
    server_ = std::make_unique<TidingsServer>(
        QStringList{"--store", redis_->url(), "--retry", "200ms", "--drain-spread", "200ms"} +
        options);
    QVERIFY2(server_->start(), server_->report());
    relay_ = std::make_unique<Relay>(server_->port());
  }

  [[nodiscard]] QString polyfill_page(quint16 port, int heartbeat_timeout_ms = 45000) const {
    QUrlQuery query;
    query.addQueryItem("url", QStringLiteral("http://127.0.0.1:%1/v1/stream").arg(port));
    query.addQueryItem("token", server_->seller_token(42));
    query.addQueryItem("heartbeatTimeout", QString::number(heartbeat_timeout_ms));
    return page_->url(query);
  }

  /// Each notification comes once and in order, what was published during a cut included.
  void resumes_over_cuts(Browser& browser) {
    QByteArrayList published;
    for (const char* title : {"1", "2", "3"}) {
      published += title;
      publish(title);
      QVERIFY2(wait_until([&] { return page_->titles() == published; }), report(browser));
      relay_->cut();
      published += title + QByteArray(" while away");
      publish(published.last());
      QVERIFY2(wait_until([&] { return page_->titles() == published; }), report(browser));
    }
    QVERIFY(page_->count("open") >= 4);
    QCOMPARE(page_->count("gap"), 0);
    QVERIFY(metric("tidings_streams_resumed_total") >= 3);
  }

  void publish(const QByteArray& title) const { publish_on(*server_, title); }
  void publish_by_another(const QByteArray& title) const {
    TidingsServer other({"--store", redis_->url()});
    other.use_secret(server_->secret());
    QVERIFY2(other.start(), other.report());
    publish_on(other, title);
  }
  static void publish_on(const TidingsServer& server, const QByteArray& title) {
    HttpClient client(server.port());
    client.request("POST", "/v1/notifications",
                   bearer(server.publish_token()) + "Content-Type: application/json\r\n",
                   "{\"sellerId\":42,\"title\":\"" + title + "\"}");
    QCOMPARE(client.wait_for_answer().status, 201);
  }

  [[nodiscard]] double metric(const QByteArray& name) const {
    HttpClient client(server_->port());
    client.request("GET", "/metrics");
    for (const QByteArray& line : client.wait_for_answer().body.split('\n')) {
      if (line.startsWith(name + ' '))
        return line.mid(name.size() + 1).toDouble();
    }
    return -1;
  }
  [[nodiscard]] double heartbeats() const { return metric("tidings_heartbeats_total"); }

  bool wait_until(const std::function<bool()>& condition) const {
    return server_->program().wait_until(condition, std::chrono::seconds(60));
  }
  QByteArray report(Browser& browser) const {
    return page_->report() + "\n" + server_->report() + "\n" + browser.program().err().right(2000);
  }

  std::unique_ptr<PageServer> page_;
  std::unique_ptr<RedisServer> redis_;
  std::unique_ptr<TidingsServer> server_;
  std::unique_ptr<Relay> relay_;
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::BrowserTest)
#include "browser_test.moc"
