#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tidings {

/// 64 bytes that are looked at together: every question is answered by one bit a byte, the lowest
/// for the first byte. In portable C++; `ByteBlock` below is the fastest there is for the
/// processor.
class PortableByteBlock {
 public:
  static constexpr std::size_t kSize = 64;

  explicit PortableByteBlock(const char* bytes) { std::memcpy(bytes_.data(), bytes, kSize); }

  template <char kByte>
  [[nodiscard]] std::uint64_t equal() const {
    return mask([](unsigned char byte) { return byte == static_cast<unsigned char>(kByte); });
  }

  [[nodiscard]] std::uint64_t line_ends() const {
    return mask([](unsigned char byte) { return byte == '\n' || byte == '\r'; });
  }

  /// REQUIRES: kByte >= 0x80.
  template <unsigned kByte>
  [[nodiscard]] std::uint64_t at_least() const {
    return mask([](unsigned char byte) { return byte >= kByte; });
  }

  [[nodiscard]] bool is_ascii() const { return at_least<0x80>() == 0; }

  /// Whether there is a byte that begins four bytes of UTF-8, or nothing: C0, C1, F0 and above.
  [[nodiscard]] bool has_rare_lead() const {
    return mask([](unsigned char byte) { return (byte & 0xFE) == 0xC0 || byte >= 0xF0; }) != 0;
  }

 private:
  template <class Predicate>
  [[nodiscard]] std::uint64_t mask(const Predicate& holds) const {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < kSize; ++i) {
      bits |= std::uint64_t{holds(bytes_[i])} << i;
    }
    return bits;
  }

  std::array<unsigned char, kSize> bytes_;
};

#if defined(__SSE2__)

/// The same by SSE2, which every x86-64 processor has.
class Sse2ByteBlock {
 public:
  static constexpr std::size_t kSize = 64;

  explicit Sse2ByteBlock(const char* bytes)
      : quarters_{load(bytes), load(bytes + 16), load(bytes + 32), load(bytes + 48)} {}

  template <char kByte>
  [[nodiscard]] std::uint64_t equal() const {
    const __m128i wanted = _mm_set1_epi8(kByte);
    return mask([&](__m128i quarter) { return _mm_cmpeq_epi8(quarter, wanted); });
  }

  [[nodiscard]] std::uint64_t line_ends() const {
    const __m128i lf = _mm_set1_epi8('\n');
    const __m128i cr = _mm_set1_epi8('\r');
    return mask([&](__m128i quarter) {
      return _mm_or_si128(_mm_cmpeq_epi8(quarter, lf), _mm_cmpeq_epi8(quarter, cr));
    });
  }

  /// REQUIRES: kByte >= 0x80.
  template <unsigned kByte>
  [[nodiscard]] std::uint64_t at_least() const {
    // Subtracting, which stops at 0, leaves the top bit exactly in bytes that are large enough.
    const __m128i distance = _mm_set1_epi8(static_cast<char>(kByte - 0x80));
    return mask([&](__m128i quarter) { return _mm_subs_epu8(quarter, distance); });
  }

  [[nodiscard]] bool is_ascii() const {
    return !any([](__m128i quarter) { return quarter; });
  }

  [[nodiscard]] bool has_rare_lead() const {
    const __m128i all_but_lowest_bit = _mm_set1_epi8(static_cast<char>(0xFE));
    const __m128i c0 = _mm_set1_epi8(static_cast<char>(0xC0));
    const __m128i distance_of_f0 = _mm_set1_epi8(0xF0 - 0x80);
    return any([&](__m128i quarter) {
      return _mm_or_si128(_mm_cmpeq_epi8(_mm_and_si128(quarter, all_but_lowest_bit), c0),
                          _mm_subs_epu8(quarter, distance_of_f0));
    });
  }

 private:
  static __m128i load(const char* bytes) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  }

  /// The top bit of each byte that `compute` gives.
  template <class Compute>
  [[nodiscard]] std::uint64_t mask(const Compute& compute) const {
    const auto bits = [&](std::size_t i) {
      return std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(compute(quarters_[i])))};
    };
    return bits(0) | bits(1) << 16 | bits(2) << 32 | bits(3) << 48;
  }

  /// Whether a byte that `compute` gives has its top bit set: cheaper than a mask that is not 0.
  template <class Compute>
  [[nodiscard]] bool any(const Compute& compute) const {
    return _mm_movemask_epi8(
               _mm_or_si128(_mm_or_si128(compute(quarters_[0]), compute(quarters_[1])),
                            _mm_or_si128(compute(quarters_[2]), compute(quarters_[3])))) != 0;
  }

  __m128i quarters_[4];
};

using ByteBlock = Sse2ByteBlock;

#else

using ByteBlock = PortableByteBlock;

#endif

/// The end of a block as a block: its last bytes, as if zeros followed them.
template <class Block>
class BlockEnd {
 public:
  /// REQUIRES: 0 < size <= 64.
  BlockEnd(const Block& block, std::size_t size) : block_(block), skipped_(Block::kSize - size) {}

  template <char kByte>
  [[nodiscard]] std::uint64_t equal() const {
    return block_.template equal<kByte>() >> skipped_;
  }

  template <unsigned kByte>
  [[nodiscard]] std::uint64_t at_least() const {
    return block_.template at_least<kByte>() >> skipped_;
  }

  [[nodiscard]] std::uint64_t line_ends() const { return block_.line_ends() >> skipped_; }
  [[nodiscard]] bool is_ascii() const { return at_least<0x80>() == 0; }
  /// Also by a byte in front of these.
  [[nodiscard]] bool has_rare_lead() const { return block_.has_rare_lead(); }

 private:
  const Block& block_;
  std::size_t skipped_;
};

}  // namespace tidings
