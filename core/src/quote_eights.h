#pragma once

#include <cstddef>
#include <cstdint>

namespace tidings::json {

/// How far the quoting has come: what is to be quoted next, and where it goes to.
struct QuotePlaces {
  const char* from;
  char* to;
};

/// What `quote_eights` may write behind the place it returns.
inline constexpr std::size_t kQuoteEightsSlack = 16;

/// Quotes eight bytes at a time, up to the first eight that need more than a backslash before
/// quotes and backslashes: control characters, and the bytes C2 and E2, with which characters begin
/// that are escaped. All others are taken as they are. At once at its end where the processor has
/// no instruction for it.
QuotePlaces quote_eights(QuotePlaces places, const char* end);

}  // namespace tidings::json
