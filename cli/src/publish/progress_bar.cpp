#include "publish/progress_bar.h"

#include <algorithm>
#include <cstddef>

namespace tidings::cli {

std::string progress_line(const Progress& progress, int width) {
  std::string counts = std::to_string(progress.accepted) + " accepted";
  if (progress.refused > 0) {
    counts += ", " + std::to_string(progress.refused) + " refused";
  }
  const auto room =
      static_cast<std::size_t>(std::max(width - 1, 0));  // the cursor stays on the line
  if (!progress.share) {
    return counts.substr(0, room);
  }
  const double share = std::clamp(*progress.share, 0.0, 1.0);
  std::string percent = std::to_string(static_cast<int>(share * 100)) + "%";
  percent.insert(0, 4 - std::min<std::size_t>(4, percent.size()), ' ');
  const std::string right = "] " + percent + "  " + counts;
  constexpr std::size_t kLongestBar = 40;
  constexpr std::size_t kShortestBar = 5;
  if (right.size() + 1 + kShortestBar > room) {
    return (percent + "  " + counts).substr(0, room);
  }
  const std::size_t length = std::min(kLongestBar, room - right.size() - 1);
  const auto filled = static_cast<std::size_t>(share * static_cast<double>(length));
  return "[" + std::string(filled, '#') + std::string(length - filled, ' ') + right;
}

}  // namespace tidings::cli
