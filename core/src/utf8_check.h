#pragma once

#include <cstdint>

namespace tidings {

/// Checks UTF-8 block by block: "the byte behind" is a shift, what a block leaves open is carried
/// into the next one.
class Utf8Check {
 public:
  /// The places where the text stops being well-formed: a byte that starts nothing, or one that
  /// stands where a character had to go on. The two bytes behind a fault may be misjudged, either
  /// way.
  template <class Block>
  [[nodiscard]] std::uint64_t faults(const Block& block) {
    if (block.is_ascii()) {
      const std::uint64_t cut_off = due_;
      *this = Utf8Check();
      return cut_off;
    }
    const std::uint64_t lead = block.template at_least<0xC0>();
    const std::uint64_t lead_of_3 = block.template at_least<0xE0>();
    const std::uint64_t continuation = block.template at_least<0x80>() & ~lead;
    std::uint64_t due = due_ | lead << 1 | lead_of_3 << 2;
    due_ = lead >> 63 | lead_of_3 >> 62;

    const std::uint64_t from_a0 = block.template at_least<0xA0>();
    std::uint64_t faults =
        (behind(block.template equal<'\xE0'>(), after_e0_) & ~from_a0)    // overlong
        | (behind(block.template equal<'\xED'>(), after_ed_) & from_a0);  // surrogate
    // Most text has two and three bytes a character at most.
    if (block.has_rare_lead() || (after_f0_ | after_f4_) != 0) {
      const std::uint64_t lead_of_4 = block.template at_least<0xF0>();
      due |= lead_of_4 << 3;
      due_ |= lead_of_4 >> 61;
      const std::uint64_t from_90 = block.template at_least<0x90>();
      faults |= (lead & ~block.template at_least<0xC2>())                         // overlong
                | (behind(block.template equal<'\xF0'>(), after_f0_) & ~from_90)  // overlong
                | (behind(block.template equal<'\xF4'>(), after_f4_) & from_90)   // over U+10FFFF
                | block.template at_least<0xF5>();
    }
    faults |= due ^ continuation;
    return faults;
  }

  /// Whether the text so far ends inside a character.
  [[nodiscard]] bool is_cut_off() const { return due_ != 0; }

 private:
  static std::uint64_t behind(std::uint64_t leads, std::uint64_t& carry) {
    const std::uint64_t seconds = leads << 1 | carry;
    carry = leads >> 63;
    return seconds;
  }

  // What the block before has left open, as bits of the next one.
  std::uint64_t due_ = 0;  ///< continuation bytes
  std::uint64_t after_e0_ = 0;
  std::uint64_t after_ed_ = 0;
  std::uint64_t after_f0_ = 0;
  std::uint64_t after_f4_ = 0;
};

}  // namespace tidings
