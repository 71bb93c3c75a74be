#include "fuzz/reference_json.h"

namespace tidings::test {
namespace {

class Grammar {
 public:
  Grammar(std::string_view text, std::size_t max_depth) : rest_(text), depth_left_(max_depth) {}

  bool document() { return space() && value() && space() && rest_.empty(); }

 private:
  /// Each kind is known by its first character.
  bool value() {
    switch (rest_.empty() ? '\0' : rest_.front()) {
      case 'n':
        return take("null");
      case 't':
        return take("true");
      case 'f':
        return take("false");
      case '"':
        return string();
      case '[':
        return array();
      case '{':
        return object();
      default:
        return number();
    }
  }

  bool array() {
    if (depth_left_ == 0 || !take("[")) {
      return false;
    }
    --depth_left_;
    space();
    bool good = take("]");
    while (!good) {
      if (!space() || !value() || !space()) {
        return false;
      }
      good = take("]");
      if (!good && !take(",")) {
        return false;
      }
    }
    ++depth_left_;
    return true;
  }

  bool object() {
    if (depth_left_ == 0 || !take("{")) {
      return false;
    }
    --depth_left_;
    space();
    bool good = take("}");
    while (!good) {
      if (!space() || !string() || !space() || !take(":") || !space() || !value() || !space()) {
        return false;
      }
      good = take("}");
      if (!good && !take(",")) {
        return false;
      }
    }
    ++depth_left_;
    return true;
  }

  bool number() {
    take("-");
    if (!take("0") && !digits()) {
      return false;
    }
    if (take(".") && !digits()) {
      return false;
    }
    if (take("e") || take("E")) {
      if (!take("+")) {
        take("-");
      }
      return digits();
    }
    return true;
  }

  bool string() {
    if (!take("\"")) {
      return false;
    }
    while (!take("\"")) {
      if (!(take("\\") ? escape() : character())) {
        return false;
      }
    }
    return true;
  }

  bool escape() {
    if (!take("u")) {
      return one_of("\"\\/bfnrt");
    }
    constexpr std::string_view kHex = "0123456789abcdefABCDEF";
    return one_of(kHex) && one_of(kHex) && one_of(kHex) && one_of(kHex);
  }

  /// One unescaped character. The ranges are the table of RFC 3629, section 4; the lead bytes
  /// exclude one another, so that a sequence that breaks off fits no other row.
  bool character() {
    if (range(0x20, 0x7F)) {
      return true;
    }
    if (range(0xC2, 0xDF)) {
      return tail();
    }
    if (range(0xE0, 0xE0)) {
      return range(0xA0, 0xBF) && tail();
    }
    if (range(0xED, 0xED)) {
      return range(0x80, 0x9F) && tail();
    }
    if (range(0xE1, 0xEF)) {
      return tail() && tail();
    }
    if (range(0xF0, 0xF0)) {
      return range(0x90, 0xBF) && tail() && tail();
    }
    if (range(0xF1, 0xF3)) {
      return tail() && tail() && tail();
    }
    return range(0xF4, 0xF4) && range(0x80, 0x8F) && tail() && tail();
  }
  bool tail() { return range(0x80, 0xBF); }

  bool range(unsigned low, unsigned high) {
    if (rest_.empty()) {
      return false;
    }
    const unsigned byte = static_cast<unsigned char>(rest_.front());
    if (byte < low || byte > high) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  bool one_of(std::string_view set) {
    if (rest_.empty() || set.find(rest_.front()) == std::string_view::npos) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  bool digits() {
    bool any = false;
    while (range('0', '9')) {
      any = true;
    }
    return any;
  }

  bool space() {
    while (one_of(" \t\r\n")) {
    }
    return true;
  }

  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) {
      return false;
    }
    rest_.remove_prefix(token.size());
    return true;
  }

  std::string_view rest_;
  std::size_t depth_left_;
};

}  // namespace

bool is_json_by_the_book(std::string_view text, std::size_t max_depth) {
  return Grammar(text, max_depth).document();
}

}  // namespace tidings::test
