#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace tidings::server {

/// A number that one thread of one process writes and others may read at any time.
class Counter {
 public:
  void operator++() { add(1); }
  void add(std::uint64_t amount) { set(value() + amount); }
  void set(std::uint64_t value) { value_.store(value, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

/// What one process counts. Sellers are no labels.
struct Metrics {
  // Now
  Counter connections;
  Counter streams;
  Counter store_available;  ///< 0 or 1

  // Since the start
  Counter streams_opened;
  Counter streams_resumed;  ///< with a last event ID
  Counter streams_expired;  ///< ended with their token or by their age
  Counter slow_readers_cut;
  Counter gaps_sent;
  Counter deliveries;  ///< notifications written to streams
  Counter heartbeats;
  Counter accepted;                  ///< notifications stored
  Counter repeated;                  ///< recognised by their idempotency key
  Counter refused;                   ///< bad, in conflict or not storable
  Counter unauthorized;              ///< requests without a good token
  std::array<Counter, 6> responses;  ///< by the status's first digit
};

/// The metrics of all processes of a server, in memory that they share: each writes its own and
/// reads all. To be made before the processes are.
class MetricsBoard {
 public:
  /// Throws std::bad_alloc when memory is short.
  explicit MetricsBoard(std::size_t processes);

  [[nodiscard]] Metrics& of(std::size_t process) const { return metrics_.get()[process]; }
  /// The process has died: what it counted stays, what it held is gone.
  void clear_gauges(std::size_t process) const;
  /// Connections of all processes but this one.
  [[nodiscard]] std::size_t connections_elsewhere(std::size_t process) const;
  /// All processes together, as Prometheus' text format.
  [[nodiscard]] std::string prometheus_text() const;

 private:
  struct Unmap {
    std::size_t processes = 0;
    void operator()(Metrics* metrics) const;
  };
  std::unique_ptr<Metrics[], Unmap> metrics_;
  std::size_t processes_;
};

}  // namespace tidings::server
