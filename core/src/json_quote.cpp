#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "tidings/json_text.h"

#include "quote_eights.h"
#include "utf8.h"
#include "utf8_validate.h"

namespace tidings::json {
namespace {

/// How bytes stand in a string literal.
struct ByteForms {
  std::array<std::array<char, 2>, 256> texts{};  ///< `a`, `\"`, `\n`
  std::array<unsigned char, 256> lengths{};      ///< 1 or 2; 0: the character decides

  constexpr void take_as_it_is(std::size_t byte) {
    texts[byte] = {static_cast<char>(byte)};
    lengths[byte] = 1;
  }
};

/// Of any bytes.
constexpr ByteForms kForms = [] {
  ByteForms forms;
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) {
    forms.take_as_it_is(byte);
  }
  constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  for (std::size_t i = 0; i < kEscaped.size(); ++i) {
    const auto byte = static_cast<unsigned char>(kEscaped[i]);
    forms.texts[byte] = {'\\', kLetters[i]};
    forms.lengths[byte] = 2;
  }
  return forms;
}();

/// Of well-formed UTF-8: of what is not ASCII, only C1 (C2 …) and the line ends U+2028 and U+2029
/// (E2 …) are not taken as they are.
constexpr ByteForms kFormsOfUtf8 = [] {
  ByteForms forms = kForms;
  for (std::size_t byte = 0x80; byte < 0x100; ++byte) {
    if (byte != 0xC2 && byte != 0xE2) {
      forms.take_as_it_is(byte);
    }
  }
  return forms;
}();

constexpr std::size_t kLongestForm = 6;  // \u001f

char* write_unicode_escape(char* out, char32_t code_point) {
  constexpr std::string_view kHex = "0123456789abcdef";
  *out++ = '\\';
  *out++ = 'u';
  for (const unsigned shift : {12U, 8U, 4U, 0U}) {
    *out++ = kHex[(code_point >> shift) & 0xFU];
  }
  return out;
}

/// Writes the character at `i`, which has no form of its own, and goes behind it.
char* write_character(char* out, std::string_view text, std::size_t& i) {
  const auto character = decode_utf8(text, i);
  const std::string_view bytes =
      character.valid ? text.substr(i, character.length) : std::string_view("\xEF\xBF\xBD");
  i += character.length;
  const auto code_point = character.code_point;
  if (character.valid && (is_control(code_point) || code_point == 0x2028 || code_point == 0x2029)) {
    return write_unicode_escape(out, code_point);
  }
  return std::copy(bytes.begin(), bytes.end(), out);
}

/// Writes the bytes from `i` to `end`, and what is left of the last character.
char* write_bytes(char* out, std::string_view text, std::size_t& i, std::size_t end,
                  const ByteForms& forms) {
  while (i < end) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = forms.lengths[byte];
    if (length == 0) {
      out = write_character(out, text, i);
      continue;
    }
    // Without a branch: quotes come too often to be foreseen and too rarely to be the rule.
    std::memcpy(out, forms.texts[byte].data(), 2);
    out += length;
    ++i;
  }
  return out;
}

/// Writes a text piece by piece. It is taken for ASCII until it turns out to be more: then the rest
/// is looked at once, whether it is well-formed UTF-8.
class Quoting {
 public:
  explicit Quoting(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return next_ == text_.size(); }

  /// Writes about `size` bytes of the text, in the form of the literal.
  char* write(char* out, std::size_t size) {
    constexpr std::size_t kEight = 8;
    const std::size_t end = std::min(next_ + size, text_.size());
    while (next_ < end) {
      if (kind_) {
        const auto [from, to] =
            quote_eights({text_.data() + next_, out}, text_.substr(0, end), *kind_);
        next_ = static_cast<std::size_t>(from - text_.data());
        out = to;
      }
      const std::size_t stop = kind_ ? std::min(next_ + kEight, end) : end;
      if (kind_ == QuotedText::ascii && !is_ascii(text_.substr(next_, stop - next_))) {
        look_at_rest();
      } else {
        out =
            write_bytes(out, text_, next_, stop, kind_ == QuotedText::utf8 ? kFormsOfUtf8 : kForms);
      }
    }
    return out;
  }

 private:
  static bool is_ascii(std::string_view bytes) {
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
  }

  void look_at_rest() {
    kind_ = is_valid_utf8(text_.substr(next_)) ? std::optional(QuotedText::utf8) : std::nullopt;
  }

  std::string_view text_;
  std::size_t next_ = 0;
  std::optional<QuotedText> kind_ = QuotedText::ascii;  ///< nothing: there are faults in it
};

}  // namespace

std::string quote(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

void append_quoted(std::string& out, std::string_view text) {
  // So many bytes are quoted before they are appended.
  constexpr std::size_t kPiece = 512;
  std::array<char, kPiece * kLongestForm + kQuoteEightsSlack> piece;
  out.reserve(out.size() + text.size() + 2);
  out += '"';
  for (Quoting quoting(text); !quoting.at_end();) {
    const char* const written = quoting.write(piece.data(), kPiece);
    out.append(piece.data(), static_cast<std::size_t>(written - piece.data()));
  }
  out += '"';
}

}  // namespace tidings::json
