#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "load/fleet_process.h"

namespace tidings::bench {

/// A server in a process of its own that sends every client the same stream as fast as it is taken:
/// notifications of about 220 bytes, in HTTP chunks of a given size.
class Flood {
 public:
  struct Settings {
    std::uint64_t bytes = 0;  ///< of the body, about
    std::size_t chunk = 250;
    bool stays_open = false;  ///< when all is sent; else the stream ends as HTTP says
  };
  explicit Flood(const Settings& settings);

  [[nodiscard]] std::string url() const;

 private:
  load::FileDescriptor listener_;
  std::uint16_t port_ = 0;
  load::ForkedProcess process_;
};

/// The text of one event.
std::string flood_event(std::uint64_t number);

}  // namespace tidings::bench
