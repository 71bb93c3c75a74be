#pragma once

#include <cstdint>
#include <optional>

#include "tidings/clock.h"

namespace tidings::cli {

/// `--rate`: when the next may go. The n-th is due (n - 1) / rate seconds after the first, so that
/// what was held up catches up without ever being faster on the whole; after a long hold-up no more
/// than a second's worth is caught up. Pure arithmetic.
class Pacing {
 public:
  /// Without a rate everything is due at once.
  explicit Pacing(std::optional<double> rate) : rate_(rate) {}

  [[nodiscard]] BootTime due(BootTime now) const;
  /// One has been handed out.
  void sent(BootTime now);

 private:
  std::optional<double> rate_;
  std::optional<BootTime> next_;
};

}  // namespace tidings::cli
