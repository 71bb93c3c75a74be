#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/event_parser.h"

namespace tidings::test {

/// `text` in quotes, control characters as `\n`, `\r`, `\x00`.
inline std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char byte : text) {
    if (byte == '\n') {
      out += "\\n";
    } else if (byte == '\r') {
      out += "\\r";
    } else if (static_cast<unsigned char>(byte) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\x%02x", static_cast<unsigned>(byte));
      out += escape;
    } else {
      out += byte;
    }
  }
  return out + '"';
}

/// Writes down what a parser reports, one readable line each:
///   message "data"               an event without an id
///   message "data" (id "1")      its stream's last event ID is 1
///   update "data" id "2"         its own block says id 2
///   id "3"                       a block with an id and without data
///   retry 3000, comment, too large: 99, id too large: 99
class Transcript : public EventSink {
 public:
  std::vector<std::string> lines;

  void on_event(const Event& event) override {
    std::string line = std::string(event.type) + ' ' + in_quotes(event.data);
    if (event.has_own_id) {
      line += " id " + in_quotes(event.last_event_id);
    } else if (!event.last_event_id.empty()) {
      line += " (id " + in_quotes(event.last_event_id) + ')';
    }
    lines.push_back(line);
  }
  void on_last_event_id(std::string_view id) override { lines.push_back("id " + in_quotes(id)); }
  void on_reconnection_time(std::chrono::milliseconds time) override {
    lines.push_back("retry " + std::to_string(time.count()));
  }
  void on_comment() override { lines.emplace_back("comment"); }
  void on_event_too_large(std::uint64_t size) override {
    lines.push_back("too large: " + std::to_string(size));
  }
  void on_id_too_large(std::uint64_t size) override {
    lines.push_back("id too large: " + std::to_string(size));
  }

  [[nodiscard]] std::string text() const {
    std::string all;
    for (const std::string& line : lines) {
      all += line + '\n';
    }
    return all;
  }
};

/// Feeds a copy of `piece` in memory of exactly its size, freed afterwards: AddressSanitizer then
/// sees reading beyond the piece and views that outlive it.
inline void feed_exact(EventParser& parser, std::string_view piece, EventSink& sink) {
  const std::vector<char> copy(piece.begin(), piece.end());
  parser.feed({copy.data(), copy.size()}, sink);
}

}  // namespace tidings::test
