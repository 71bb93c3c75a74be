#include "publish/pacing.h"

#include <algorithm>
#include <chrono>

namespace tidings::cli {

BootTime Pacing::due(BootTime now) const {
  return rate_ && next_ ? *next_ : now;
}

void Pacing::sent(BootTime now) {
  if (!rate_) {
    return;
  }
  const auto interval = std::chrono::duration_cast<std::chrono::nanoseconds>(
      std::chrono::duration<double>(1 / *rate_));
  const BootTime earliest =
      now - std::max<std::chrono::nanoseconds>(std::chrono::seconds(1), interval);
  next_ = std::max(next_.value_or(now), earliest) + interval;
}

}  // namespace tidings::cli
