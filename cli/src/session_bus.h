#pragma once

#include <functional>
#include <memory>
#include <string>

#include "tidings/event_loop.h"
#include "tidings/result.h"

struct sd_bus;

namespace tidings::cli {

/// The user's D-Bus session bus, driven by our loop: nothing waits for it. On the loop's thread;
/// must not outlive the loop.
class SessionBus {
 public:
  /// `lost`: the connection is gone, for this reason; called at most once, from the loop or from
  /// `process`. The error says why there is no bus.
  static Result<std::unique_ptr<SessionBus>> open(
      EventLoop& loop, std::function<void(const std::string& reason)> lost);
  ~SessionBus();
  SessionBus(const SessionBus&) = delete;
  SessionBus& operator=(const SessionBus&) = delete;

  /// For calls by sd-bus; `process` must follow them.
  [[nodiscard]] sd_bus* get() const { return bus_.get(); }
  /// Sends and receives what can be without waiting. Not from inside sd-bus's callbacks.
  void process();

 private:
  struct Closer {
    void operator()(sd_bus* bus) const;
  };

  SessionBus(EventLoop& loop, std::function<void(const std::string&)> lost);
  Result<void> connect();
  void wait();

  EventLoop& loop_;
  std::function<void(const std::string&)> lost_;
  std::unique_ptr<sd_bus, Closer> bus_;
  EventLoop::Handle watch_;
  EventLoop::Handle timer_;
};

}  // namespace tidings::cli
