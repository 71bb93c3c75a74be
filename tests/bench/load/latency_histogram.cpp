#include "load/latency_histogram.h"

#include <algorithm>
#include <bit>

namespace tidings::load {

std::size_t LatencyHistogram::bucket_of(std::uint64_t value) {
  if (value < kSub)
    return static_cast<std::size_t>(value);
  const auto exponent = static_cast<unsigned>(std::bit_width(value)) - kSubBits - 1;
  const std::size_t bucket =
      (exponent + 1) * kSub + static_cast<std::size_t>((value >> exponent) - kSub);
  return std::min(bucket, kBuckets - 1);
}

double LatencyHistogram::middle_of(std::size_t bucket) {
  if (bucket < kSub)
    return static_cast<double>(bucket);
  const std::size_t exponent = bucket / kSub - 1;
  const double width = static_cast<double>(std::uint64_t{1} << exponent);
  return (static_cast<double>(bucket % kSub + kSub) + 0.5) * width;
}

void LatencyHistogram::add(std::int64_t nanoseconds) {
  const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(nanoseconds, 0));
  buckets_.at(bucket_of(value)).fetch_add(1, std::memory_order_relaxed);
}

void LatencyHistogram::add_all_of(const LatencyHistogram& other) {
  for (std::size_t i = 0; i < kBuckets; ++i)
    buckets_.at(i).fetch_add(other.buckets_.at(i).load(std::memory_order_relaxed),
                             std::memory_order_relaxed);
}

void LatencyHistogram::clear() {
  for (auto& bucket : buckets_)
    bucket.store(0, std::memory_order_relaxed);
}

std::uint64_t LatencyHistogram::count() const {
  std::uint64_t sum = 0;
  for (const auto& bucket : buckets_)
    sum += bucket.load(std::memory_order_relaxed);
  return sum;
}

double LatencyHistogram::quantile(double fraction) const {
  const auto rank = static_cast<std::uint64_t>(fraction * static_cast<double>(count()));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    seen += buckets_.at(i).load(std::memory_order_relaxed);
    if (seen > rank)
      return middle_of(i);
  }
  return 0;
}

}  // namespace tidings::load
