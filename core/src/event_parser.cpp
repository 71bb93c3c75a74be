#include "tidings/event_parser.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "event_block.h"
#include "field.h"
#include "line_scan.h"
#include "utf8_validate.h"

namespace tidings {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view without_leading_space(std::string_view value) {
  return value.starts_with(' ') ? value.substr(1) : value;
}

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
  const char* continue_line(const char* at, const char* end, EventSink& sink);
  const char* after_line_end(const char* line_end, const char* end);

  void take_line(std::string_view line, bool ascii, EventSink& sink);
  void take_field(Field field, std::string_view value, bool ascii, EventSink& sink);

  void take_part(std::string_view bytes);
  std::string_view take_name_part(std::string_view bytes);
  void end_line(EventSink& sink);

  EventBlock block;

  // The line that a piece has broken off.
  Part part = Part::name;
  bool at_value_start = false;
  std::array<char, kLongestFieldName> name{};
  std::size_t name_size = 0;

  bool line_feed_belongs_to_cr = false;
  std::size_t byte_order_mark_seen = 0;
};

void EventParser::State::feed(std::string_view bytes, EventSink& sink) {
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  if (byte_order_mark_seen < kByteOrderMark.size()) {
    at = skip_byte_order_mark(at, end);
  }
  if (line_feed_belongs_to_cr && at != end) {
    line_feed_belongs_to_cr = false;
    at += *at == '\n' ? 1 : 0;
  }
  if (part != Part::name || name_size > 0) {
    at = continue_line(at, end, sink);
  }
  while (at != end) {
    const LineEnd line_end = find_line_end(at, end);
    const std::string_view line(at, static_cast<std::size_t>(line_end.at - at));
    if (line_end.at == end) {
      take_part(line);
      break;
    }
    take_line(line, line_end.ascii, sink);
    at = after_line_end(line_end.at, end);
  }
  block.keep_lent();
}

const char* EventParser::State::skip_byte_order_mark(const char* at, const char* end) {
  for (; at != end && byte_order_mark_seen < kByteOrderMark.size(); ++at, ++byte_order_mark_seen) {
    if (*at != kByteOrderMark[byte_order_mark_seen]) {
      if (byte_order_mark_seen > 0) {
        part = Part::ignored;  // what looked like a mark begins the name of an unknown field
      }
      byte_order_mark_seen = kByteOrderMark.size();
      break;
    }
  }
  return at;
}

const char* EventParser::State::continue_line(const char* at, const char* end, EventSink& sink) {
  const char* const line_end = find_line_end(at, end).at;
  take_part({at, static_cast<std::size_t>(line_end - at)});
  if (line_end == end) {
    return end;
  }
  end_line(sink);
  return after_line_end(line_end, end);
}

const char* EventParser::State::after_line_end(const char* line_end, const char* end) {
  const char* next = line_end + 1;
  if (*line_end == '\r') {
    if (next == end) {
      line_feed_belongs_to_cr = true;
    } else if (*next == '\n') {
      ++next;
    }
  }
  return next;
}

void EventParser::State::take_line(std::string_view line, bool ascii, EventSink& sink) {
  if (line.empty()) {
    block.dispatch(sink);
    return;
  }
  const std::size_t colon = line.find(':');
  if (colon == 0) {
    sink.on_comment();
    return;
  }
  const Field field = field_named(line.substr(0, colon));
  if (field != Field::unknown) {
    const bool has_value = colon != std::string_view::npos;
    take_field(field,
               has_value ? without_leading_space(line.substr(colon + 1)) : std::string_view(),
               ascii, sink);
  }
}

void EventParser::State::take_field(Field field, std::string_view value, bool ascii,
                                    EventSink& sink) {
  if (field == Field::retry || !(ascii || is_valid_utf8(value))) {
    block.begin_value(field);
    block.add_to_value(value);
    block.end_value(sink);
  } else if (field == Field::data) {
    block.add_data(value);
  } else if (field == Field::type) {
    block.set_type(value);
  } else {
    block.set_id(value, sink);
  }
}

void EventParser::State::take_part(std::string_view bytes) {
  if (part == Part::name) {
    bytes = take_name_part(bytes);
  }
  if (part == Part::value && !bytes.empty()) {
    block.add_to_value(at_value_start ? without_leading_space(bytes) : bytes);
    at_value_start = false;
  }
}

/// Returns what stands behind the colon.
std::string_view EventParser::State::take_name_part(std::string_view bytes) {
  const std::size_t colon = bytes.find(':');
  const std::string_view name_part = bytes.substr(0, colon);
  if (name_part.size() > name.size() - name_size) {
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
  part = Part::name;
  name_size = 0;
}

void EventParser::State::reset() {
  block.reset();
  part = Part::name;
  name_size = 0;
  line_feed_belongs_to_cr = false;
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
