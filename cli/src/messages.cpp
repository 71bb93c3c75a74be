#include "messages.h"

#include <utility>

#include "safe_text.h"
#include "style.h"

namespace tidings::cli {

Messages::Messages(DescriptorWriter& writer, Settings settings, std::function<void()> before_each)
    : writer_(writer), settings_(settings), before_each_(std::move(before_each)) {}

void Messages::status(std::string_view text) {
  if (!settings_.quiet) {
    write({}, Ink::faint, text);
  }
}

void Messages::warning(std::string_view text) {
  write("tidings: warning: ", Ink::bad, text);
}

void Messages::error(std::string_view text) {
  write("tidings: ", Ink::bad, text);
}

void Messages::line(std::string_view text) {
  write({}, Ink::faint, text);
}

void Messages::trace(const HttpTrace& trace) {
  std::string_view mark = "* ";
  if (trace.kind == HttpTrace::Kind::request_header) {
    mark = "> ";
  } else if (trace.kind == HttpTrace::Kind::response_header) {
    mark = "< ";
  }
  write(mark, Ink::faint, trace.line);
}

void Messages::write(std::string_view prefix, Ink ink, std::string_view text) {
  if (before_each_) {
    before_each_();
  }
  std::string& out = writer_.buffer();
  paint(out, prefix, ink, settings_.colors);
  paint(out, safe_line(text), ink == Ink::bad ? Ink::plain : Ink::faint, settings_.colors);
  out += '\n';
  writer_.flush();
}

}  // namespace tidings::cli
