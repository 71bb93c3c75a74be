#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "load/file_descriptor.h"
#include "load/fleet.h"
#include "load/shared_memory.h"

namespace tidings::load {

/// Runs something in a child process, which ends with this object and with its parent.
class ForkedProcess {
 public:
  /// `body` gets the other end of `control`. Forked at once: what `body` needs must be there.
  explicit ForkedProcess(const std::function<void(int control)>& body);
  ForkedProcess(ForkedProcess&&) noexcept = default;
  ForkedProcess& operator=(ForkedProcess&&) = delete;
  ~ForkedProcess();

  void send(char command) const;

 private:
  FileDescriptor control_;
  pid_t pid_ = -1;
};

/// The clients of a measurement: streams spread over processes, as many in each as it may have
/// files.
class Clients {
 public:
  /// The dialect and the book outlive this. `plan.streams` in total.
  Clients(const FleetPlan& plan, std::uint32_t streams_per_process);

  /// Waits until all streams are live. Throws when that takes longer.
  void wait_until_live(std::chrono::seconds deadline) const;
  /// Waits until `count` notifications were received since the last `clear`; false when they were
  /// not in time.
  [[nodiscard]] bool wait_for(std::uint64_t count, std::chrono::milliseconds deadline) const;
  /// Lost streams are opened again, all at once.
  void resume() const;
  /// Forgets the counts and latencies so far. Nothing may be on its way.
  void clear();

  [[nodiscard]] std::uint64_t live() const;
  [[nodiscard]] std::uint64_t received() const;
  [[nodiscard]] std::uint64_t refused() const;
  /// In milliseconds.
  [[nodiscard]] double latency_ms(double fraction) const;

  /// Ends all streams; what was wrong with what they received.
  Findings finish();

 private:
  std::vector<FleetPlan> plans_;
  std::unique_ptr<SharedArray<FleetBoard>> boards_;
  std::vector<ForkedProcess> processes_;
  std::uint64_t streams_;
  std::uint64_t cleared_ = 0;
};

}  // namespace tidings::load
