#include "decimal.h"

#include <charconv>
#include <limits>
#include <system_error>

namespace tidings {
namespace {

std::size_t digits_from(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') {
    ++end;
  }
  return end;
}

}  // namespace

std::optional<Decimal> split_decimal(std::string_view text) {
  std::size_t end = digits_from(text, 0);
  if (end == 0) {
    return std::nullopt;
  }
  Decimal result;
  if (end < text.size() && text[end] == '.') {
    const auto fraction_end = digits_from(text, end + 1);
    if (fraction_end == end + 1) {
      return std::nullopt;
    }
    end = fraction_end;
    result.whole = false;
  }
  result.unit = text.substr(end);
  const auto parsed =
      std::from_chars(text.data(), text.data() + end, result.value, std::chars_format::fixed);
  if (parsed.ec != std::errc()) {
    result.value = std::numeric_limits<double>::infinity();
  }
  return result;
}

}  // namespace tidings
