#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tidings::json {

/// How far the quoting has come: what is to be quoted next, and where it goes to.
struct QuotePlaces {
  const char* from;
  char* to;
};

/// What the text is taken for.
enum class QuotedText {
  ascii,  ///< what is not ASCII needs more
  utf8,   ///< known to be well-formed: only characters that begin with the bytes C2 and E2 may
};

/// What `quote_eights` may write behind the place it returns.
inline constexpr std::size_t kQuoteEightsSlack = 16;

/// Quotes `text`, of which `places` is some way through, eight bytes at a time: up to the first
/// eight that need more than a backslash before quotes and backslashes. These are control
/// characters, and characters that `kind` says. Does nothing where the processor has no instruction
/// for it.
QuotePlaces quote_eights(QuotePlaces places, std::string_view text, QuotedText kind);

}  // namespace tidings::json
