#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "tidings/clock.h"
#include "tidings/publisher.h"

#include "bearer_token.h"
#include "publish_answer.h"
#include "publish_queue.h"
#include "session_driver.h"

namespace tidings {

/// Publishing as a pure state machine: what to send next, what an answer means for each
/// notification, when to try again, when it is over. It knows no socket, no clock and no random
/// source: the moment comes with each input, requests go to the driver, results to the callbacks.
/// After an input the driver looks at `deadline` and calls `on_time` when that moment has come. One
/// request at a time.
class PublishSession {
 public:
  /// `random` gives numbers in [0, 1). `callbacks` and `driver` must outlive the session.
  /// REQUIRES: `settings.idempotency_key` is not empty.
  PublishSession(PublishSettings settings, PublishInput input, const PublishCallbacks& callbacks,
                 SessionDriver& driver, std::function<double()> random);

  void start(Now now);
  void on_input(Now now);
  void on_token(const Result<std::string>& token, Now now);
  void on_head(const HttpResponseHead& head, Now now);
  void on_bytes(std::string_view bytes, Now now);
  void on_activity(Now now);
  void on_end(const HttpEnd& end, Now now);
  void on_time(Now now);
  /// Ends everything; no callback is called any more.
  void stop();

  /// When `on_time` is due; nothing: only an input can change something.
  [[nodiscard]] std::optional<BootTime> deadline() const;
  [[nodiscard]] bool finished() const noexcept { return state_ == State::finished; }
  [[nodiscard]] const PublishSettings& settings() const noexcept { return settings_; }

 private:
  enum class State {
    idle,
    awaiting_input,
    breathing,  ///< between two rounds that had nothing to send: the loop may do other things
    fetching_token,
    requesting,
    waiting,
    finished,
  };

  // What to send.
  void next_round(Now now);
  void report_results();

  // A try: token, request, answer.
  void begin_try(Now now);
  void request(Now now);
  [[nodiscard]] HttpRequest build_request();
  void judge(Now now);
  void take_results(Now now);
  void redirect(Now now);
  void refuse_token(const std::string& reason);
  void send_fewer(const std::string& reason, Now now);

  // How a try ends.
  void settled_some(Now now);
  void on_silence(Now now);
  void try_failed(const std::string& reason, Now now);
  void give_up(PublishEnd::Kind kind, std::string reason, int status = 0);
  void finish(PublishEnd::Kind kind, std::string reason, int status);

  [[nodiscard]] BootTime last_moment() const;

  PublishSettings settings_;
  const PublishCallbacks& callbacks_;
  SessionDriver& driver_;
  std::function<double()> random_;

  State state_ = State::idle;
  PublishQueue queue_;
  std::size_t most_lines_ =
      PublishBatch::kMaxLines;  ///< less once the server has found it too many
  PublishEnd totals_;

  std::string url_;  ///< after redirects
  int redirects_ = 0;
  BearerToken token_;

  HttpResponseHead head_;
  std::string body_;
  std::optional<BootTime> progress_at_;  ///< or when this round's first request began
  BootTime requested_at_{};
  BootTime last_activity_{};
  BootTime retry_at_{};
  unsigned failed_tries_ = 0;
  bool kept_connection_ = false;  ///< since an answer: the server may have closed it meanwhile
  bool use_no_kept_connection_ = false;  ///< it would be as dead as the last one
};

}  // namespace tidings
