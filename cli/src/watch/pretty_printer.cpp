#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "tidings/notification.h"

#include "safe_text.h"
#include "style.h"
#include "text_layout.h"
#include "watch/json_layout.h"
#include "watch/printer.h"
#include "watch/timestamp.h"

namespace tidings::cli {
namespace {

constexpr std::size_t kMargin = 10;         // the time and two spaces
constexpr std::size_t kNarrowestText = 20;  // below that wrapping only harms

Ink ink_of_priority(int priority) {
  switch (priority) {
    case 1:
    case 2:
      return Ink::silent;
    case 4:
      return Ink::important;
    case 5:
      return Ink::urgent;
    default:
      return Ink::strong;
  }
}

/// `-o pretty`: for people. The time, the stream's name when there are several, the type when it
/// says something; a notification's title in its priority's colour with body and link below; JSON
/// indented; other data as it is.
class PrettyPrinter final : public Printer {
 public:
  PrettyPrinter(const Terminal& terminal, std::function<int()> width, bool name_streams)
      : terminal_(terminal), width_(std::move(width)), name_streams_(name_streams) {}

  void print(const ReceivedEvent& received, std::string& out) override {
    terminal_.width = width_();
    const std::size_t start = print_heading(received, out);
    if (const Notification* notification = received.notification(); notification != nullptr) {
      print_notification(*notification, start, out);
    } else if (received.is_json()) {
      append_indented_json(out, shown(received.event().data), kMargin, terminal_.colors);
      out += '\n';
    } else {
      print_text(received.event().data, Ink::plain, start, out);
    }
  }

  [[nodiscard]] bool is_safe() const override { return true; }

 private:
  /// Returns the column at which what follows begins.
  std::size_t print_heading(const ReceivedEvent& received, std::string& out) const {
    paint(out, local_time_of_day(received.received_at()), Ink::faint, terminal_.colors);
    out += "  ";
    std::size_t column = kMargin;
    if (name_streams_) {
      const StreamName& stream = received.stream();
      const std::string name = shown(stream.short_name);
      paint_stream(out, name, stream.number, terminal_.colors);
      out += "  ";
      column += display_width(name) + 2;
    }
    if (received.event().type != "message") {
      const std::string type = shown(received.event().type);
      paint(out, type, Ink::label, terminal_.colors);
      out += "  ";
      column += display_width(type) + 2;
    }
    return column;
  }

  void print_notification(const Notification& notification, std::size_t start,
                          std::string& out) const {
    print_text(notification.title, ink_of_priority(notification.priority), start, out);
    if (!notification.body.empty()) {
      out.append(kMargin, ' ');
      print_text(notification.body, Ink::plain, kMargin, out);
    }
    if (!notification.url.empty()) {
      out.append(kMargin, ' ');
      paint(out, shown(notification.url), Ink::faint, terminal_.colors);
      out += '\n';
    }
    if (!notification.data.empty()) {
      out.append(kMargin, ' ');
      append_indented_json(out, shown(notification.data), kMargin, terminal_.colors);
      out += '\n';
    }
  }

  /// Lines of `text` below each other at the margin; the first begins where the output stands, in
  /// column `start`. Ends the line.
  void print_text(std::string_view text, Ink ink, std::size_t start, std::string& out) const {
    const std::string safe = shown(text);
    const auto room = [&](std::size_t column) {
      const auto width = static_cast<std::size_t>(terminal_.width);
      return !terminal_.is_terminal || width < column + kNarrowestText ? 0 : width - column;
    };
    bool first = true;
    std::string_view rest = safe;
    const auto print_line = [&](std::string_view line) {
      out.append(first ? 0 : kMargin, ' ');
      paint(out, line, ink, terminal_.colors);
      out += '\n';
      first = false;
    };
    // The first line starts further to the right than the others.
    const std::string_view opening = wrapped_lines(rest, room(start)).front();
    print_line(opening);
    rest.remove_prefix(opening.size());
    if (rest.empty()) {
      return;
    }
    if (rest.front() == ' ' || rest.front() == '\n') {
      rest.remove_prefix(1);
    }
    for (const std::string_view line : wrapped_lines(rest, room(kMargin))) {
      print_line(line);
    }
  }

  /// Text from the network as it may be shown here.
  [[nodiscard]] std::string shown(std::string_view text) const {
    if (!terminal_.is_terminal) {
      return std::string(text);
    }
    std::string safe;
    append_safe_text(safe, text);
    return safe;
  }

  Terminal terminal_;
  std::function<int()> width_;
  bool name_streams_;
};

}  // namespace

std::unique_ptr<Printer> make_pretty_printer(const Terminal& terminal, std::function<int()> width,
                                             bool name_streams) {
  return std::make_unique<PrettyPrinter>(terminal, std::move(width), name_streams);
}

}  // namespace tidings::cli
