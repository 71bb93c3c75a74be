#include "style.h"

#include <array>

namespace tidings::cli {
namespace {

constexpr std::string_view kReset = "\x1b[0m";

std::string_view escape_of(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return {};
    case Ink::faint:
    case Ink::silent:
      return "\x1b[2m";
    case Ink::label:
      return "\x1b[36m";
    case Ink::text:
    case Ink::good:
      return "\x1b[32m";
    case Ink::number:
      return "\x1b[33m";
    case Ink::literal:
      return "\x1b[35m";
    case Ink::strong:
      return "\x1b[1m";
    case Ink::important:
      return "\x1b[1;33m";
    case Ink::urgent:
      return "\x1b[1;31m";
    case Ink::bad:
      return "\x1b[31m";
  }
  return {};
}

void paint_with(std::string& out, std::string_view text, std::string_view escape) {
  if (escape.empty() || text.empty()) {
    out += text;
    return;
  }
  out.append(escape).append(text).append(kReset);
}

}  // namespace

void paint(std::string& out, std::string_view text, Ink ink, bool colors) {
  paint_with(out, text, colors ? escape_of(ink) : std::string_view{});
}

void paint_stream(std::string& out, std::string_view name, std::size_t number, bool colors) {
  constexpr std::array<std::string_view, 5> kColors{"\x1b[34m", "\x1b[35m", "\x1b[32m", "\x1b[33m",
                                                    "\x1b[36m"};
  paint_with(out, name, colors ? kColors.at(number % kColors.size()) : std::string_view{});
}

}  // namespace tidings::cli
