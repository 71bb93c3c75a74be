#include <chrono>

#include "tidings/json_text.h"

#include "watch/printer.h"
#include "watch/timestamp.h"

namespace tidings::cli {
namespace {

/// `-o json`: NDJSON. Written by hand: each event is one pass over its data and no tree.
class JsonPrinter final : public Printer {
 public:
  void print(const ReceivedEvent& received, std::string& out) override {
    out += R"({"stream":)";
    out += received.stream().json_url;
    out += R"(,"id":)";
    json::append_quoted(out, received.event().last_event_id);
    out += R"(,"event":)";
    json::append_quoted(out, received.event().type);
    out += R"(,"data":)";
    json::append_quoted(out, received.event().data);
    out += R"(,"received_at":")";
    out += timestamp(received.received_at());
    out += "\"}\n";
  }

  [[nodiscard]] bool shows_control_events() const override { return true; }

 private:
  /// Many events come within one millisecond.
  const std::string& timestamp(WallTime time) {
    const auto millisecond = std::chrono::floor<std::chrono::milliseconds>(time);
    if (text_.empty() || millisecond != millisecond_) {
      text_ = utc_timestamp(time);
      millisecond_ = millisecond;
    }
    return text_;
  }

  std::chrono::sys_time<std::chrono::milliseconds> millisecond_;
  std::string text_;
};

}  // namespace

std::unique_ptr<Printer> make_json_printer() {
  return std::make_unique<JsonPrinter>();
}

}  // namespace tidings::cli
