#pragma once

#include <cstddef>
#include <string_view>

#include "byte_buffer.h"

namespace tidings {

/// A value of the block being read: lent from the piece that is being parsed as long as that
/// suffices, in a buffer of its own once it has to outlive the piece or is put together from
/// several parts.
class PieceText {
 public:
  [[nodiscard]] std::string_view view() const noexcept { return lent_ ? loan_ : buffer_.view(); }

  void lend(std::string_view text) noexcept {
    loan_ = text;
    lent_ = true;
  }

  /// To be called before the piece goes away. `most` is as in `ByteBuffer::append`.
  void keep(std::size_t most) {
    if (lent_) {
      lent_ = false;
      buffer_.clear();
      buffer_.append(loan_, most);
    }
  }

  void append(std::string_view text, std::size_t most) {
    keep(most);
    buffer_.append(text, most);
  }

  void append(char byte, std::size_t most) {
    keep(most);
    buffer_.append(byte, most);
  }

  /// Takes over what `other` holds, which is left with any text.
  void take(PieceText& other) noexcept {
    if (other.lent_) {
      lend(other.loan_);
    } else {
      lent_ = false;
      buffer_.swap(other.buffer_);
    }
  }

  void clear() noexcept {
    lent_ = false;
    buffer_.clear();
  }

  /// Empties, and gives the memory back.
  void release() noexcept {
    lent_ = false;
    buffer_.release();
  }

  void shrink(std::size_t keep_bytes) { buffer_.shrink(keep_bytes); }
  [[nodiscard]] std::size_t capacity() const noexcept { return buffer_.capacity(); }

 private:
  std::string_view loan_;
  bool lent_ = false;
  ByteBuffer buffer_;
};

}  // namespace tidings
