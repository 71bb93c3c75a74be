#include <algorithm>
#include <charconv>
#include <cstdint>
#include <functional>
#include <optional>

#include "tidings/json_text.h"
#include "tidings/notification.h"

#include "utf8.h"

namespace tidings {
namespace {

constexpr std::size_t kMaxLength = 128;

Error bad(std::string_view what) {
  return Error{std::string(what) + ": a seller is a 64-bit integer or a string of 1-" +
               std::to_string(kMaxLength) + " characters without control characters"};
}

/// The number that `text` writes in decimal, when it fits 64 bits.
std::optional<std::int64_t> to_integer(std::string_view text) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end) {
    return std::nullopt;
  }
  return number;
}

std::optional<Error> check_string(std::string_view text) {
  if (text.empty()) {
    return bad("it is empty");
  }
  for (std::size_t i = 0; i < text.size();) {
    const auto character = decode_utf8(text, i);
    if (!character.valid) {
      return bad("it is not valid UTF-8");
    }
    if (is_control(character.code_point)) {
      return bad("it holds a control character");
    }
    i += character.length;
  }
  if (count_characters(text) > kMaxLength) {
    return bad("it is too long");
  }
  return std::nullopt;
}

std::string base64url(std::string_view bytes) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) {
      out += kAlphabet[(bits >> (count - 6)) & 0x3FU];
    }
  }
  if (count > 0) {
    out += kAlphabet[(bits << (6 - count)) & 0x3FU];
  }
  return out;
}

}  // namespace

Result<SellerId> SellerId::from_text(std::string_view text) {
  // Only the canonical form is the integer: "042" and "+42" are strings of their own.
  if (const auto number = to_integer(text); number && std::to_string(*number) == text) {
    return SellerId(*number);
  }
  if (auto error = check_string(text)) {
    return *std::move(error);
  }
  return SellerId(std::string(text));
}

Result<SellerId> SellerId::from_json(std::string_view value) {
  if (const auto text = json::string_content(value)) {
    if (json::has_lone_surrogate(value)) {
      return bad("it is not valid Unicode");
    }
    return from_text(*text);
  }
  const auto number = to_integer(value);
  if (!number) {
    const bool is_number = !value.empty() && (value.front() == '-' || value.front() <= '9') &&
                           (value.front() == '-' || value.front() >= '0');
    return bad(is_number ? "it is a number but no 64-bit integer" : "it is neither");
  }
  return SellerId(*number);
}

std::string SellerId::text() const {
  const auto* number = std::get_if<std::int64_t>(&value_);
  return number != nullptr ? std::to_string(*number) : std::get<std::string>(value_);
}

std::string SellerId::json() const {
  const auto* number = std::get_if<std::int64_t>(&value_);
  return number != nullptr ? std::to_string(*number) : json::quote(std::get<std::string>(value_));
}

std::string SellerId::key() const {
  const auto* number = std::get_if<std::int64_t>(&value_);
  return number != nullptr ? "i" + std::to_string(*number)
                           : "s" + base64url(std::get<std::string>(value_));
}

std::size_t SellerId::hash() const {
  return std::hash<decltype(value_)>()(value_);
}

}  // namespace tidings
