#include "doctor/report.h"

#include <algorithm>

#include "tidings/json_text.h"
#include "tidings/url.h"

#include "style.h"
#include "text_layout.h"

namespace tidings::cli {
namespace {

constexpr std::size_t kNameColumn = 8;
constexpr std::size_t kTextColumn = 24;
/// Where the text column would leave less, texts stand below the names instead.
constexpr std::size_t kNarrowest = 30;

Ink ink_of(CheckStatus status) {
  switch (status) {
    case CheckStatus::ok:
      return Ink::good;
    case CheckStatus::warn:
      return Ink::important;
    case CheckStatus::fail:
      return Ink::urgent;
  }
  return Ink::plain;
}

void pad(std::string& out, std::size_t written, std::size_t column) {
  out.append(column > written ? column - written : 1, ' ');
}

/// `text` from `column` on; the cursor stands there already.
void append_text(std::string& out, std::string_view text, std::string_view mark, std::size_t column,
                 std::size_t width) {
  const std::size_t indent = column + display_width(mark);
  const std::size_t least_room = width > 0 ? 1 : 0;
  const std::size_t room = width > indent ? width - indent : least_room;
  bool first = true;
  for (const std::string_view line : wrapped_lines(text, room)) {
    if (!first) {
      out.append(indent, ' ');
    }
    out.append(first ? mark : "").append(line).append(1, '\n');
    first = false;
  }
}

void append_check(std::string& out, const Check& check, bool colors, std::size_t width) {
  const std::string_view status = check_status_name(check.status);
  out += "  ";
  paint(out, status, ink_of(check.status), colors);
  pad(out, status.size() + 2, kNameColumn);
  paint(out, check.name, Ink::label, colors);
  std::size_t column = kTextColumn;
  if (width == 0 || width >= kTextColumn + kNarrowest) {
    pad(out, kNameColumn + check.name.size(), column);
  } else {
    column = kNameColumn;
    out.append(1, '\n').append(column, ' ');
  }
  append_text(out, check.detail, "", column, width);
  if (!check.advice.empty()) {
    out.append(column, ' ');
    append_text(out, check.advice, "→ ", column, width);
  }
}

std::size_t count(const Diagnosis& diagnosis, CheckStatus status) {
  return static_cast<std::size_t>(
      std::count_if(diagnosis.checks.begin(), diagnosis.checks.end(),
                    [status](const Check& check) { return check.status == status; }));
}

std::string counted(std::size_t number, std::string_view noun) {
  return std::to_string(number) + ' ' + std::string(noun) + (number == 1 ? "" : "s");
}

}  // namespace

std::string json_report(std::string_view url, const Diagnosis& diagnosis) {
  std::string out = "{\"url\":" + json::quote(masked_url(url)) + ",\"checks\":[";
  for (const Check& check : diagnosis.checks) {
    out += out.ends_with('[') ? "{" : ",{";
    out += "\"name\":" + json::quote(check.name) +
           ",\"status\":" + json::quote(check_status_name(check.status)) +
           ",\"detail\":" + json::quote(check.detail) + ",\"advice\":" + json::quote(check.advice) +
           "}";
  }
  return out + "],\"result\":" + json::quote(check_status_name(diagnosis.result)) + "}\n";
}

std::string text_report(std::string_view url, const Diagnosis& diagnosis, bool colors,
                        std::size_t width) {
  std::string out;
  paint(out, masked_url(url), Ink::strong, colors);
  out += "\n\n";
  for (const Check& check : diagnosis.checks) {
    append_check(out, check, colors, width);
  }
  out += "\n  ";
  paint(out, check_status_name(diagnosis.result), ink_of(diagnosis.result), colors);
  return out + ": " + counted(count(diagnosis, CheckStatus::fail), "failure") + ", " +
         counted(count(diagnosis, CheckStatus::warn), "warning") + "\n";
}

}  // namespace tidings::cli
