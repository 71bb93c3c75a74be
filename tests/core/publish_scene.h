#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "tidings/json_text.h"

#include "publish_session.h"

namespace tidings::test {

/// A publish session with a clock that the test moves and a server that the test speaks for.
class PublishScene final : public SessionDriver {
 public:
  static constexpr const char* kUrl = "http://shop.example/v1/notifications";

  PublishScene() {
    settings.url = kUrl;
    settings.idempotency_key = "K";
    callbacks.on_result = [this](const PublishResult& result) { results.push_back(result); };
    callbacks.on_retry = [this](const PublishRetry& retry) { retries.push_back(retry); };
    callbacks.on_end = [this](const PublishEnd& last) { ends.push_back(last); };
  }

  /// One line of input; numbered from 1.
  void line(std::string json) { lines.push_back(std::move(json)); }
  void good_lines(int count) {
    for (int i = 0; i < count; ++i) {
      line(good(lines.size() + 1));
    }
  }
  static std::string good(std::size_t number) {
    return R"({"sellerId":42,"title":"t)" + std::to_string(number) + R"("})";
  }

  void start() {
    session = std::make_unique<PublishSession>(
        settings, [this](PublishItem& item) { return pull(item); }, callbacks, *this,
        [this] { return random; });
    session->start(now);
  }

  [[nodiscard]] const HttpRequest& request() const { return requests.back(); }
  [[nodiscard]] std::string header(std::string_view name) const {
    HttpResponseHead head;
    head.headers = request().headers;
    return std::string(head.header(name).value_or("(none)"));
  }
  [[nodiscard]] std::string body() const { return request().body.value_or("(none)"); }
  /// The keys of the last request's lines.
  [[nodiscard]] std::string keys() const {
    std::string found;
    std::string text = body();
    for (std::size_t at = text.find("y\":\""); at != std::string::npos;
         at = text.find("y\":\"", at)) {
      at += 4;
      found += (found.empty() ? "" : " ") + text.substr(at, text.find('"', at) - at);
    }
    return found;
  }
  [[nodiscard]] std::size_t lines_sent() const {
    const auto text = body();
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }

  void answer(int status, const std::string& text = {}, std::vector<HttpHeader> headers = {}) {
    HttpResponseHead head;
    head.status = status;
    head.headers = std::move(headers);
    session->on_head(head, now);
    session->on_bytes(text, now);
    end({});
  }
  void accept(const std::string& id = "n1") { answer(201, "{\"id\":\"" + id + "\"}"); }
  void accept_all() {
    std::string text;
    for (std::size_t i = lines_sent(); i > 0; --i) {
      text += "{\"id\":\"n\"}\n";
    }
    answer(200, text);
  }
  void end(const HttpEnd& how) { session->on_end(how, now); }
  void refuse_connection() {
    end({HttpEnd::Kind::interrupted, "connection refused", HttpEnd::Stage::connection});
  }

  void pass(std::chrono::milliseconds time) {
    now.boot += time;
    now.wall += time;
    session->on_time(now);
  }
  /// Goes to the session's deadline; returns how far that was.
  std::chrono::milliseconds pass_to_deadline() {
    const auto time =
        std::chrono::duration_cast<std::chrono::milliseconds>(*session->deadline() - now.boot);
    pass(time);
    return time;
  }

  /// `1 accepted n1`, `2 refused reason`, …
  [[nodiscard]] std::string told() const {
    std::string text;
    for (const auto& result : results) {
      static constexpr const char* kNames[] = {"accepted", "refused", "failed"};
      text += (text.empty() ? "" : "; ") + std::to_string(result.line) + ' ' +
              kNames[static_cast<int>(result.kind)] + ' ' + result.id + result.error;
    }
    return text;
  }
  [[nodiscard]] bool ended(PublishEnd::Kind kind) const {
    return ends.size() == 1 && ends.front().kind == kind;
  }

  PublishSettings settings;
  PublishCallbacks callbacks;
  std::deque<std::string> lines;
  bool more_comes = false;  ///< after `lines` the input says `not_yet`
  std::uint64_t pulled = 0;
  double random = 0;
  Now now{BootTime{std::chrono::hours{1}}, WallTime{std::chrono::seconds{1'800'000'000}}};
  std::unique_ptr<PublishSession> session;

  std::vector<HttpRequest> requests;
  int token_fetches = 0;
  int abandoned = 0;
  std::vector<PublishResult> results;
  std::vector<PublishRetry> retries;
  std::vector<PublishEnd> ends;

 private:
  PublishPull pull(PublishItem& item) {
    if (lines.empty()) {
      return more_comes ? PublishPull::not_yet : PublishPull::end;
    }
    item = {++pulled, lines.front()};
    lines.pop_front();
    return PublishPull::item;
  }

  void fetch_token() override { ++token_fetches; }
  void start_request(HttpRequest next) override { requests.push_back(std::move(next)); }
  void abandon() override { ++abandoned; }
};

}  // namespace tidings::test
