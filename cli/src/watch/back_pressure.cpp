#include "watch/back_pressure.h"

#include <algorithm>
#include <cstddef>

namespace tidings::cli {

void BackPressure::set_behind(Taker taker, bool behind) {
  const bool was_paused = is_any_behind();
  behind_[static_cast<std::size_t>(taker)] = behind;
  if (const bool is_paused = is_any_behind(); is_paused != was_paused) {
    on_change_(is_paused);
  }
}

bool BackPressure::is_any_behind() const {
  return std::find(behind_.begin(), behind_.end(), true) != behind_.end();
}

}  // namespace tidings::cli
