#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/json_text.h"

#include "watch/printer.h"
#include "watch/timestamp.h"

namespace tidings::cli {
namespace {

/// `-o json`: NDJSON. Written by hand: each event is one pass over its data and no tree. What is
/// the same for many events in a row is put together once.
class JsonPrinter final : public Printer {
 public:
  void print(const ReceivedEvent& received, std::string& out) override {
    out += beginning(received.stream());
    json::append_quoted(out, received.event().last_event_id);
    append_middle(received.event().type, out);
    json::append_quoted(out, received.event().data);
    out += end(received.received_at());
  }

  [[nodiscard]] bool shows_control_events() const override { return true; }

 private:
  /// Up to the id.
  const std::string& beginning(const StreamName& stream) {
    if (stream.number >= beginnings_.size()) {
      beginnings_.resize(stream.number + 1);
    }
    std::string& beginning = beginnings_[stream.number];
    if (beginning.empty()) {
      beginning = R"({"stream":)" + stream.json_url + R"(,"id":)";
    }
    return beginning;
  }

  /// Between the id and the data.
  void append_middle(std::string_view type, std::string& out) {
    constexpr std::size_t kLongestKept = 256;
    if (type == type_ && !middle_.empty()) {
      out += middle_;
      return;
    }
    const std::size_t begin = out.size();
    out += R"(,"event":)";
    json::append_quoted(out, type);
    out += R"(,"data":)";
    if (type.size() <= kLongestKept) {
      type_ = type;
      middle_.assign(out, begin);
    }
  }

  /// Behind the data. Many events come within one millisecond.
  const std::string& end(WallTime time) {
    const auto millisecond = std::chrono::floor<std::chrono::milliseconds>(time);
    if (end_.empty() || millisecond != millisecond_) {
      end_ = R"(,"received_at":")" + utc_timestamp(time) + "\"}\n";
      millisecond_ = millisecond;
    }
    return end_;
  }

  std::vector<std::string> beginnings_;  ///< by the stream's number
  std::string middle_;
  std::string type_;
  std::string end_;
  std::chrono::sys_time<std::chrono::milliseconds> millisecond_;
};

}  // namespace

std::unique_ptr<Printer> make_json_printer() {
  return std::make_unique<JsonPrinter>();
}

}  // namespace tidings::cli
