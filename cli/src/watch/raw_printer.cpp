#include <string_view>

#include "watch/printer.h"

namespace tidings::cli {
namespace {

/// `-o raw`: SSE text that a parser reads as the same events. An id stands where the event had one
/// of its own, and where the output's last one would be another (an event that is left out may have
/// carried it).
class RawPrinter final : public Printer {
 public:
  explicit RawPrinter(bool name_streams) : name_streams_(name_streams) {}

  void print(const ReceivedEvent& received, std::string& out) override {
    const Event& event = received.event();
    if (name_streams_) {
      out.append(": stream ").append(received.stream().url).append(1, '\n');
    }
    if (event.type != "message") {
      out.append("event: ").append(event.type).append(1, '\n');
    }
    if (event.has_own_id || event.last_event_id != last_id_) {
      out.append("id: ").append(event.last_event_id).append(1, '\n');
      last_id_ = event.last_event_id;
    }
    print_data(event.data, out);
    out += '\n';
  }

  [[nodiscard]] bool shows_control_events() const override { return true; }

 private:
  static void print_data(std::string_view data, std::string& out) {
    std::size_t line_end = data.find('\n');
    for (; line_end != std::string_view::npos; line_end = data.find('\n')) {
      out.append("data: ").append(data.substr(0, line_end + 1));
      data.remove_prefix(line_end + 1);
    }
    out.append("data: ").append(data).append(1, '\n');
  }

  bool name_streams_;
  std::string last_id_;
};

}  // namespace

std::unique_ptr<Printer> make_raw_printer(bool name_streams) {
  return std::make_unique<RawPrinter>(name_streams);
}

}  // namespace tidings::cli
