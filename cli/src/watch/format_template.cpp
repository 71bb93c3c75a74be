#include "watch/format_template.h"

#include <array>
#include <cstddef>
#include <utility>

#include "tidings/json_text.h"

#include "safe_text.h"
#include "watch/timestamp.h"

namespace tidings::cli {
namespace {

char unescaped(char letter) {
  switch (letter) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case '\\':
      return '\\';
    default:
      return 0;
  }
}

/// Takes one character of plain text, or an escape of one, off `rest`. False: a lone brace.
bool take_text(std::string_view& rest, std::string& out) {
  const char first = rest.front();
  const char second = rest.size() > 1 ? rest[1] : '\0';
  if (first == '{' || first == '}') {
    if (second != first) {
      return false;
    }
    out += first;
    rest.remove_prefix(2);
    return true;
  }
  if (first == '\\' && unescaped(second) != 0) {
    out += unescaped(second);
    rest.remove_prefix(2);
    return true;
  }
  out += first;
  rest.remove_prefix(1);
  return true;
}

}  // namespace

Result<FormatTemplate::Part> FormatTemplate::field_from(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Kind>, 5> kFields{{
      {"id", Kind::id},
      {"event", Kind::event},
      {"data", Kind::data},
      {"time", Kind::time},
      {"stream", Kind::stream},
  }};
  for (const auto& [field, kind] : kFields) {
    if (name == field) {
      return Part{kind, {}};
    }
  }
  constexpr std::string_view kData = "data";
  if (name.starts_with("data/") && json::is_pointer(name.substr(kData.size()))) {
    return Part{Kind::json, std::string(name.substr(kData.size()))};
  }
  return Error{
      "has no field {" + safe_line(name) +
      "}: there are {id} {event} {data} {time} {stream} and {data/json/pointer}, and {{ and "
      "}} for braces"};
}

Result<FormatTemplate> FormatTemplate::parse(std::string_view text) {
  FormatTemplate made;
  std::string plain;
  const auto end_plain = [&] {
    if (!plain.empty()) {
      made.parts_.push_back({Kind::text, std::exchange(plain, {})});
    }
  };
  while (!text.empty()) {
    if (take_text(text, plain)) {
      continue;
    }
    const std::size_t close = text.find('}');
    if (text.front() == '}' || close == std::string_view::npos) {
      return Error{"has a brace without its other half: write {{ and }} for braces"};
    }
    auto field = field_from(text.substr(1, close - 1));
    if (!field) {
      return field.error();
    }
    end_plain();
    made.parts_.push_back(std::move(*field));
    text.remove_prefix(close + 1);
  }
  end_plain();
  return made;
}

void FormatTemplate::append(std::string& out, const ReceivedEvent& received) const {
  for (const Part& part : parts_) {
    switch (part.kind) {
      case Kind::text:
        out += part.text;
        break;
      case Kind::id:
        out += received.event().last_event_id;
        break;
      case Kind::event:
        out += received.event().type;
        break;
      case Kind::data:
        out += received.event().data;
        break;
      case Kind::time:
        out += utc_timestamp(received.received_at());
        break;
      case Kind::stream:
        out += received.stream().url;
        break;
      case Kind::json:
        if (const auto value = received.json_at(part.text)) {
          out += json::scalar_text(*value);
        }
        break;
    }
  }
}

}  // namespace tidings::cli
