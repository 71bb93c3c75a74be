#include "suggestion.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace tidings::cli {
namespace {

using Row = std::vector<std::size_t>;

/// Damerau-Levenshtein distance, adjacent letters swapped counting as one step.
std::size_t distance(std::string_view left, std::string_view right) {
  Row before_last;
  Row last(right.size() + 1);
  for (std::size_t column = 0; column <= right.size(); ++column) {
    last[column] = column;
  }
  for (std::size_t row = 1; row <= left.size(); ++row) {
    Row current(right.size() + 1);
    current[0] = row;
    for (std::size_t column = 1; column <= right.size(); ++column) {
      const std::size_t change = left[row - 1] == right[column - 1] ? 0 : 1;
      current[column] =
          std::min({last[column] + 1, current[column - 1] + 1, last[column - 1] + change});
      const bool swapped = row > 1 && column > 1 && left[row - 1] == right[column - 2] &&
                           left[row - 2] == right[column - 1];
      if (swapped) {
        current[column] = std::min(current[column], before_last[column - 2] + 1);
      }
    }
    before_last = std::move(last);
    last = std::move(current);
  }
  return last.back();
}

bool one_begins_with_the_other(std::string_view word, std::string_view name) {
  constexpr std::size_t kTelling = 3;  // letters; fewer would fit too many names
  const std::size_t shorter = std::min(word.size(), name.size());
  return shorter >= kTelling && word.substr(0, shorter) == name.substr(0, shorter);
}

}  // namespace

std::optional<std::string_view> suggestion_for(std::string_view word,
                                               std::span<const std::string_view> names) {
  constexpr std::size_t kLongestWord = 64;
  if (word.size() > kLongestWord) {
    return std::nullopt;
  }
  std::optional<std::string_view> best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view name : names) {
    const std::size_t steps = one_begins_with_the_other(word, name) ? 1 : distance(word, name);
    if (steps < best_distance) {
      best = name;
      best_distance = steps;
    }
  }
  return best;
}

}  // namespace tidings::cli
