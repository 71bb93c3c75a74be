#include "utf8_validate.h"

#if defined(__SSE2__)
#include <cstddef>
#include <cstdint>
#include <cstring>

#include <emmintrin.h>
#else
#include "utf8.h"
#endif

namespace tidings {

#if defined(__SSE2__)

namespace {

/// 64 bytes at once, one bit a byte: comparisons turn into masks, "the byte behind" into a shift.
class BlockValidator {
 public:
  void check(const char* block) {
    load(block);
    const std::uint64_t high = at_least<0x80>();
    if (high == 0) {
      // ASCII: an error only where the block before ended inside a character.
      errors_ |= continuations_due_;
      continuations_due_ = second_of_e0_ = second_of_ed_ = second_of_f0_ = second_of_f4_ = 0;
      return;
    }
    const std::uint64_t lead = at_least<0xC0>();
    const std::uint64_t lead3 = at_least<0xE0>();
    const std::uint64_t lead4 = at_least<0xF0>();
    const std::uint64_t continuation = high & ~lead;
    const std::uint64_t due = continuations_due_ | (lead << 1) | (lead3 << 2) | (lead4 << 3);
    continuations_due_ = (lead >> 63) | (lead3 >> 62) | (lead4 >> 61);
    errors_ |= due ^ continuation;
    errors_ |= lead & ~at_least<0xC2>();  // C0 and C1 would be overlong

    const std::uint64_t from_a0 = at_least<0xA0>();
    errors_ |= behind<0xE0>(second_of_e0_) & ~from_a0;  // overlong
    errors_ |= behind<0xED>(second_of_ed_) & from_a0;   // a surrogate
    if ((lead4 | second_of_f0_ | second_of_f4_) != 0) {
      const std::uint64_t from_90 = at_least<0x90>();
      errors_ |= behind<0xF0>(second_of_f0_) & ~from_90;  // overlong
      errors_ |= behind<0xF4>(second_of_f4_) & from_90;   // beyond U+10FFFF
      errors_ |= at_least<0xF5>();
    }
  }

  /// To be asked when all blocks are checked.
  [[nodiscard]] bool valid() const { return (errors_ | continuations_due_) == 0; }
  [[nodiscard]] bool failed() const { return errors_ != 0; }

 private:
  void load(const char* block) {
    for (std::size_t i = 0; i < 4; ++i) {
      bytes_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block) + i);
    }
  }

  static std::uint64_t top_bits(__m128i bytes) {
    return static_cast<unsigned>(_mm_movemask_epi8(bytes));
  }

  template <unsigned kByte>
  [[nodiscard]] std::uint64_t at_least() const {
    // Subtracting (and stopping at 0) leaves the top bit exactly in bytes that are large enough.
    const __m128i distance = _mm_set1_epi8(static_cast<char>(kByte - 0x80));
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      mask |= top_bits(_mm_subs_epu8(bytes_[i], distance)) << (16 * i);
    }
    return mask;
  }

  /// The bytes right behind each `kByte`; `carry` is the bit that goes over from block to block.
  template <unsigned kByte>
  [[nodiscard]] std::uint64_t behind(std::uint64_t& carry) const {
    const __m128i wanted = _mm_set1_epi8(static_cast<char>(kByte));
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      mask |= top_bits(_mm_cmpeq_epi8(bytes_[i], wanted)) << (16 * i);
    }
    const std::uint64_t result = (mask << 1) | carry;
    carry = mask >> 63;
    return result;
  }

  __m128i bytes_[4] = {};
  std::uint64_t errors_ = 0;
  std::uint64_t continuations_due_ = 0;
  std::uint64_t second_of_e0_ = 0;
  std::uint64_t second_of_ed_ = 0;
  std::uint64_t second_of_f0_ = 0;
  std::uint64_t second_of_f4_ = 0;
};

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  BlockValidator validator;
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 64; at += 64, left -= 64) {
    validator.check(at);
    if (validator.failed()) {
      return false;
    }
  }
  if (left > 0) {
    alignas(16) char block[64] = {};
    std::memcpy(block, at, left);
    validator.check(block);
  }
  return validator.valid();
}

#else

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const DecodedCharacter character = decode_utf8(bytes, at);
    if (!character.valid) {
      return false;
    }
    at += character.length;
  }
  return true;
}

#endif

}  // namespace tidings
