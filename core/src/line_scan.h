#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "byte_block.h"
#include "utf8_check.h"

namespace tidings {

/// Finds the line ends of a piece and checks the lines' UTF-8, all in one pass over the bytes.
template <class Block>
class BasicLineScan {
 public:
  struct LineEnd {
    const char* at = nullptr;  ///< an LF or a CR
    /// All since the line end before, or the start of the piece, is well-formed. Right behind a
    /// line that is not, a well-formed one may be called ill-formed, and a continuation byte that
    /// begins it may go unnoticed: nobody asks for the UTF-8 of a field's name.
    bool valid_utf8 = true;
  };

  explicit BasicLineScan(std::string_view piece)
      : begin_(piece.data()), next_block_(begin_), end_(piece.data() + piece.size()) {}

  /// The next LF or CR, each on its own; false when the piece has no more. Then
  /// `rest_is_valid_utf8` tells of what is behind the last line end.
  bool next(LineEnd& line_end) {
    while (line_ends_ == 0) {
      earlier_faults_ |= faults_;
      if (next_block_ == end_) {
        return false;
      }
      load_block();
    }
    const std::uint64_t bit = line_ends_ & (0 - line_ends_);
    // A character that the line end cuts off shows as a fault at the line end itself.
    const std::uint64_t line = bit | (bit - 1);
    line_end = {block_ + std::countr_zero(line_ends_), ((faults_ & line) | earlier_faults_) == 0};
    earlier_faults_ = 0;
    faults_ &= ~line;
    line_ends_ ^= bit;
    return true;
  }

  /// Well-formed, and its last character is complete.
  [[nodiscard]] bool rest_is_valid_utf8() const {
    return (earlier_faults_ | faults_) == 0 && !check_.is_cut_off();
  }

 private:
  void load_block() {
    block_ = next_block_;
    const auto left = static_cast<std::size_t>(end_ - block_);
    if (left >= Block::kSize) {
      next_block_ += Block::kSize;
      look_at(Block(block_));
    } else {
      next_block_ = end_;
      load_last_block(left);
    }
  }

  [[gnu::noinline]] void load_last_block(std::size_t left) {
    if (end_ - begin_ >= static_cast<std::ptrdiff_t>(Block::kSize)) {
      // Once more over bytes seen already: cheaper than a copy.
      look_at(BlockEnd<Block>(Block(end_ - Block::kSize), left));
    } else {
      std::array<char, Block::kSize> padded{};
      std::memcpy(padded.data(), block_, left);
      look_at(Block(padded.data()));
    }
  }

  template <class AnyBlock>
  void look_at(const AnyBlock& block) {
    line_ends_ = block.line_ends();
    faults_ = check_.faults(block);
  }

  const char* begin_;
  const char* block_ = nullptr;
  const char* next_block_;
  const char* end_;
  // Behind the line end returned last: in the block, and in blocks before it.
  std::uint64_t line_ends_ = 0;
  std::uint64_t faults_ = 0;
  std::uint64_t earlier_faults_ = 0;
  Utf8Check check_;
};

using LineScan = BasicLineScan<ByteBlock>;

}  // namespace tidings
