#include "load/sequence_check.h"

#include <algorithm>

namespace tidings::load {
namespace {

/// More than this many numbers that are waited for are lost, and a burst of them can't eat memory.
constexpr std::size_t kMaxMissing = 10'000;

}  // namespace

Findings& Findings::operator+=(const Findings& other) {
  lost += other.lost;
  doubled += other.doubled;
  out_of_order += other.out_of_order;
  strays += other.strays;
  malformed += other.malformed;
  cut += other.cut;
  return *this;
}

void SequenceCheck::on_number(std::uint32_t number, Findings& findings) {
  if (number == last_ + 1) {
    last_ = number;
    return;
  }
  if (number > last_) {
    for (std::uint32_t missed = last_ + 1; missed < number; ++missed) {
      if (missing_.size() < kMaxMissing)
        missing_.push_back(missed);
      else
        ++findings.lost;
    }
    last_ = number;
    return;
  }
  const auto found = std::lower_bound(missing_.begin(), missing_.end(), number);
  if (found == missing_.end() || *found != number) {
    ++findings.doubled;
    return;
  }
  ++findings.out_of_order;
  missing_.erase(found);
}

void SequenceCheck::finish(std::uint32_t published, Findings& findings) {
  findings.lost += missing_.size();
  if (last_ < published)
    findings.lost += published - last_;
  else if (last_ > published)
    ++findings.strays;
  missing_.clear();
}

}  // namespace tidings::load
