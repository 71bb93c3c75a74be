// The only file that includes json.hpp, which is expensive to compile.
#include <array>
#include <cctype>

#include <nlohmann/json.hpp>

#include "tidings/json_text.h"

namespace tidings::json {
namespace {

/// Listens to nlohmann's parser, which is iterative, and keeps no values.
class Checker final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Checker(std::size_t max_depth) : max_depth_(max_depth) {}

  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
  bool string(string_t& /*value*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return true; }
  bool key(string_t& /*name*/) override { return true; }
  bool start_object(std::size_t /*size*/) override { return descend(); }
  bool end_object() override { return ascend(); }
  bool start_array(std::size_t /*size*/) override { return descend(); }
  bool end_array() override { return ascend(); }

  bool parse_error(std::size_t position, const std::string& /*last_token*/,
                   const nlohmann::json::exception& exception) override {
    reason_ = "not valid JSON at byte " + std::to_string(position) + ": " + cause(exception.what());
    return false;
  }

  [[nodiscard]] const std::string& reason() const { return reason_; }

 private:
  bool descend() {
    if (++depth_ <= max_depth_) {
      return true;
    }
    reason_ = "the JSON is nested deeper than " + std::to_string(max_depth_);
    return false;
  }

  bool ascend() {
    --depth_;
    return true;
  }

  /// The library's sentence without its prefix and without the quoted input, which may be a secret.
  static std::string cause(std::string_view what) {
    constexpr std::string_view kPrefix = "syntax error while parsing ";
    if (const auto begin = what.find(kPrefix); begin != std::string_view::npos) {
      what.remove_prefix(begin + kPrefix.size());
    }
    return std::string(what.substr(0, what.find("; last read")));
  }

  const std::size_t max_depth_;
  std::size_t depth_ = 0;
  std::string reason_;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t skip_digits(std::string_view text, std::size_t position) {
  while (position < text.size() && is_digit(text[position])) {
    ++position;
  }
  return position;
}

/// The end of the longest number (RFC 8259, 6) that starts at `begin`, or `begin` when none does.
std::size_t end_of_number(std::string_view text, std::size_t begin) {
  const auto integer = begin + (text[begin] == '-' ? 1 : 0);
  auto end = skip_digits(text, integer);
  if (end == integer) {
    return begin;
  }
  if (text[integer] == '0') {
    end = integer + 1;
  }
  if (end < text.size() && text[end] == '.') {
    const auto fraction = skip_digits(text, end + 1);
    end = fraction > end + 1 ? fraction : end;
  }
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    const auto sign = end + 1;
    const auto exponent =
        sign < text.size() && (text[sign] == '+' || text[sign] == '-') ? sign + 1 : sign;
    const auto exponent_end = skip_digits(text, exponent);
    end = exponent_end > exponent ? exponent_end : end;
  }
  return end;
}

/// The value of the `\uXXXX` escape at `position`, or nothing when none stands there.
std::optional<unsigned> unicode_escape(std::string_view text, std::size_t position) {
  if (position + 6 > text.size() || text[position] != '\\' || text[position + 1] != 'u') {
    return std::nullopt;
  }
  unsigned value = 0;
  for (const char c : text.substr(position + 2, 4)) {
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0) {
      return std::nullopt;
    }
    const auto lower = static_cast<unsigned>(std::tolower(static_cast<unsigned char>(c)));
    value = value * 16 + (lower <= '9' ? lower - '0' : lower - 'a' + 10);
  }
  return value;
}

/// RFC 8259 allows two things that the library refuses: numbers that a double cannot hold, and
/// escapes of lone surrogates. This gives it a text of the same length that has neither, and that
/// is valid exactly when the original is. Copies only when there is something to replace.
class Adapted {
 public:
  explicit Adapted(std::string_view text) : text_(text) {
    for (std::size_t i = 0; i < text_.size();) {
      if (text_[i] == '"') {
        i = through_string(i + 1);
      } else if (text_[i] == '-' || is_digit(text_[i])) {
        i = through_number(i);
      } else {
        ++i;
      }
    }
  }

  [[nodiscard]] std::string_view text() const { return copy_.empty() ? text_ : copy_; }

 private:
  /// Keeps the sign and the first digit, so that an error before or behind the number stays one.
  std::size_t through_number(std::size_t begin) {
    constexpr std::size_t kAlwaysFinite = 300;
    const auto end = end_of_number(text_, begin);
    if (end == begin) {
      return begin + 1;
    }
    const auto number = text_.substr(begin, end - begin);
    if (number.size() > kAlwaysFinite || number.find_first_of("eE") != std::string_view::npos) {
      const auto kept = begin + (number.front() == '-' ? 2 : 1);
      writable().replace(kept, end - kept, end - kept, ' ');
    }
    return end;
  }

  /// Returns the position behind the closing quote.
  std::size_t through_string(std::size_t i) {
    while (i < text_.size() && text_[i] != '"') {
      i += text_[i] == '\\' ? through_escape(i) : 1;
    }
    return i + 1;
  }

  /// Returns the escape's length.
  std::size_t through_escape(std::size_t i) {
    const auto unit = unicode_escape(text_, i);
    if (!unit || *unit < 0xD800 || *unit > 0xDFFF) {
      return 2;
    }
    if (*unit < 0xDC00) {
      const auto second = unicode_escape(text_, i + 6);
      if (second && *second >= 0xDC00 && *second <= 0xDFFF) {
        return 12;
      }
    }
    writable().replace(i + 2, 4, "0020");
    return 6;
  }

  std::string& writable() {
    if (copy_.empty()) {
      copy_ = text_;
    }
    return copy_;
  }

  std::string_view text_;
  std::string copy_;
};

/// What the library accepts although RFC 8259 does not: a NUL byte as the end, a byte order mark.
Result<void> refuse_what_the_library_accepts(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") {
    return Error{"not valid JSON at byte 1: it starts with a byte order mark"};
  }
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    return Error{"not valid JSON at byte " + std::to_string(nul + 1) + ": a NUL byte"};
  }
  return {};
}

}  // namespace

Result<void> validate(std::string_view text, std::size_t max_depth) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return Error{"not valid JSON: it is empty"};
  }
  if (auto clean = refuse_what_the_library_accepts(text); !clean) {
    return clean;
  }
  const Adapted adapted(text);
  Checker checker(max_depth);
  if (!nlohmann::json::sax_parse(adapted.text().begin(), adapted.text().end(), &checker)) {
    return Error{checker.reason()};
  }
  return {};
}

}  // namespace tidings::json
