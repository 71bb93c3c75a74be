#include "reference_parser.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace tidings::test {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// Encoding standard, "UTF-8 decoder", its variables under its names.
std::u32string decode(std::string_view stream) {
  std::u32string out;
  char32_t code_point = 0;
  int bytes_needed = 0;
  int bytes_seen = 0;
  unsigned lower = 0x80;
  unsigned upper = 0xBF;
  for (std::size_t i = 0; i < stream.size();) {
    const auto byte = static_cast<unsigned char>(stream[i]);
    if (bytes_needed == 0) {
      ++i;
      if (byte <= 0x7F) {
        out += byte;
      } else if (byte >= 0xC2 && byte <= 0xDF) {
        bytes_needed = 1;
        code_point = byte & 0x1FU;
      } else if (byte >= 0xE0 && byte <= 0xEF) {
        lower = byte == 0xE0 ? 0xA0 : lower;
        upper = byte == 0xED ? 0x9F : upper;
        bytes_needed = 2;
        code_point = byte & 0xFU;
      } else if (byte >= 0xF0 && byte <= 0xF4) {
        lower = byte == 0xF0 ? 0x90 : lower;
        upper = byte == 0xF4 ? 0x8F : upper;
        bytes_needed = 3;
        code_point = byte & 0x7U;
      } else {
        out += kReplacement;
      }
      continue;
    }
    if (byte < lower || byte > upper) {
      code_point = 0;
      bytes_needed = bytes_seen = 0;
      lower = 0x80;
      upper = 0xBF;
      out += kReplacement;
      continue;  // the byte is looked at once more
    }
    ++i;
    lower = 0x80;
    upper = 0xBF;
    code_point = (code_point << 6U) | (byte & 0x3FU);
    if (++bytes_seen == bytes_needed) {
      out += code_point;
      code_point = 0;
      bytes_needed = bytes_seen = 0;
    }
  }
  if (bytes_needed != 0) {
    out += kReplacement;
  }
  return out;
}

std::string encode(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) {
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0U | (c >> 6U));
      out += static_cast<char>(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
      out += static_cast<char>(0xE0U | (c >> 12U));
      out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
      out += static_cast<char>(0x80U | (c & 0x3FU));
    } else {
      out += static_cast<char>(0xF0U | (c >> 18U));
      out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
      out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
      out += static_cast<char>(0x80U | (c & 0x3FU));
    }
  }
  return out;
}

/// The lines that have ended; an unfinished last one is no line.
std::vector<std::u32string> lines_of(const std::u32string& text) {
  std::vector<std::u32string> lines;
  std::u32string line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U'\r' || text[i] == U'\n') {
      if (text[i] == U'\r' && i + 1 < text.size() && text[i + 1] == U'\n') {
        ++i;
      }
      lines.push_back(line);
      line.clear();
    } else {
      line += text[i];
    }
  }
  return lines;
}

std::optional<std::chrono::milliseconds> reconnection_time(const std::string& value) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (value.empty() || !std::all_of(value.begin(), value.end(), is_digit)) {
    return std::nullopt;
  }
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  std::int64_t number = 0;
  for (const char c : value) {
    if (__builtin_mul_overflow(number, 10, &number) ||
        __builtin_add_overflow(number, c - '0', &number)) {
      return std::chrono::milliseconds(kMost);
    }
  }
  return std::chrono::milliseconds(number);
}

/// HTML, 9.2.6. The buffers hold whatever comes; the limits are looked at afterwards.
class Interpreter {
 public:
  Interpreter(EventLimits limits, EventSink& sink) : limits_(limits), sink_(sink) {}

  void line(const std::u32string& text) {
    if (text.empty()) {
      dispatch();
    } else if (text[0] == U':') {
      sink_.on_comment();
    } else if (const std::size_t colon = text.find(U':'); colon != std::u32string::npos) {
      std::u32string value = text.substr(colon + 1);
      if (!value.empty() && value[0] == U' ') {
        value.erase(0, 1);
      }
      field(encode(text.substr(0, colon)), encode(value));
    } else {
      field(encode(text), "");
    }
  }

 private:
  void field(const std::string& name, const std::string& value) {
    if (name == "event") {
      type_ = value;
    } else if (name == "data") {
      data_ += value + '\n';
    } else if (name == "id") {
      id(value);
    } else if (name == "retry") {
      if (const auto time = reconnection_time(value)) {
        sink_.on_reconnection_time(*time);
      }
    }
    const std::uint64_t data_size = data_.empty() ? 0 : data_.size() - 1;
    const std::uint64_t size = data_size + type_.size() + own_id_.value_or("").size();
    if (size > limits_.event_size || largest_ > 0) {
      largest_ = std::max(largest_, size);
    }
  }

  void id(const std::string& value) {
    if (value.size() > limits_.id_size) {
      sink_.on_id_too_large(value.size());
    } else if (value.find('\0') == std::string::npos) {
      own_id_ = value;
    }
  }

  void dispatch() {
    if (own_id_) {
      last_event_id_ = *own_id_;
    }
    const bool too_large = largest_ > 0;
    if (!data_.empty() && !too_large) {
      data_.pop_back();
      sink_.on_event(
          {type_.empty() ? "message" : type_, data_, last_event_id_, own_id_.has_value()});
    } else {
      if (!data_.empty()) {
        sink_.on_event_too_large(largest_);
      }
      if (own_id_) {
        sink_.on_last_event_id(last_event_id_);
      }
    }
    data_.clear();
    type_.clear();
    own_id_.reset();
    largest_ = 0;
  }

  EventLimits limits_;
  EventSink& sink_;
  std::string data_;
  std::string type_;
  std::optional<std::string> own_id_;
  std::string last_event_id_;
  std::uint64_t largest_ = 0;  ///< 0 as long as the event is within its limit
};

}  // namespace

void parse_by_the_book(std::string_view stream, EventLimits limits, EventSink& sink) {
  std::u32string text = decode(stream);
  if (!text.empty() && text[0] == 0xFEFF) {
    text.erase(0, 1);
  }
  Interpreter interpreter(limits, sink);
  for (const std::u32string& line : lines_of(text)) {
    interpreter.line(line);
  }
}

}  // namespace tidings::test
