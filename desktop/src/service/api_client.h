#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/event_loop.h"
#include "tidings/http_transport.h"
#include "tidings/token_source.h"

namespace tidings::desktop {

/// Where a server's requests other than the stream go, and with what.
struct ApiSettings {
  std::string url;  ///< up to and with `/v1`
  std::vector<HttpHeader> headers;
  TokenSource token;
  HttpConnectionSettings connection;
};

struct ApiAnswer {
  int status = 0;  ///< 0: there was none
  std::string body;

  [[nodiscard]] bool ok() const noexcept { return status >= 200 && status < 300; }
  /// The same request can succeed later.
  [[nodiscard]] bool is_momentary() const noexcept {
    return status == 0 || status == 408 || status == 429 || status >= 500;
  }
  [[nodiscard]] bool is_unauthorized() const noexcept { return status == 401 || status == 403; }
};

/// Requests to one account's server, one after the other. A token from a file or a command is read
/// again when it was refused. Bounded in time and in the size of an answer. Belongs to the loop's
/// thread.
class ApiClient final : private HttpReceiver {
 public:
  using Done = std::function<void(const ApiAnswer&)>;

  ApiClient(EventLoop& loop, HttpTransport& transport, ApiSettings settings);
  ~ApiClient() override;

  void get(std::string path, Done done);
  void post(std::string path, std::string json, Done done);

 private:
  struct Job {
    std::string method;
    std::string path;
    std::optional<std::string> body;
    Done done;
    bool token_renewed = false;
  };

  void next();
  void fetch_token();
  void send();
  void finish(int status);

  void on_head(const HttpResponseHead& head) override;
  void on_bytes(std::string_view bytes) override;
  void on_end(const HttpEnd& end) override;

  EventLoop& loop_;
  HttpTransport& transport_;
  const ApiSettings settings_;
  TokenFetcher tokens_;
  std::string token_;
  std::deque<Job> jobs_;  ///< the first is under way
  bool busy_ = false;
  int status_ = 0;
  std::string answer_;
  EventLoop::Handle timeout_;
  std::unique_ptr<HttpExchange> exchange_;
};

}  // namespace tidings::desktop
