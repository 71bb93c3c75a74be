#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "load/shared_memory.h"

namespace tidings::load {

/// The last number published in each lane, known to the publisher and all client processes. Lane 0
/// are the broadcasts, lanes 1 to `sellers` the sellers.
class LaneBook {
 public:
  explicit LaneBook(std::size_t sellers) : lanes_(sellers + 1) {}

  std::uint32_t next(std::uint32_t lane) const {
    return lanes_[lane].fetch_add(1, std::memory_order_relaxed) + 1;
  }
  [[nodiscard]] std::uint32_t last(std::uint32_t lane) const {
    return lanes_[lane].load(std::memory_order_relaxed);
  }
  [[nodiscard]] std::size_t sellers() const { return lanes_.size() - 1; }

 private:
  SharedArray<std::atomic<std::uint32_t>> lanes_;
};

}  // namespace tidings::load
