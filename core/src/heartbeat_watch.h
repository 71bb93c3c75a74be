#pragma once

#include <chrono>
#include <optional>

#include "tidings/http_transport.h"

namespace tidings {

/// The interval between heartbeats that the answer announces: `X-SSE-Keepalive`, in seconds.
std::optional<std::chrono::milliseconds> announced_heartbeat(const HttpResponseHead& head);

/// Decides after how much silence a connection counts as dead; see
/// `StreamSettings::heartbeat_timeout`. Knows no clock: it is told what happened.
class HeartbeatWatch {
 public:
  using Timeout = std::chrono::milliseconds;

  /// `given`: the user's word, zero for off. `expected`: what is known of this kind of server.
  HeartbeatWatch(std::optional<Timeout> given, std::optional<Timeout> expected);

  /// In force now; zero: off.
  [[nodiscard]] Timeout timeout() const noexcept;

  /// A stream has opened with this head: an announced interval counts from here on.
  void on_open(const HttpResponseHead& head);
  /// The timeout ran out. `was_open`: with the stream open. True when the timeout has grown because
  /// the stream turned out alive but silent again: the first time is worth a word to the user.
  bool on_silence(bool was_open);

 private:
  std::optional<Timeout> given_;
  std::optional<Timeout> expected_;
  std::optional<Timeout> announced_;
  Timeout learned_;
  bool fell_silent_ = false;
};

}  // namespace tidings
