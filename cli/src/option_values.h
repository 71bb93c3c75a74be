#pragma once

#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "tidings/mapping.h"
#include "tidings/result.h"

#include "arguments.h"
#include "terminal.h"

/// Flags' values, judged. Each function looks at one flag, returns nothing when it was not given,
/// and an error that names the flag, the value and the accepted form when its value is bad.
namespace tidings::cli {

template <class T>
using Given = Result<std::optional<T>>;

enum class Zero { allowed, refused };

/// `--count: "x" is not …`: the form of every complaint about a value.
Error bad_value(std::string_view flag, std::string_view value, std::string_view complaint);

Given<std::chrono::milliseconds> duration_value(const Arguments& arguments, std::string_view flag,
                                                Zero zero = Zero::allowed);

Given<std::uint64_t> size_value(const Arguments& arguments, std::string_view flag);

/// A whole number from `lowest` to `highest`.
Given<std::uint64_t> number_value(const Arguments& arguments, std::string_view flag,
                                  std::uint64_t lowest, std::uint64_t highest);

/// One of several words.
template <class Choice, std::size_t kCount>
Given<Choice> choice_value(const Arguments& arguments, std::string_view flag,
                           const std::array<std::pair<std::string_view, Choice>, kCount>& choices) {
  const auto text = arguments.value(flag);
  if (!text) {
    return std::optional<Choice>{};
  }
  std::string accepted;
  for (const auto& [name, choice] : choices) {
    if (*text == name) {
      return std::optional(choice);
    }
    accepted += (accepted.empty() ? "" : ", ") + std::string(name);
  }
  return bad_value(flag, *text, "is none of " + accepted);
}

/// `--color`.
Given<ColorChoice> color_value(const Arguments& arguments);

/// `--preset`.
Given<Preset> preset_value(const Arguments& arguments);

/// Assigns what `given` holds, if anything, to `target`; an error is kept in `first_error` unless
/// there is one already. So a long list of flags reads as a list, and the first complaint is the
/// one reported.
template <class T, class Target>
void assign(Given<T> given, Target& target, std::optional<Error>& first_error) {
  if (!given) {
    if (!first_error) {
      first_error = given.error();
    }
  } else if (given->has_value()) {
    if constexpr (std::integral<T> && std::integral<Target>) {
      target = static_cast<Target>(**given);
    } else if constexpr (std::integral<T>) {
      target = static_cast<typename Target::value_type>(**given);
    } else {
      target = std::move(**given);
    }
  }
}

}  // namespace tidings::cli
