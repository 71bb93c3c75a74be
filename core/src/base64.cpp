#include "base64.h"

#include <cstdint>

namespace tidings {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int url_digit(char c) {
  if (c == '-') {
    return 62;
  }
  if (c == '_') {
    return 63;
  }
  const std::size_t index = kAlphabet.find(c);
  return index < 62 ? static_cast<int>(index) : -1;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string result;
  for (std::size_t index = 0; index < bytes.size(); index += 3) {
    const std::string_view group = bytes.substr(index, 3);
    std::uint32_t bits = 0;
    for (std::size_t byte = 0; byte < 3; ++byte) {
      bits = bits << 8 | (byte < group.size() ? static_cast<unsigned char>(group[byte]) : 0U);
    }
    for (std::size_t digit = 0; digit < 4; ++digit) {
      result += digit <= group.size() ? kAlphabet[bits >> (18 - 6 * digit) & 63U] : '=';
    }
  }
  return result;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string result;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    const int digit = url_digit(c);
    if (digit < 0) {
      return std::nullopt;
    }
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      result += static_cast<char>(bits >> count & 0xffU);
      bits &= (1U << count) - 1;
    }
  }
  if (count == 6 || bits != 0) {
    return std::nullopt;
  }
  return result;
}

}  // namespace tidings
