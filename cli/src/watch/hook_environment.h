#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidings::cli {

/// What a hook is told in its environment.
using HookVariables = std::vector<std::pair<std::string_view, std::string>>;

/// `execve` refuses a variable of 128 KiB.
inline constexpr std::size_t kLongestVariable = std::size_t{64} << 10;

/// A hook's environment, as `NAME=value`: `inherited` without any `TIDINGS_` variable of ours in
/// it, and `variables`. A value that is too long or has NUL in it is left out and its name stands
/// in `TIDINGS_OMITTED`, with spaces between several.
std::vector<std::string> hook_environment(const char* const* inherited,
                                          const HookVariables& variables);

}  // namespace tidings::cli
