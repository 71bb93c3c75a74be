#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidings::conformance {

/// One line of `-o json`.
struct PrintedEvent {
  std::string stream;
  std::string id;
  std::string event;
  std::string data;
  std::string received_at;
};

/// Reads NDJSON strictly: every line one object with the five members as strings. Throws Failure
/// else.
std::vector<PrintedEvent> parse_printed(std::string_view ndjson);

/// What a case expects of an event; `stream` and `received_at` are checked elsewhere.
struct Expected {
  std::string data;
  std::string event = "message";
  std::string id = {};
};

void require_events(std::string_view ndjson, const std::vector<Expected>& expected);

}  // namespace tidings::conformance
