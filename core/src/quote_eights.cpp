#include "quote_eights.h"

#include <algorithm>
#include <array>
#include <cstring>

#if defined(__SSE2__)
#include <tmmintrin.h>
#endif

namespace tidings::json {

#if defined(__SSE2__)

namespace {

constexpr std::ptrdiff_t kEight = 8;
constexpr std::uint8_t kBackslash = 0x80;  // in an order: no byte of the eight

/// For each set of the eight bytes that get a backslash: which byte stands where in what is
/// written, and how much that is.
struct Orders {
  alignas(16) std::array<std::array<std::uint8_t, 2 * kEight>, 256> order{};
  std::array<std::uint8_t, 256> length{};
};

constexpr Orders kOrders = [] {
  Orders orders;
  for (unsigned set = 0; set < 256; ++set) {
    auto& order = orders.order[set];
    order.fill(kBackslash);
    std::uint8_t length = 0;
    for (std::uint8_t i = 0; i < kEight; ++i) {
      length = static_cast<std::uint8_t>(length + ((set >> i) & 1U));
      order[length++] = i;
    }
    orders.length[set] = length;
  }
  return orders;
}();

/// One bit a byte.
unsigned bits(__m128i bytes) {
  return static_cast<unsigned>(_mm_movemask_epi8(bytes));
}

__m128i equal(__m128i bytes, unsigned char byte) {
  return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(static_cast<char>(byte)));
}

template <QuotedText kText>
unsigned needing_more(__m128i bytes) {
  if constexpr (kText == QuotedText::ascii) {
    // Compared as signed numbers: what is not ASCII is below the space, too.
    return bits(_mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(' ')), equal(bytes, 0x7F)));
  }
  const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
  return bits(_mm_or_si128(_mm_or_si128(control, equal(bytes, 0x7F)),
                           _mm_or_si128(equal(bytes, 0xC2), equal(bytes, 0xE2))));
}

unsigned needing_backslash(__m128i bytes) {
  return bits(_mm_or_si128(equal(bytes, '"'), equal(bytes, '\\')));
}

/// Writes the lower eight of the bytes; `set`: those that get a backslash. Goes behind them.
[[gnu::target("ssse3")]] char* write_eight(char* to, __m128i bytes, unsigned set) {
  const __m128i order = _mm_load_si128(reinterpret_cast<const __m128i*>(kOrders.order[set].data()));
  const __m128i gaps = _mm_cmpgt_epi8(_mm_setzero_si128(), order);
  const __m128i quoted =
      _mm_or_si128(_mm_shuffle_epi8(bytes, order), _mm_and_si128(gaps, _mm_set1_epi8('\\')));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), quoted);
  return to + kOrders.length[set];
}

/// The last `count` bytes before `end`, spaces behind them. REQUIRES: 0 < count < 8, and eight
/// bytes can be read.
__m128i last_bytes(const char* end, std::ptrdiff_t count) {
  std::uint64_t word = 0;
  std::memcpy(&word, end - kEight, sizeof word);
  const auto size = static_cast<unsigned>(8 * count);
  word = word >> (64 - size) | std::uint64_t{0x2020202020202020} << size;
  return _mm_loadl_epi64(reinterpret_cast<const __m128i*>(&word));
}

template <QuotedText kText>
[[gnu::target("ssse3")]] QuotePlaces quote_by_shuffling(QuotePlaces places, std::string_view text) {
  auto [from, to] = places;
  const char* const end = text.data() + text.size();
  for (; end - from >= 2 * kEight; from += 2 * kEight) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    if (needing_more<kText>(bytes) != 0) {
      return {from, to};
    }
    const unsigned set = needing_backslash(bytes);
    to = write_eight(to, bytes, set & 0xFFU);
    to = write_eight(to, _mm_unpackhi_epi64(bytes, bytes), set >> 8);
  }
  while (from != end) {
    const std::ptrdiff_t left = end - from;
    const std::ptrdiff_t count = std::min(left, kEight);
    if (count < kEight && text.size() < static_cast<std::size_t>(kEight)) {
      break;
    }
    const __m128i bytes = count < kEight ? last_bytes(end, count)
                                         : _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from));
    if ((needing_more<kText>(bytes) & 0xFFU) != 0) {
      break;
    }
    to = write_eight(to, bytes, needing_backslash(bytes) & 0xFFU) - (kEight - count);
    from += count;
  }
  return {from, to};
}

}  // namespace

QuotePlaces quote_eights(QuotePlaces places, std::string_view text, QuotedText kind) {
  static const bool can_shuffle = __builtin_cpu_supports("ssse3") != 0;
  if (!can_shuffle) {
    return places;
  }
  return kind == QuotedText::ascii ? quote_by_shuffling<QuotedText::ascii>(places, text)
                                   : quote_by_shuffling<QuotedText::utf8>(places, text);
}

#else

QuotePlaces quote_eights(QuotePlaces places, std::string_view /*text*/, QuotedText /*kind*/) {
  return places;
}

#endif

}  // namespace tidings::json
