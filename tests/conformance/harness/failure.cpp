#include "conformance/harness/failure.h"

#include <array>
#include <cstdio>

namespace tidings::conformance {

namespace {

constexpr std::size_t shown_at_most = 3000;

std::string escaped(unsigned char byte) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "\\x%02x", byte);
  return text.data();
}

}  // namespace

std::string readable(std::string_view bytes) {
  std::string out;
  for (const char c : bytes.substr(0, shown_at_most)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out += "\\n\n    ";
    } else if (byte < 0x20 || byte >= 0x7f) {
      out += escaped(byte);
    } else {
      out += c;
    }
  }
  if (bytes.size() > shown_at_most) {
    out += "… (" + std::to_string(bytes.size()) + " bytes)";
  }
  return out;
}

void require(bool holds, const std::string& otherwise) {
  if (!holds) {
    throw Failure(otherwise);
  }
}

void require_equal(std::string_view actual, std::string_view expected, const std::string& what) {
  require(actual == expected,
          what + " is\n    " + readable(actual) + "\nbut should be\n    " + readable(expected));
}

void require_equal(long actual, long expected, const std::string& what) {
  require(actual == expected,
          what + " is " + std::to_string(actual) + " but should be " + std::to_string(expected));
}

void require_contains(std::string_view text, std::string_view part, const std::string& what) {
  require(text.find(part) != std::string_view::npos,
          what + " lacks \"" + readable(part) + "\":\n    " + readable(text));
}

void require_lacks(std::string_view text, std::string_view part, const std::string& what) {
  require(text.find(part) == std::string_view::npos,
          what + " must not hold \"" + readable(part) + "\":\n    " + readable(text));
}

}  // namespace tidings::conformance
