#include "messages.h"

#include <utility>

#include "safe_text.h"
#include "style.h"

namespace tidings::cli {

Messages::Messages(DescriptorWriter& writer, Settings settings, std::function<void()> before_each)
    : writer_(writer), settings_(settings), before_each_(std::move(before_each)) {}

void Messages::status(std::string_view text) {
  if (!settings_.quiet) {
    write({}, text);
  }
}

void Messages::warning(std::string_view text) {
  write("tidings: warning: ", text);
}

void Messages::error(std::string_view text) {
  write("tidings: ", text);
}

void Messages::line(std::string_view text) {
  write({}, text);
}

void Messages::write(std::string_view prefix, std::string_view text) {
  if (before_each_) {
    before_each_();
  }
  std::string& out = writer_.buffer();
  paint(out, prefix, Ink::bad, settings_.colors);
  paint(out, safe_line(text), prefix.empty() ? Ink::faint : Ink::plain, settings_.colors);
  out += '\n';
  writer_.flush();
}

}  // namespace tidings::cli
