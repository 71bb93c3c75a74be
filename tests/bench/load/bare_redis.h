#pragma once

#include <chrono>
#include <cstdint>

#include "load/file_descriptor.h"
#include "load/fleet_board.h"
#include "load/fleet_process.h"
#include "load/shared_memory.h"

namespace tidings::load {

/// What Redis does by itself: PUBLISH on one connection, one subscribed client in a process of its
/// own. The floor that a server with Redis behind it is compared with.
class BareRedis {
 public:
  /// Throws when nobody listens, or the subscription does not come about.
  explicit BareRedis(std::uint16_t port);

  /// At `rate` a second; waits until all were received. Throws when they were not in time.
  void publish_paced(std::chrono::nanoseconds time, double rate);

  /// Of the last `publish_paced`, in milliseconds.
  [[nodiscard]] double latency_ms(double fraction) const;

 private:
  void drain() const;
  void wait(std::chrono::nanoseconds longest) const;

  SharedArray<FleetBoard> board_{1};
  ForkedProcess subscriber_;
  FileDescriptor publisher_;
  std::uint32_t number_ = 0;
};

}  // namespace tidings::load
