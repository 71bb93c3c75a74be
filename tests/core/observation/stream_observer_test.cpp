// What an observer asks a server for, in which order, and when it has seen enough.
#include "tidings/stream_observer.h"

#include <QtTest>

#include "tidings/diagnosis.h"
#include "tidings/memory_transport.h"

#include "core/observation/recording.h"
#include "observation/observation_steps.h"
#include "support/std_strings.h"

using namespace tidings;
using namespace std::chrono_literals;
using Exchange = MemoryTransport::Exchange;

namespace {

const std::vector<HttpHeader> kStream{{"Content-Type", "text/event-stream"}};

std::string sent(const Exchange& exchange, std::string_view name) {
  for (const HttpHeader& header : exchange.request().headers) {
    if (header.name == name) {
      return header.value;
    }
  }
  return {};
}

/// An observer on a loop of its own, its server a script.
class Observing {
 public:
  explicit Observing(MemoryTransport::Script script)
      : loop_(std::move(EventLoop::create()).value()), transport_(std::move(script)) {
    settings.url = "http://shop.example/stream";
    options.duration = 50ms;
  }

  /// Until it is done.
  ObservedStream run() {
    ObservedStream seen;
    const auto observer =
        observe_stream(*loop_, transport_, settings, options, [&](const ObservedStream& all) {
          seen = all;
          loop_->stop();
        });
    seen_at_once_ = observer->so_far();
    serve();
    loop_->run();
    return seen;
  }

  [[nodiscard]] const Exchange& request(std::size_t index) const {
    return *transport_.exchanges().at(index);
  }
  [[nodiscard]] std::size_t requests() const { return transport_.exchanges().size(); }
  [[nodiscard]] const ObservedStream& seen_at_once() const { return seen_at_once_; }

  StreamSettings settings;
  ObserverOptions options;

 private:
  /// Answers each request from the loop, not from inside `start`.
  void serve() {
    transport_.deliver();
    serving_ = loop_->call_at(BootClock::now() + 1ms, [this] { serve(); });
  }

  std::unique_ptr<EventLoop> loop_;
  MemoryTransport transport_;
  EventLoop::Handle serving_;
  ObservedStream seen_at_once_;
};

}  // namespace

class StreamObserverTest : public QObject {
  Q_OBJECT

 private slots:
  void a_refusal_is_enough() {
    Observing observing([](Exchange& exchange) { exchange.answer(404, {}); });
    observing.options.duration = 1h;
    const ObservedStream seen = observing.run();
    QCOMPARE(seen.stream.head->status, 404);
    QCOMPARE(observing.requests(), std::size_t{1});
  }

  void comes_back_with_the_last_id_then_asks_for_the_last_event_then_for_compression() {
    Observing observing([](Exchange& exchange) {
      exchange.answer(200, kStream);
      const std::string last = sent(exchange, "Last-Event-ID");
      if (last.empty()) {
        exchange.send("id: 1\ndata: a\n\nid: 2\ndata: b\n\n");
      } else if (last == "1") {
        exchange.send("id: 2\ndata: b\n\n");
      } else {
        exchange.send("id: 2\n\n");
      }
    });
    const ObservedStream seen = observing.run();
    QCOMPARE(observing.requests(), std::size_t{4});
    QCOMPARE(sent(observing.request(0), "Last-Event-ID"), std::string());
    QCOMPARE(sent(observing.request(0), "Accept-Encoding"), std::string());
    QCOMPARE(sent(observing.request(1), "Last-Event-ID"), std::string("2"));
    QCOMPARE(sent(observing.request(2), "Last-Event-ID"), std::string("1"));
    QVERIFY(sent(observing.request(3), "Accept-Encoding").find("gzip") != std::string::npos);
    QCOMPARE(seen.stream.event_count, std::uint64_t{2});
    QVERIFY(seen.resumed && seen.replayed && seen.compressed && !seen.preflight);
  }

  void a_stream_without_ids_is_not_come_back_to() {
    Observing observing([](Exchange& exchange) {
      exchange.answer(200, kStream);
      exchange.send("data: a\n\n");
    });
    const ObservedStream seen = observing.run();
    QVERIFY(!seen.resumed);
    QVERIFY(seen.compressed.has_value());
  }

  void a_preset_with_positions_in_the_data_is_come_back_to_by_them() {
    Observing observing([](Exchange& exchange) {
      exchange.answer(200, kStream);
      exchange.send("id: 7\nevent: open\ndata: {\"id\":\"o\"}\n\n");
      for (const char* id : {"a", "b"}) {
        exchange.send("event: message\ndata: {\"id\":\"" + std::string(id) + "\"}\n\n");
      }
    });
    observing.options.preset = Preset::ntfy;
    observing.settings.url = "http://shop.example/t/sse?since=all";
    const ObservedStream seen = observing.run();
    QCOMPARE(seen.position_parameter, std::string("since"));
    QCOMPARE(observing.request(0).request().url, observing.settings.url);
    QCOMPARE(observing.request(1).request().url, std::string("http://shop.example/t/sse?since=b"));
    QCOMPARE(sent(observing.request(1), "Last-Event-ID"), std::string());
    QVERIFY(seen.resumed.has_value());
    const Diagnosis diagnosis = diagnose(seen);
    QVERIFY(std::any_of(diagnosis.checks.begin(), diagnosis.checks.end(), [](const Check& check) {
      return check.name == "resume" && check.status == CheckStatus::warn &&
             check.detail.find("`?since=` is ignored") != std::string::npos;
    }));
  }

  void positions_in_the_data_prove_that_the_stream_resumes() {
    Observing observing([](Exchange& exchange) {
      exchange.answer(200, kStream);
      const std::string& url = exchange.request().url;
      if (url.ends_with("/stream")) {
        exchange.send("event: message\ndata: {\"id\":\"a\"}\n\n");
      }
      if (!url.ends_with("since=b")) {
        exchange.send("event: message\ndata: {\"id\":\"b\"}\n\n");
      } else {
        exchange.send("event: open\ndata: {}\n\n");
      }
    });
    observing.options.preset = Preset::ntfy;
    const ObservedStream seen = observing.run();
    QVERIFY(seen.replayed.has_value());
    QCOMPARE(observing.request(2).request().url, std::string("http://shop.example/stream?since=a"));
    const Diagnosis diagnosis = diagnose(seen);
    QVERIFY(std::any_of(diagnosis.checks.begin(), diagnosis.checks.end(), [](const Check& check) {
      return check.name == "resume" && check.status == CheckStatus::ok &&
             check.detail.find("sent just that") != std::string::npos;
    }));
  }

  void asks_as_a_page_of_another_origin_would() {
    Observing observing([](Exchange& exchange) { exchange.answer(200, kStream); });
    observing.settings.token = TokenValue{"t"};
    observing.options.origin = "https://app.example";
    const ObservedStream seen = observing.run();
    QCOMPARE(sent(observing.request(0), "Origin"), std::string("https://app.example"));
    QCOMPARE(sent(observing.request(0), "Authorization"), std::string("Bearer t"));
    const Exchange& preflight = observing.request(observing.requests() - 1);
    QCOMPARE(preflight.request().method, std::string("OPTIONS"));
    QCOMPARE(sent(preflight, "Access-Control-Request-Headers"),
             std::string("authorization,last-event-id"));
    QCOMPARE(sent(preflight, "Authorization"), std::string());
    QVERIFY(seen.preflight.has_value());
  }

  void a_connection_without_an_answer_is_followed_by_a_small_request() {
    Observing observing([](Exchange& exchange) {
      HttpConnectionFacts facts;
      facts.connected = 1ms;
      exchange.connect(facts);
      if (exchange.request().method == "OPTIONS") {
        exchange.answer(405, {});
      }
    });
    observing.settings.token = TokenValue{"t"};
    const ObservedStream seen = observing.run();
    QCOMPARE(observing.requests(), std::size_t{2});
    QCOMPARE(sent(observing.request(1), "Authorization"), std::string());
    QCOMPARE(seen.small_request->head->status, 405);
  }

  void an_untrusted_certificate_is_looked_at_without_sending_anything() {
    Observing observing([](Exchange& exchange) {
      if (!exchange.request().connect_only) {
        exchange.end({HttpEnd::Kind::unusable, "it has expired", HttpEnd::Stage::certificate});
        return;
      }
      HttpConnectionFacts facts;
      facts.certificate.emplace();
      facts.certificate->issuer = "An Authority";
      exchange.connect(facts);
      exchange.end();
    });
    observing.settings.token = TokenValue{"t"};
    const ObservedStream seen = observing.run();
    QCOMPARE(observing.requests(), std::size_t{2});
    QVERIFY(observing.request(1).request().connection.insecure);
    QCOMPARE(sent(observing.request(1), "Authorization"), std::string());
    QCOMPARE(seen.untrusted_certificate->issuer, std::string("An Authority"));
  }

  void redirects_are_followed_and_written_down() {
    Observing observing([](Exchange& exchange) {
      if (exchange.request().url.ends_with("/stream")) {
        exchange.answer(307, {{"Location", "http://other.example/live"}});
      } else {
        exchange.answer(200, kStream);
      }
    });
    observing.settings.token = TokenValue{"t"};
    const ObservedStream seen = observing.run();
    QCOMPARE(seen.stream.url, std::string("http://other.example/live"));
    QCOMPARE(seen.stream.redirects.size(), std::size_t{1});
    QCOMPARE(seen.stream.redirects[0].status, 307);
    QVERIFY(!seen.stream.within_origin);
    QCOMPARE(sent(observing.request(1), "Authorization"), std::string());
  }

  void a_circle_of_redirects_ends() {
    Observing observing([](Exchange& exchange) {
      exchange.answer(302, {{"Location", "http://shop.example/stream"}});
    });
    const ObservedStream seen = observing.run();
    QCOMPARE(seen.stream.redirects.size(), std::size_t{10});
    QCOMPARE(seen.stream.head->status, 302);
  }

  void two_heartbeats_are_enough_only_where_an_early_end_is_allowed() {
    const ObservedStream seen;
    test::Recording recording;
    recording.at(20ms, "retry: 3000\n\n").at(30s, ":\n\n");
    QVERIFY(!is_enough(ObservationStep::stream, recording.until(31s), seen, true));
    recording.at(60s, ":\n\n");
    QVERIFY(is_enough(ObservationStep::stream, recording.until(61s), seen, true));
    QVERIFY(!is_enough(ObservationStep::stream, recording.until(61s), seen, false));
  }

  void frequent_heartbeats_do_not_cut_the_look_short() {
    const ObservedStream seen;
    test::Recording recording;
    recording.at(1s, ":\n\n").at(2s, ":\n\n").at(3s, ":\n\n");
    QVERIFY(!is_enough(ObservationStep::stream, recording.until(4s), seen, true));
  }

  void a_token_that_is_not_to_be_had_ends_it() {
    Observing observing([](Exchange&) {});
    observing.settings.token = TokenFile{"/nonexistent/token"};
    const ObservedStream seen = observing.run();
    QCOMPARE(observing.requests(), std::size_t{0});
    QVERIFY(seen.token_failure.find("/nonexistent/token") != std::string::npos);
  }

  void a_token_in_the_url_is_told_from_user_info() {
    for (const auto& [url, is_token] : {std::pair("http://shop.test/?token=s", true),
                                        std::pair("http://u:p@shop.test/?a=b", false)}) {
      Observing observing([](Exchange& exchange) { exchange.answer(401, {}); });
      observing.settings.url = url;
      const ObservedStream seen = observing.run();
      QCOMPARE(seen.secret_in_url, is_token);
      QCOMPARE(seen.with_credentials, !is_token);
    }
  }

  void what_was_seen_so_far_can_be_had_at_any_moment() {
    Observing observing([](Exchange& exchange) { exchange.answer(404, {}); });
    observing.run();
    QCOMPARE(observing.seen_at_once().url, observing.settings.url);
    QVERIFY(!observing.seen_at_once().stream.head);
  }

  void the_token_is_nowhere_in_the_diagnosis() {
    Observing observing([](Exchange& exchange) { exchange.answer(401, {}); });
    observing.settings.token = TokenValue{"secret-token"};
    const Diagnosis diagnosis = diagnose(observing.run());
    QVERIFY(diagnosis.result == CheckStatus::fail);
    for (const Check& check : diagnosis.checks) {
      QVERIFY((check.detail + check.advice).find("secret-token") == std::string::npos);
    }
  }
};

QTEST_APPLESS_MAIN(StreamObserverTest)
#include "stream_observer_test.moc"
