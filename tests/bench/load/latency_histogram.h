#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace tidings::load {

/// How long deliveries took: counts in buckets that are at most 1.6 % wide. Fixed in size, so that
/// it can lie in memory that processes share: one adds, others read and clear.
class LatencyHistogram {
 public:
  void add(std::int64_t nanoseconds);
  void add_all_of(const LatencyHistogram& other);
  void clear();

  [[nodiscard]] std::uint64_t count() const;
  /// In nanoseconds; `fraction` 0.5 is the median. 0 when there is nothing.
  [[nodiscard]] double quantile(double fraction) const;

 private:
  static constexpr unsigned kSubBits = 6;
  static constexpr std::size_t kSub = std::size_t{1} << kSubBits;
  static constexpr std::size_t kBuckets = kSub * 40;  // up to some 18 minutes

  static std::size_t bucket_of(std::uint64_t value);
  static double middle_of(std::size_t bucket);

  std::array<std::atomic<std::uint32_t>, kBuckets> buckets_{};
};

}  // namespace tidings::load
