#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "load/file_descriptor.h"
#include "load/load_stream.h"

namespace tidings::load {

/// Thousands of streams on one thread: opens them, reads them, opens again those that were refused.
class Fleet {
 public:
  /// All outlive the fleet.
  Fleet(const FleetPlan& plan, FleetBoard& board);

  /// Opens all streams, then obeys what comes over `control`, until told to finish.
  void run(int control);

  /// What `control` carries: one byte each. Its end is as good as `quit`.
  enum class Command : char {
    resume = 'R',  ///< open again what was lost, all at once
    finish = 'F',  ///< count what never came, say so on the board, and end
    quit = 'Q',
  };

 private:
  bool obey(int control);
  void begin_some();
  void begin(std::size_t index);
  void on_ready(std::size_t index, std::uint32_t events);
  void opened_or_lost(std::size_t index, bool was_opening);
  void watch(std::size_t index, std::uint32_t events, int operation) const;
  void retry_later(std::size_t index);
  [[nodiscard]] int time_to_retry() const;
  void finish();

  struct Retry {
    std::size_t index;
    std::int64_t due;
  };

  const FleetPlan& plan_;
  FleetBoard& board_;
  Findings findings_;
  FileDescriptor epoll_;
  std::vector<LoadStream> streams_;
  std::deque<std::size_t> to_open_;
  std::deque<Retry> retries_;
  std::size_t opening_ = 0;
  std::size_t window_;
};

}  // namespace tidings::load
