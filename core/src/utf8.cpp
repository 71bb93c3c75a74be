#include "utf8.h"

namespace tidings {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Lead {
  std::size_t length;        ///< of the whole sequence; 0 when no sequence starts so
  char32_t bits;             ///< the lead byte's share of the code point
  unsigned char first_low;   ///< the range of the second byte, which excludes overlong forms,
  unsigned char first_high;  ///< surrogates and values beyond U+10FFFF
};

Lead classify(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) {
    return {2, byte & 0x1FU, 0x80, 0xBF};
  }
  if (byte >= 0xE0 && byte <= 0xEF) {
    const unsigned char low = byte == 0xE0 ? 0xA0 : 0x80;
    const unsigned char high = byte == 0xED ? 0x9F : 0xBF;
    return {3, byte & 0x0FU, low, high};
  }
  if (byte >= 0xF0 && byte <= 0xF4) {
    const unsigned char low = byte == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = byte == 0xF4 ? 0x8F : 0xBF;
    return {4, byte & 0x07U, low, high};
  }
  return {0, 0, 0, 0};
}

}  // namespace

DecodedCharacter decode_utf8(std::string_view text, std::size_t position) {
  const auto first = static_cast<unsigned char>(text[position]);
  if (first < 0x80) {
    return {first, 1, true, false};
  }
  const auto lead = classify(first);
  char32_t code_point = lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    if (position + i == text.size()) {
      return {kReplacement, i, false, true};
    }
    const auto low = i == 1 ? lead.first_low : 0x80;
    const auto high = i == 1 ? lead.first_high : 0xBF;
    const auto byte = static_cast<unsigned char>(text[position + i]);
    if (byte < low || byte > high) {
      return {kReplacement, i, false, false};
    }
    code_point = (code_point << 6U) | (byte & 0x3FU);
  }
  if (lead.length == 0) {
    return {kReplacement, 1, false, false};
  }
  return {code_point, lead.length, true, false};
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
    code_point = kReplacement;
  }
  const auto continuation = [&](unsigned shift) {
    out += static_cast<char>(0x80U | ((code_point >> shift) & 0x3FU));
  };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0U | (code_point >> 6U));
    continuation(0);
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0U | (code_point >> 12U));
    continuation(6);
    continuation(0);
  } else {
    out += static_cast<char>(0xF0U | (code_point >> 18U));
    continuation(12);
    continuation(6);
    continuation(0);
  }
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += decode_utf8(text, i).length) {
    ++count;
  }
  return count;
}

}  // namespace tidings
