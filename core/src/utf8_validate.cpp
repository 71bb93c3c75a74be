#include "utf8_validate.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "byte_block.h"
#include "utf8_check.h"

namespace tidings {
namespace {

bool is_ascii(std::string_view bytes) {
  std::uint64_t seen = 0;
  const auto look_at = [&](const char* eight) {
    std::uint64_t word = 0;
    std::memcpy(&word, eight, sizeof word);
    seen |= word;
  };
  std::size_t i = 0;
  for (; i + sizeof seen <= bytes.size(); i += sizeof seen) {
    look_at(bytes.data() + i);
  }
  if (bytes.size() >= sizeof seen) {
    look_at(bytes.data() + bytes.size() - sizeof seen);  // some of them for the second time
  } else {
    for (const char byte : bytes) {
      seen |= static_cast<unsigned char>(byte);
    }
  }
  return (seen & 0x8080808080808080U) == 0;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  if (is_ascii(bytes)) {
    return true;
  }
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
