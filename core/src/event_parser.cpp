#include "tidings/event_parser.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "event_block.h"
#include "field.h"
#include "line_scan.h"

namespace tidings {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

/// HTML, 9.2.5 "Parsing an event stream": cuts the pieces into lines and the lines into fields.
///
/// A line that lies within one piece is taken at once. Only a line that a piece breaks off goes the
/// long way: its name is collected, then its value is handed on part by part, so that nothing but
/// what an event keeps is ever stored.
struct EventParser::State {
  explicit State(EventLimits limits) : block(limits) {}

  enum class Part : unsigned char { name, value, comment, ignored };

  void feed(std::string_view bytes, EventSink& sink);
  void reset();

  const char* skip_byte_order_mark(const char* at, const char* end);
  [[gnu::always_inline]] inline void take_line(std::string_view line, bool valid_utf8,
                                               EventSink& sink);
  [[gnu::always_inline]] inline void take_field(Field field, std::string_view value,
                                                bool valid_utf8, EventSink& sink);

  void take_part(std::string_view bytes, bool valid_utf8);
  std::string_view take_name_part(std::string_view bytes);
  void end_line(EventSink& sink);

  EventBlock block;

  // The line that a piece has broken off.
  bool unfinished = false;
  Part part = Part::name;
  bool at_value_start = false;
  std::array<char, kLongestFieldName> name{};
  std::size_t name_size = 0;

  bool after_cr = false;  ///< a line feed that comes now belongs to it
  std::size_t byte_order_mark_seen = 0;
};

void EventParser::State::take_line(std::string_view line, bool valid_utf8, EventSink& sink) {
  if (line.empty()) {
    block.dispatch(sink);
  } else if (line.front() == ':') {
    sink.on_comment();
  } else {
    const FieldLine split = split_field(line);
    take_field(split.field, split.value, valid_utf8, sink);
  }
}

void EventParser::State::take_field(Field field, std::string_view value, bool valid_utf8,
                                    EventSink& sink) {
  if (field == Field::data && valid_utf8) {
    block.add_data(value);
  } else if (field == Field::id && valid_utf8) {
    block.set_id(value, sink);
  } else if (field == Field::type && valid_utf8) {
    block.set_type(value);
  } else if (field != Field::unknown) {
    block.begin_value(field);
    block.add_to_value(value, valid_utf8);
    block.end_value(sink);
  }
}

void EventParser::State::feed(std::string_view bytes, EventSink& sink) {
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  if (byte_order_mark_seen < kByteOrderMark.size()) {
    at = skip_byte_order_mark(at, end);
  }
  LineScan scan({at, static_cast<std::size_t>(end - at)});
  LineScan::LineEnd line_end;
  if (unfinished && scan.next(line_end)) {
    take_part({at, static_cast<std::size_t>(line_end.at - at)}, line_end.valid_utf8);
    end_line(sink);
    after_cr = *line_end.at == '\r';
    at = line_end.at + 1;
  }
  for (; scan.next(line_end); at = line_end.at + 1) {
    const std::string_view line(at, static_cast<std::size_t>(line_end.at - at));
    const bool completes_crlf = after_cr && line.empty() && *line_end.at == '\n';
    after_cr = *line_end.at == '\r';
    if (!completes_crlf) {
      take_line(line, line_end.valid_utf8, sink);
    }
  }
  if (at != end) {
    take_part({at, static_cast<std::size_t>(end - at)}, scan.rest_is_valid_utf8());
  }
  block.keep_lent();
}

const char* EventParser::State::skip_byte_order_mark(const char* at, const char* end) {
  for (; at != end && byte_order_mark_seen < kByteOrderMark.size(); ++at, ++byte_order_mark_seen) {
    if (*at != kByteOrderMark[byte_order_mark_seen]) {
      if (byte_order_mark_seen > 0) {
        unfinished = true;
        part = Part::ignored;  // what looked like a mark begins the name of an unknown field
      }
      byte_order_mark_seen = kByteOrderMark.size();
      break;
    }
  }
  return at;
}

void EventParser::State::take_part(std::string_view bytes, bool valid_utf8) {
  unfinished = true;
  if (part == Part::name) {
    bytes = take_name_part(bytes);
  }
  if (part == Part::value && !bytes.empty()) {
    block.add_to_value(at_value_start ? without_leading_space(bytes) : bytes, valid_utf8);
    at_value_start = false;
  }
}

/// Returns what stands behind the colon.
std::string_view EventParser::State::take_name_part(std::string_view bytes) {
  const std::size_t room = name.size() - name_size;
  const std::size_t colon = bytes.substr(0, room + 1).find(':');
  const std::string_view name_part = bytes.substr(0, colon);
  if (name_part.size() > room) {
    part = Part::ignored;
    return {};
  }
  std::copy(name_part.begin(), name_part.end(), name.begin() + name_size);
  name_size += name_part.size();
  if (colon == std::string_view::npos) {
    return {};
  }
  if (name_size == 0) {
    part = Part::comment;
    return {};
  }
  const Field field = field_named({name.data(), name_size});
  part = field == Field::unknown ? Part::ignored : Part::value;
  at_value_start = true;
  block.begin_value(field);
  return bytes.substr(colon + 1);
}

void EventParser::State::end_line(EventSink& sink) {
  if (part == Part::name) {
    block.begin_value(field_named({name.data(), name_size}));
    block.end_value(sink);
  } else if (part == Part::value) {
    block.end_value(sink);
  } else if (part == Part::comment) {
    sink.on_comment();
  }
  unfinished = false;
  part = Part::name;
  name_size = 0;
}

void EventParser::State::reset() {
  block.reset();
  unfinished = false;
  part = Part::name;
  name_size = 0;
  after_cr = false;
  byte_order_mark_seen = 0;
}

EventParser::EventParser(EventLimits limits) : state_(std::make_unique<State>(limits)) {}
EventParser::~EventParser() = default;
EventParser::EventParser(EventParser&&) noexcept = default;
EventParser& EventParser::operator=(EventParser&&) noexcept = default;

void EventParser::feed(std::string_view bytes, EventSink& sink) {
  state_->feed(bytes, sink);
}

void EventParser::reset() {
  state_->reset();
}

std::string_view EventParser::last_event_id() const noexcept {
  return state_->block.last_event_id();
}

void EventParser::set_last_event_id(std::string_view id) {
  state_->block.set_last_event_id(id);
}

std::size_t EventParser::buffered_bytes() const noexcept {
  return state_->block.capacity();
}

void EventParser::shrink(std::size_t keep) {
  state_->block.shrink(keep);
}

}  // namespace tidings
