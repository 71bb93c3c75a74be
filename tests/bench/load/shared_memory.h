#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <stdexcept>

#include <sys/mman.h>

namespace tidings::load {

/// Zeroed memory that this process shares with those it forks. For arrays of types that need no
/// destructor.
template <class T>
class SharedArray {
 public:
  explicit SharedArray(std::size_t count) : size_(count), bytes_(count * sizeof(T)) {
    void* memory = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
      throw std::runtime_error("no memory can be shared with the client processes");
    first_ = static_cast<T*>(memory);
    std::uninitialized_default_construct_n(first_, count);
  }
  SharedArray(const SharedArray&) = delete;
  SharedArray& operator=(const SharedArray&) = delete;
  ~SharedArray() { munmap(first_, bytes_); }

  T& operator[](std::size_t index) const { return first_[index]; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::size_t size_;
  std::size_t bytes_;
  T* first_ = nullptr;
};

}  // namespace tidings::load
