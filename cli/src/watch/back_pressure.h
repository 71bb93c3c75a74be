#pragma once

#include <array>
#include <functional>
#include <utility>

namespace tidings::cli {

/// The streams are read only while nothing that takes their events is behind.
class BackPressure {
 public:
  enum class Taker { output, hooks, desktop };

  /// `on_change` is told when reading is to pause, and when it may go on.
  explicit BackPressure(std::function<void(bool paused)> on_change)
      : on_change_(std::move(on_change)) {}

  void set_behind(Taker taker, bool behind);

 private:
  [[nodiscard]] bool is_any_behind() const;

  std::function<void(bool paused)> on_change_;
  std::array<bool, 3> behind_{};  ///< by taker
};

}  // namespace tidings::cli
