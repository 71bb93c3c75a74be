#include "watch/json_layout.h"

#include "style.h"

namespace tidings::cli {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

class Layout {
 public:
  Layout(std::string& out, std::string_view json, std::size_t margin, bool colors)
      : out_(out), rest_(json), margin_(margin), colors_(colors) {}

  void append() {
    for (skip_space(); !rest_.empty(); skip_space()) {
      append_token();
    }
  }

 private:
  void append_token() {
    switch (rest_.front()) {
      case '{':
      case '[':
        open();
        break;
      case '}':
      case ']':
        --depth_;
        new_line();
        punctuation("");
        break;
      case ',':
        punctuation("");
        new_line();
        break;
      case ':':
        punctuation(" ");
        break;
      case '"':
        string();
        break;
      default:
        word();
    }
  }

  void open() {
    punctuation("");
    skip_space();
    if (rest_.front() == '}' || rest_.front() == ']') {
      punctuation("");
      return;
    }
    ++depth_;
    new_line();
  }

  void string() {
    std::size_t end = 1;
    while (rest_[end] != '"') {
      end += rest_[end] == '\\' ? 2 : 1;
    }
    const std::string_view text = take(end + 1);
    skip_space();
    const bool is_name = !rest_.empty() && rest_.front() == ':';
    paint(out_, text, is_name ? Ink::label : Ink::text, colors_);
  }

  void word() {
    const std::size_t end = rest_.find_first_of(" \t\r\n,:]}");
    const std::string_view text = take(end == std::string_view::npos ? rest_.size() : end);
    const bool is_literal = text == "true" || text == "false" || text == "null";
    paint(out_, text, is_literal ? Ink::literal : Ink::number, colors_);
  }

  void punctuation(std::string_view after) { out_.append(take(1)).append(after); }

  void new_line() { out_.append(1, '\n').append(margin_ + 2 * depth_, ' '); }

  void skip_space() {
    const std::size_t start = rest_.find_first_not_of(kSpace);
    rest_.remove_prefix(start == std::string_view::npos ? rest_.size() : start);
  }

  std::string_view take(std::size_t length) {
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }

  std::string& out_;
  std::string_view rest_;
  std::size_t margin_;
  std::size_t depth_ = 0;
  bool colors_;
};

}  // namespace

void append_indented_json(std::string& out, std::string_view json, std::size_t margin,
                          bool colors) {
  Layout(out, json, margin, colors).append();
}

}  // namespace tidings::cli
