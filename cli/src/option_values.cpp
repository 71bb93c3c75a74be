#include "option_values.h"

#include <charconv>

#include "tidings/duration.h"
#include "tidings/size.h"

#include "safe_text.h"

namespace tidings::cli {
namespace {

Error about_flag(std::string_view flag, const Error& error) {
  return Error{"--" + std::string(flag) + ": " + safe_line(error.message)};
}

}  // namespace

Error bad_value(std::string_view flag, std::string_view value, std::string_view complaint) {
  return Error{"--" + std::string(flag) + ": \"" + safe_line(value) + "\" " +
               std::string(complaint)};
}

Given<std::chrono::milliseconds> duration_value(const Arguments& arguments, std::string_view flag,
                                                Zero zero) {
  const auto text = arguments.value(flag);
  if (!text) {
    return std::optional<std::chrono::milliseconds>{};
  }
  const auto duration = parse_duration(*text);
  if (!duration) {
    return about_flag(flag, duration.error());
  }
  if (zero == Zero::refused && duration->count() == 0) {
    return bad_value(flag, *text, "must be longer than nothing, as in 250ms, 45s or 5m");
  }
  return std::optional(*duration);
}

Given<std::uint64_t> size_value(const Arguments& arguments, std::string_view flag) {
  const auto text = arguments.value(flag);
  if (!text) {
    return std::optional<std::uint64_t>{};
  }
  const auto size = parse_size(*text);
  if (!size) {
    return about_flag(flag, size.error());
  }
  if (*size == 0) {
    return bad_value(flag, *text, "must be more than nothing, as in 64KiB or 1MiB");
  }
  return std::optional(*size);
}

Given<std::uint64_t> number_value(const Arguments& arguments, std::string_view flag,
                                  std::uint64_t lowest, std::uint64_t highest) {
  const auto text = arguments.value(flag);
  if (!text) {
    return std::optional<std::uint64_t>{};
  }
  std::uint64_t number = 0;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc{} || stop != end || number < lowest || number > highest) {
    return bad_value(
        flag, *text,
        "is not a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest));
  }
  return std::optional(number);
}

Given<ColorChoice> color_value(const Arguments& arguments) {
  constexpr std::array<std::pair<std::string_view, ColorChoice>, 3> kColors{{
      {"auto", ColorChoice::automatic},
      {"always", ColorChoice::always},
      {"never", ColorChoice::never},
  }};
  return choice_value(arguments, "color", kColors);
}

Given<Preset> preset_value(const Arguments& arguments) {
  constexpr std::array<std::pair<std::string_view, Preset>, 4> kPresets{{
      {"tidings", Preset::tidings},
      {"ntfy", Preset::ntfy},
      {"mercure", Preset::mercure},
      {"plain", Preset::plain},
  }};
  return choice_value(arguments, "preset", kPresets);
}

}  // namespace tidings::cli
