#include "conformance/harness/printed_event.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

std::string member(const QJsonObject& object, const char* name, std::string_view line) {
  const QJsonValue value = object.value(QLatin1String(name));
  require(value.isString(),
          "the string \"" + std::string(name) + "\" is missing in " + readable(line));
  return value.toString().toStdString();
}

PrintedEvent parse_line(std::string_view line) {
  QJsonParseError error;
  const QJsonDocument document =
      QJsonDocument::fromJson(QByteArray(line.data(), static_cast<qsizetype>(line.size())), &error);
  require(document.isObject(), "this line of -o json is no JSON object (" +
                                   error.errorString().toStdString() + "): " + readable(line));
  const QJsonObject object = document.object();
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
