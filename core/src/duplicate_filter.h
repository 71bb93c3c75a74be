#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>

namespace tidings {

/// Remembers the ids of the last events delivered.
class DuplicateFilter {
 public:
  static constexpr std::size_t kRemembered = 1000;

  /// True when `id` is among those remembered; else it is remembered from now on.
  bool is_duplicate(std::string_view id);

 private:
  std::deque<std::string> ids_;                 ///< a ring once it is full
  std::size_t oldest_ = 0;                      ///< then
  std::unordered_set<std::string_view> known_;  ///< views into `ids_`, whose elements stay in place
};

}  // namespace tidings
