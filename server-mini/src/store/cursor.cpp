#include "cursor.h"

#include <array>
#include <charconv>

namespace tidings::server {
namespace {

constexpr int kBase = 36;
constexpr std::size_t kMaxDigits = 13;  // of 2^64 - 1

void append_number(std::string& out, std::uint64_t number) {
  std::array<char, kMaxDigits> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, kBase).ptr;
  out += '-';
  out.append(digits.data(), end);
}

/// Takes `-number` off the front of `text`.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  if (text.empty() || text.front() != '-') {
    return std::nullopt;
  }
  text.remove_prefix(1);
  const auto digits = text.substr(0, text.find('-'));
  // from_chars also reads capitals, which would give one cursor two spellings.
  const bool canonical =
      !digits.empty() && (digits.size() == 1 || digits.front() != '0') &&
      digits.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
  std::uint64_t number = 0;
  if (!canonical ||
      std::from_chars(digits.data(), digits.data() + digits.size(), number, kBase).ec !=
          std::errc{}) {
    return std::nullopt;
  }
  text.remove_prefix(digits.size());
  return number;
}

}  // namespace

bool is_epoch(std::string_view text) {
  return text.size() == kEpochLength &&
         text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
}

std::string to_text(const Cursor& cursor) {
  std::string text = cursor.epoch;
  append_number(text, cursor.seller.ms);
  append_number(text, cursor.seller.seq);
  append_number(text, cursor.broadcast.ms);
  append_number(text, cursor.broadcast.seq);
  return text;
}

std::optional<Cursor> parse_cursor(std::string_view text) {
  if (text.size() > kMaxCursorLength || !is_epoch(text.substr(0, kEpochLength))) {
    return std::nullopt;
  }
  Cursor cursor;
  cursor.epoch = text.substr(0, kEpochLength);
  text.remove_prefix(kEpochLength);
  for (std::uint64_t* number :
       {&cursor.seller.ms, &cursor.seller.seq, &cursor.broadcast.ms, &cursor.broadcast.seq}) {
    const auto value = take_number(text);
    if (!value) {
      return std::nullopt;
    }
    *number = *value;
  }
  if (!text.empty()) {
    return std::nullopt;
  }
  return cursor;
}

}  // namespace tidings::server
