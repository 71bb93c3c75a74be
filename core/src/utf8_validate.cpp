#include "utf8_validate.h"

#include <array>
#include <cstddef>
#include <cstring>

#include "byte_block.h"
#include "utf8_check.h"

namespace tidings {

bool is_valid_utf8(std::string_view bytes) {
  Utf8Check check;
  while (bytes.size() >= ByteBlock::kSize) {
    if (check.faults(ByteBlock(bytes.data())) != 0) {
      return false;
    }
    bytes.remove_prefix(ByteBlock::kSize);
  }
  if (bytes.empty()) {
    return !check.is_cut_off();
  }
  std::array<char, ByteBlock::kSize> padded{};
  std::memcpy(padded.data(), bytes.data(), bytes.size());
  return check.faults(ByteBlock(padded.data())) == 0;
}

}  // namespace tidings
