#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidings::cli {

/// What a piece of text is, for those who see colours. One of the terminal's own colours each, so
/// that the user's palette decides.
enum class Ink {
  plain,
  faint,  ///< the time, a link
  label,  ///< an event's type, a JSON member's name
  text,   ///< a JSON string
  number,
  literal,    ///< true, false, null
  silent,     ///< a notification of priority 1 and 2
  strong,     ///< … 3
  important,  ///< … 4
  urgent,     ///< … 5
  good,
  bad,
};

/// Appends `text` in `ink`; without `colors` as it is.
void paint(std::string& out, std::string_view text, Ink ink, bool colors);

/// Appends a stream's name in a colour by its number: neighbours differ.
void paint_stream(std::string& out, std::string_view name, std::size_t number, bool colors);

}  // namespace tidings::cli
