#include "conformance/harness/printed_event.h"

#include <nlohmann/json.hpp>

#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

std::string member(const nlohmann::json& object, const char* name, std::string_view line) {
  const auto found = object.find(name);
  require(found != object.end() && found->is_string(),
          "the string \"" + std::string(name) + "\" is missing in " + readable(line));
  return found->get<std::string>();
}

PrintedEvent parse_line(std::string_view line) {
  const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
  require(object.is_object(), "this line of -o json is no JSON object: " + readable(line));
  return {member(object, "stream", line), member(object, "id", line), member(object, "event", line),
          member(object, "data", line), member(object, "received_at", line)};
}

std::string in_words(const Expected& event) {
  return "event \"" + event.event + "\" id \"" + event.id + "\" data \"" + event.data + "\"";
}

}  // namespace

std::vector<PrintedEvent> parse_printed(std::string_view ndjson) {
  std::vector<PrintedEvent> events;
  while (!ndjson.empty()) {
    const std::size_t end = ndjson.find('\n');
    require(end != std::string_view::npos, "the last line has no end: " + readable(ndjson));
    events.push_back(parse_line(ndjson.substr(0, end)));
    ndjson.remove_prefix(end + 1);
  }
  return events;
}

void require_events(std::string_view ndjson, const std::vector<Expected>& expected) {
  const std::vector<PrintedEvent> printed = parse_printed(ndjson);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    require(i < printed.size(), "event " + std::to_string(i + 1) + " was not printed");
    require_equal(in_words({printed[i].data, printed[i].event, printed[i].id}),
                  in_words(expected[i]), "event " + std::to_string(i + 1));
  }
  require_equal(static_cast<long>(printed.size()), static_cast<long>(expected.size()),
                "the number of printed events");
}

}  // namespace tidings::conformance
