#pragma once

#include <QStringList>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "stream_session.h"

namespace tidings::test {

/// A stream session on the workbench: the test is its driver, its server and its clock. What it
/// does is written down line by line in `log`.
class SessionBench : public SessionDriver {
 public:
  explicit SessionBench(StreamSettings settings, double random = 0.0);

  // The server's side and the clock's.
  void start() { session.start(now()); }
  void answer(int status, std::vector<HttpHeader> headers = {});
  void open(std::vector<HttpHeader> headers = {});
  void send(std::string_view bytes) { session.on_bytes(bytes, now()); }
  void end_cleanly();
  void cut(const std::string& reason = "connection reset");
  void give_token(const std::string& token);
  void fail_token(const std::string& why);
  /// Time goes on; `on_time` is called when the session is due.
  void pass(std::chrono::milliseconds time);
  /// Goes on to when the session is due and tells how long that took.
  std::chrono::milliseconds pass_to_deadline();

  [[nodiscard]] Now now() const { return {boot_, wall_}; }
  [[nodiscard]] const HttpRequest& last_request() const { return requests.back(); }
  /// The value of a header of the last request; empty when it is not there.
  [[nodiscard]] std::string sent(const std::string& name) const;
  /// What was logged since the last call.
  QStringList take_log();

  std::vector<HttpRequest> requests;
  int token_fetches = 0;
  bool under_way = false;  ///< a request
  bool fetching = false;   ///< a token
  int broken_rules = 0;    ///< two requests at a time, say
  StreamCallbacks callbacks;
  StreamSession session;

 private:
  void fetch_token() override;
  void start_request(HttpRequest request) override;
  void abandon() override;
  StreamCallbacks make_callbacks();

  QStringList log_;
  BootTime boot_{std::chrono::hours{1000}};
  WallTime wall_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
};

/// Settings for a stream of this URL.
StreamSettings stream_settings(const std::string& url = "http://shop.example/v1/stream");

}  // namespace tidings::test
