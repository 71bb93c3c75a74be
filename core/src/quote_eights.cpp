#include "quote_eights.h"

#include <array>

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

unsigned needing_more(__m128i bytes) {
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

[[gnu::target("ssse3")]] QuotePlaces quote_by_shuffling(QuotePlaces places, const char* end) {
  auto [from, to] = places;
  for (; end - from >= 2 * kEight; from += 2 * kEight) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    if (needing_more(bytes) != 0) {
      break;
    }
    const unsigned set = needing_backslash(bytes);
    to = write_eight(to, bytes, set & 0xFFU);
    to = write_eight(to, _mm_unpackhi_epi64(bytes, bytes), set >> 8);
  }
  for (; end - from >= kEight; from += kEight) {
    const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from));
    if ((needing_more(bytes) & 0xFFU) != 0) {
      break;
    }
    to = write_eight(to, bytes, needing_backslash(bytes) & 0xFFU);
  }
  return {from, to};
}

}  // namespace

QuotePlaces quote_eights(QuotePlaces places, const char* end) {
  static const bool can_shuffle = __builtin_cpu_supports("ssse3") != 0;
  return can_shuffle ? quote_by_shuffling(places, end) : places;
}

#else

QuotePlaces quote_eights(QuotePlaces places, const char* /*end*/) {
  return places;
}

#endif

}  // namespace tidings::json
