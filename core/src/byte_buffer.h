#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace tidings {

/// Bytes that grow by doubling, but never beyond what the caller allows (a std::string would round
/// a 64 MiB limit up to 128 MiB). Memory stays when cleared: a warm buffer allocates nothing.
class ByteBuffer {
 public:
  [[nodiscard]] std::string_view view() const noexcept { return {bytes_.get(), size_}; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }

  void clear() noexcept { size_ = 0; }

  void release() noexcept {
    bytes_.reset();
    size_ = capacity_ = 0;
  }

  /// `most` bounds the memory taken; REQUIRES: size() + bytes.size() <= most.
  void append(std::string_view bytes, std::size_t most) {
    if (bytes.empty()) {
      return;
    }
    if (bytes.size() > capacity_ - size_) {
      grow(size_ + bytes.size(), most);
    }
    std::memcpy(bytes_.get() + size_, bytes.data(), bytes.size());
    size_ += bytes.size();
  }

  void append(char byte, std::size_t most) { append(std::string_view(&byte, 1), most); }

  /// Gives back memory beyond `keep` bytes; what is held stays.
  void shrink(std::size_t keep) {
    const std::size_t wanted = std::max(keep, size_);
    if (capacity_ > wanted) {
      reallocate(wanted);
    }
  }

  void swap(ByteBuffer& other) noexcept {
    bytes_.swap(other.bytes_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

 private:
  static constexpr std::size_t kFirstCapacity = 64;

  void grow(std::size_t needed, std::size_t most) {
    const std::size_t doubled = std::max(kFirstCapacity, capacity_ * 2);
    reallocate(std::max(needed, std::min(doubled, most)));
  }

  void reallocate(std::size_t capacity) {
    if (capacity == 0) {
      release();
      return;
    }
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    if (size_ > 0) {
      std::memcpy(larger.get(), bytes_.get(), size_);
    }
    bytes_ = std::move(larger);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace tidings
