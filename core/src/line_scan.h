#pragma once

#if defined(__SSE2__)
#include <bit>

#include <emmintrin.h>
#endif

namespace tidings {

struct LineEnd {
  const char* at;  ///< the first LF or CR, or the end of what was searched
  bool ascii;      ///< every byte before `at` is below 0x80
};

/// One byte at a time: for what is shorter than a vector, and for processors without SSE2.
inline LineEnd find_line_end_bytewise(const char* begin, const char* end) {
  unsigned char seen = 0;
  const char* at = begin;
  for (; at != end && *at != '\n' && *at != '\r'; ++at) {
    seen |= static_cast<unsigned char>(*at);
  }
  return {at, seen < 0x80};
}

#if defined(__SSE2__)

/// Looks for LF and CR at once, so that no line end costs a second pass, and notes on the way
/// whether the line needs its UTF-8 checked.
inline LineEnd find_line_end(const char* begin, const char* end) {
  const __m128i lf = _mm_set1_epi8('\n');
  const __m128i cr = _mm_set1_epi8('\r');
  __m128i seen = _mm_setzero_si128();
  const char* at = begin;
  for (; end - at >= 16; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i hits = _mm_or_si128(_mm_cmpeq_epi8(bytes, lf), _mm_cmpeq_epi8(bytes, cr));
    const auto found = static_cast<unsigned>(_mm_movemask_epi8(hits));
    if (found != 0) {
      const unsigned before = (found & (0U - found)) - 1;
      const auto high_here = static_cast<unsigned>(_mm_movemask_epi8(bytes)) & before;
      const auto high_earlier = static_cast<unsigned>(_mm_movemask_epi8(seen));
      return {at + std::countr_zero(found), (high_here | high_earlier) == 0};
    }
    seen = _mm_or_si128(seen, bytes);
  }
  const LineEnd tail = find_line_end_bytewise(at, end);
  return {tail.at, tail.ascii && _mm_movemask_epi8(seen) == 0};
}

#else

inline LineEnd find_line_end(const char* begin, const char* end) {
  return find_line_end_bytewise(begin, end);
}

#endif

}  // namespace tidings
