#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "tidings/export.h"
#include "tidings/result.h"

/// JSON kept as the text it came as. A parsed value would lose integers beyond 64 bits, the order
/// and the repetition of members; text loses nothing and costs no tree. Everything here is a pure
/// function; nothing recurses deeper than `kMaxJsonDepth`.
namespace tidings::json {

/// Deepest nesting of arrays and objects that is accepted anywhere (`[[1]]` is 2 deep).
inline constexpr std::size_t kMaxJsonDepth = 128;

/// Whether `text` is exactly one JSON value (RFC 8259), UTF-8, at most `max_depth` deep (more than
/// the default only for what wraps values that were accepted by themselves).
/// Numbers of any size and escapes of lone surrogates are accepted, as the RFC allows; a byte order
/// mark is not. The error says what is wrong and at which byte (counted from 1), and quotes nothing
/// of the text.
TIDINGS_API Result<void> validate(std::string_view text, std::size_t max_depth = kMaxJsonDepth);

/// Calls `member(name, value)` for each member of the object, in order, repetitions included.
/// `name` is decoded, `value` is the value's text without surrounding space. Returning false stops.
/// REQUIRES: `object` has passed `validate` and is an object (see `is_object`).
TIDINGS_API void for_each_member(
    std::string_view object,
    const std::function<bool(std::string_view name, std::string_view value)>& member);

/// The same for the elements of an array. REQUIRES: `array` has passed `validate`.
TIDINGS_API void for_each_element(std::string_view array,
                                  const std::function<bool(std::string_view value)>& element);

/// The kind of a valid JSON text, by its first character.
[[nodiscard]] TIDINGS_API bool is_object(std::string_view text);
[[nodiscard]] TIDINGS_API bool is_array(std::string_view text);
[[nodiscard]] TIDINGS_API bool is_string(std::string_view text);

/// The decoded content of a JSON string literal, or nothing when `text` is no string. A lone
/// surrogate escape becomes U+FFFD. REQUIRES: `text` has passed `validate`.
TIDINGS_API std::optional<std::string> string_content(std::string_view text);

/// Whether a string in `text` has a `\uD800`-`\uDFFF` escape that is not half of a pair: such a
/// string is no Unicode text, and two different ones may decode to the same. REQUIRES: `text` has
/// passed `validate`.
[[nodiscard]] TIDINGS_API bool has_lone_surrogate(std::string_view text);

/// `text` as a JSON string literal with its quotes: exact for valid UTF-8; an invalid sequence
/// becomes U+FFFD. Control characters (C0, DEL, C1) and U+2028/2029 are escaped.
TIDINGS_API std::string quote(std::string_view text);

/// As `quote`, appended to `out`.
TIDINGS_API void append_quoted(std::string& out, std::string_view text);

/// Appends `text` without the space and line ends between its tokens: one line, every digit and
/// every character of its strings as they came. REQUIRES: `text` has passed `validate`.
TIDINGS_API void append_compact(std::string& out, std::string_view text);

/// Whether `pointer` is a JSON pointer (RFC 6901): empty or starting with `/`, `~` only as `~0`,
/// `~1`.
[[nodiscard]] TIDINGS_API bool is_pointer(std::string_view pointer);

/// The text of the value that `pointer` names, or nothing when there is none. Where a member is
/// repeated the last one counts. REQUIRES: `text` has passed `validate`, `pointer` is_pointer.
TIDINGS_API std::optional<std::string_view> at(std::string_view text, std::string_view pointer);

/// A value as a person writes it: a string's content, the JSON text of anything else.
TIDINGS_API std::string scalar_text(std::string_view value);

}  // namespace tidings::json
