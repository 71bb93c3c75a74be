#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/export.h"
#include "tidings/observation.h"

/// What is wrong with a stream, by what a client saw of it. Pure.
namespace tidings {

enum class CheckStatus { ok, warn, fail };
/// `ok`, `warn`, `fail`.
TIDINGS_API std::string_view check_status_name(CheckStatus status) noexcept;

struct Check {
  std::string_view name;  ///< one of `known_checks`
  CheckStatus status = CheckStatus::ok;
  std::string detail;  ///< what was seen, in a phrase; may hold text from the network
  std::string advice;  ///< what to do about it; empty when there is nothing to do
};

struct CheckInfo {
  std::string_view name;
  std::string_view question;
};
/// All checks there are, in their order. The names are stable.
TIDINGS_API std::span<const CheckInfo> known_checks() noexcept;

struct Diagnosis {
  std::vector<Check> checks;             ///< what was not reached, or cannot be told, is left out
  CheckStatus result = CheckStatus::ok;  ///< the worst of them
};

/// Judges what was seen. `url` in its texts is masked; a token is never part of them.
TIDINGS_API Diagnosis diagnose(const ObservedStream& seen);

}  // namespace tidings
