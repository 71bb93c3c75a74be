#include "tidings/publisher.h"

#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <deque>
#include <fstream>
#include <thread>

#include "tidings/memory_transport.h"

#include "support/scripted_server.h"
#include "support/std_strings.h"

using namespace tidings;
using namespace std::chrono_literals;
using test::ScriptedServer;

namespace {

/// Ends the loop, and the test, should the publisher never end.
constexpr auto kPatience = 30s;

struct Publishing {
  PublishSettings settings;
  std::vector<std::string> lines;
  PublishCallbacks callbacks;
  std::vector<PublishResult> results;
  std::optional<PublishEnd> end;

  Publishing() {
    settings.url = "http://shop.example/v1/notifications";
    settings.retry_delay = 1ms;
    callbacks.on_result = [this](const PublishResult& result) { results.push_back(result); };
    for (int i = 1; i <= 2; ++i) {
      lines.push_back(R"({"sellerId":42,"title":"t)" + std::to_string(i) + R"("})");
    }
  }

  PublishInput input() {
    return [this, next = std::size_t{0}](PublishItem& item) mutable {
      if (next == lines.size()) {
        return PublishPull::end;
      }
      item = {next + 1, lines[next]};
      ++next;
      return PublishPull::item;
    };
  }

  void run(EventLoop& loop, HttpTransport& transport) {
    callbacks.on_end = [this, &loop](const PublishEnd& last) {
      end = last;
      loop.stop();
    };
    Publisher publisher(loop, transport, settings, input(), callbacks, [] { return 0.5; });
    const auto patience = loop.call_at(BootClock::now() + kPatience, [&loop] { loop.stop(); });
    publisher.start();
    loop.run();
  }
};

/// Hands the requests over between two rounds of the loop, again and again.
void serve(EventLoop& loop, MemoryTransport& transport) {
  loop.before_wait([&loop, &transport] {
    if (transport.deliver()) {
      loop.post([] {});
    }
  });
}

std::string header(const HttpRequest& request, std::string_view name) {
  HttpResponseHead head;
  head.headers = request.headers;
  return std::string(head.header(name).value_or("(none)"));
}

}  // namespace

/// The driver: timers, tokens and requests that the session asks for really happen.
class PublisherTest : public QObject {
  Q_OBJECT

 private slots:
  void waits_and_tries_again();
  void fetches_tokens();
  void makes_a_key_of_its_own_for_each_run();
  void takes_input_when_it_is_ready();
  void a_silent_server_is_left();
  void publishes_over_a_real_connection();
  void stops_in_the_middle();
};

void PublisherTest::waits_and_tries_again() {
  const auto loop = EventLoop::create();
  MemoryTransport transport([&](MemoryTransport::Exchange& exchange) {
    const bool first = transport.exchanges().size() == 1;
    exchange.answer(first ? 503 : 200, {});
    exchange.send(first ? "" : "{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
    exchange.end();
  });
  serve(**loop, transport);
  Publishing publishing;
  int retries = 0;
  publishing.callbacks.on_retry = [&](const PublishRetry&) { ++retries; };
  publishing.run(**loop, transport);
  QVERIFY(publishing.end && publishing.end->kind == PublishEnd::Kind::complete);
  QCOMPARE(retries, 1);
  QCOMPARE(transport.exchanges().size(), std::size_t{2});
  QCOMPARE(publishing.results.size(), std::size_t{2});
  QCOMPARE(publishing.results.back().id, std::string("b"));
}

void PublisherTest::fetches_tokens() {
  const QTemporaryDir folder;
  const std::string path = folder.filePath("token").toStdString();
  std::ofstream(path) << "T1\n";
  const auto loop = EventLoop::create();
  MemoryTransport transport([&](MemoryTransport::Exchange& exchange) {
    const bool fresh = header(exchange.request(), "Authorization") == "Bearer T2";
    std::ofstream(path) << "T2\n";
    exchange.answer(fresh ? 200 : 401, {});
    exchange.send("{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
    exchange.end();
  });
  serve(**loop, transport);
  Publishing publishing;
  publishing.settings.token = TokenFile{path};
  publishing.run(**loop, transport);
  QVERIFY(publishing.end && publishing.end->kind == PublishEnd::Kind::complete);
  QCOMPARE(transport.exchanges().size(), std::size_t{2});
}

void PublisherTest::makes_a_key_of_its_own_for_each_run() {
  std::vector<std::string> keys;
  const auto loop = EventLoop::create();
  MemoryTransport transport([&](MemoryTransport::Exchange& exchange) {
    keys.push_back(header(exchange.request(), "Idempotency-Key"));
    exchange.answer(201, {});
    exchange.send("{\"id\":\"a\"}");
    exchange.end();
  });
  serve(**loop, transport);
  for (int run = 0; run < 2; ++run) {
    Publishing publishing;
    publishing.settings.number_keys = false;
    publishing.lines.pop_back();
    publishing.run(**loop, transport);
  }
  QCOMPARE(keys.size(), std::size_t{2});
  QCOMPARE(keys[0].size(), std::size_t{32});
  QVERIFY(keys[0] != keys[1]);
}

void PublisherTest::takes_input_when_it_is_ready() {
  const auto loop = EventLoop::create();
  MemoryTransport transport([&](MemoryTransport::Exchange& exchange) {
    exchange.answer(201, {});
    exchange.send("{\"id\":\"a\"}");
    exchange.end();
  });
  serve(**loop, transport);
  Publishing publishing;
  std::deque<PublishPull> script{PublishPull::not_yet, PublishPull::item, PublishPull::not_yet,
                                 PublishPull::end};
  PublishInput input = [&](PublishItem& item) {
    const auto next = script.front();
    script.pop_front();
    item = {1, publishing.lines.front()};
    return next;
  };
  publishing.callbacks.on_end = [&](const PublishEnd& last) {
    publishing.end = last;
    (*loop)->stop();
  };
  Publisher publisher(**loop, transport, publishing.settings, input, publishing.callbacks,
                      [] { return 0.5; });
  const auto patience = (*loop)->call_at(BootClock::now() + kPatience, [&] { (*loop)->stop(); });
  publisher.start();
  QVERIFY(!publishing.end);
  (*loop)->post([&] { publisher.input_ready(); });
  EventLoop::Handle later;
  (*loop)->post(
      [&] { later = (*loop)->call_at(BootClock::now() + 1ms, [&] { publisher.input_ready(); }); });
  (*loop)->run();
  QVERIFY(publishing.end && publishing.end->kind == PublishEnd::Kind::complete);
  QCOMPARE(publishing.end->accepted, std::uint64_t{1});
}

void PublisherTest::a_silent_server_is_left() {
  const auto loop = EventLoop::create();
  MemoryTransport transport([](MemoryTransport::Exchange&) {});
  serve(**loop, transport);
  Publishing publishing;
  publishing.settings.max_time = 300ms;
  publishing.settings.response_timeout = 10ms;
  publishing.run(**loop, transport);
  QVERIFY(publishing.end && publishing.end->kind == PublishEnd::Kind::gave_up);
  QVERIFY(transport.exchanges().size() > 1);
  for (const auto& exchange : transport.exchanges()) {
    QVERIFY(!exchange->open());
  }
}

void PublisherTest::publishes_over_a_real_connection() {
  ScriptedServer server([](const QByteArray&, int number) {
    return number == 1 ? ScriptedServer::status("503 Service Unavailable", "Retry-After: 0\r\n")
                       : ScriptedServer::status("200 OK", "", "{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
  });
  Publishing publishing;
  publishing.settings.url = server.url().toStdString() + "v1/notifications";
  std::atomic<bool> done = false;
  std::thread thread([&] {
    const auto loop = EventLoop::create();
    const auto transport = make_curl_transport(**loop);
    publishing.run(**loop, **transport);
    done.store(true);
  });
  QTRY_VERIFY_WITH_TIMEOUT(done.load(), 2 * kPatience / 1ms);
  thread.join();
  QVERIFY(publishing.end && publishing.end->kind == PublishEnd::Kind::complete);
  QCOMPARE(publishing.results.size(), std::size_t{2});
  QCOMPARE(server.requests().size(), 2);
  QVERIFY(server.requests().front().startsWith("POST /v1/notifications HTTP/1.1\r\n"));
  QVERIFY(server.requests().front().contains("Content-Type: application/x-ndjson\r\n"));
}

void PublisherTest::stops_in_the_middle() {
  const auto loop = EventLoop::create();
  MemoryTransport transport([&](MemoryTransport::Exchange& exchange) {
    exchange.answer(200, {});
    exchange.send("{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
    exchange.end();
  });
  serve(**loop, transport);
  Publishing publishing;
  std::unique_ptr<Publisher> publisher;
  int called = 0;
  publishing.callbacks.on_result = [&](const PublishResult&) {
    ++called;
    publisher->stop();
    (*loop)->stop();
  };
  publishing.callbacks.on_end = [&](const PublishEnd&) { ++called; };
  publisher =
      std::make_unique<Publisher>(**loop, transport, publishing.settings, publishing.input(),
                                  publishing.callbacks, [] { return 0.5; });
  const auto patience = (*loop)->call_at(BootClock::now() + kPatience, [&] { (*loop)->stop(); });
  publisher->start();
  (*loop)->run();
  QCOMPARE(called, 1);
}

QTEST_GUILESS_MAIN(PublisherTest)
#include "publisher_test.moc"
