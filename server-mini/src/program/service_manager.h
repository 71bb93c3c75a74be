#pragma once

#include <chrono>

namespace tidings::server {

/// systemd, when it started this process (`Type=notify`): told when the server is ready, reloads
/// and goes, and at intervals that it lives. The only place that calls libsystemd. Nothing happens
/// where nobody asked to be told; what can't be told is lost, since the server serves all the same.
class ServiceManager {
 public:
  ServiceManager();

  void ready() const;
  void reloading() const;  ///< `ready` follows
  void stopping() const;
  void alive() const;

  /// `alive` is to be called this often; zero: not at all.
  [[nodiscard]] std::chrono::microseconds interval() const { return interval_; }

 private:
  std::chrono::microseconds interval_{0};
};

}  // namespace tidings::server
