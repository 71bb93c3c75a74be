#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "utf8.h"
#include "utf8_validate.h"

namespace tidings {

/// The Encoding standard's UTF-8 decoder for text that comes in pieces cut anywhere: what is valid
/// stays byte for byte, every maximal subpart of an ill-formed sequence becomes one U+FFFD. `emit`
/// gets the decoded text bit by bit.
class Utf8Decoder {
 public:
  template <class Emit>
  void decode(std::string_view bytes, const Emit& emit) {
    if (pending_size_ > 0) {
      bytes = complete_pending(bytes, emit);
    }
    if (bytes.empty()) {
      return;
    }
    const std::size_t tail = incomplete_tail(bytes);
    decode_complete(bytes.substr(0, bytes.size() - tail), emit);
    std::memcpy(pending_.data() + pending_size_, bytes.data() + bytes.size() - tail, tail);
    pending_size_ += tail;
  }

  /// The text is over: a character that it broke off becomes U+FFFD.
  template <class Emit>
  void finish(const Emit& emit) {
    if (pending_size_ > 0) {
      emit(kReplacement);
    }
    pending_size_ = 0;
  }

  [[nodiscard]] bool is_inside_character() const noexcept { return pending_size_ > 0; }
  void reset() noexcept { pending_size_ = 0; }

 private:
  static constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

  /// Takes bytes one by one until the character begun in an earlier piece is complete or broken.
  template <class Emit>
  std::string_view complete_pending(std::string_view bytes, const Emit& emit) {
    while (!bytes.empty()) {
      pending_[pending_size_] = bytes.front();
      const DecodedCharacter character = decode_utf8({pending_.data(), pending_size_ + 1}, 0);
      if (!character.valid && !character.truncated) {
        pending_size_ = 0;  // broken by this byte, which starts something else
        emit(kReplacement);
        return bytes;
      }
      bytes.remove_prefix(1);
      ++pending_size_;
      if (character.valid) {
        const std::size_t size = pending_size_;
        pending_size_ = 0;
        emit(std::string_view(pending_.data(), size));
        return bytes;
      }
    }
    return bytes;
  }

  template <class Emit>
  static void decode_complete(std::string_view bytes, const Emit& emit) {
    if (is_valid_utf8(bytes)) {
      emit(bytes);
      return;
    }
    std::size_t valid = 0;
    while (valid < bytes.size()) {
      const DecodedCharacter character = decode_utf8(bytes, valid);
      if (character.valid) {
        valid += character.length;
        continue;
      }
      emit(bytes.substr(0, valid));
      emit(kReplacement);
      bytes.remove_prefix(valid + character.length);
      valid = 0;
    }
    emit(bytes);
  }

  /// How many bytes at the end are the start of a character that goes on behind them.
  static std::size_t incomplete_tail(std::string_view bytes) {
    const std::size_t longest = std::min<std::size_t>(3, bytes.size());
    for (std::size_t size = 1; size <= longest; ++size) {
      const std::size_t start = bytes.size() - size;
      if (static_cast<unsigned char>(bytes[start]) >= 0xC0) {
        return decode_utf8(bytes, start).truncated ? size : 0;
      }
    }
    return 0;
  }

  std::array<char, 4> pending_{};
  std::size_t pending_size_ = 0;
};

}  // namespace tidings
