#include "core/counted_allocations.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {
std::atomic<std::size_t> count{0};
}

// NOLINTBEGIN(cppcoreguidelines-owning-memory): this is where memory comes from.
void* operator new(std::size_t size) {
  ++count;
  if (void* memory = std::malloc(size)) {
    return memory;
  }
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
// NOLINTEND(cppcoreguidelines-owning-memory)

namespace tidings::test {

std::size_t allocations() {
  return count;
}

}  // namespace tidings::test
