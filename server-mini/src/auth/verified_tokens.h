#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "auth/claims.h"

namespace tidings::server {

/// Tokens that were found good a while ago: a publisher comes with the same one again and again,
/// and checking a signature costs as much as storing a notification. Remembers a few; one may push
/// another out. Knows no clock.
class VerifiedTokens {
 public:
  using Time = std::chrono::system_clock::time_point;

  /// Who comes with exactly this token, or null when that is not known at `now`: it was never seen,
  /// it has expired, or the clock stands before the moment at which it was checked.
  [[nodiscard]] const Identity* find(std::string_view token, Time now) const;
  /// `token` was checked at `now`.
  void add(std::string_view token, const Identity& identity, Time now);
  /// The keys have changed.
  void clear() { slots_.clear(); }

 private:
  struct Verified {
    std::string token;  // empty: a free slot
    Identity identity = {};
    Time since = {};
  };
  static std::size_t slot_of(std::string_view token);

  std::vector<Verified> slots_;
};

}  // namespace tidings::server
