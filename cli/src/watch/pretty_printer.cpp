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

constexpr std::size_t kHeading = 10;        // the time and two spaces
constexpr std::size_t kNarrowMargin = 2;    // where the heading's width would leave too little
constexpr std::size_t kNarrowestText = 20;  // that is worth beginning beside something else

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
    margin_ =
        terminal_.is_terminal && room_behind(kHeading) < kNarrowestText ? kNarrowMargin : kHeading;
    const std::size_t start = print_heading(received, out);
    if (const Notification* notification = received.notification(); notification != nullptr) {
      print_notification(*notification, start, out);
    } else if (received.is_json()) {
      append_indented_json(out, shown(received.event().data), margin_, terminal_.colors);
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
    std::size_t column = kHeading;
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
      out.append(margin_, ' ');
      print_text(notification.body, Ink::plain, margin_, out);
    }
    if (!notification.url.empty()) {
      out.append(margin_, ' ');
      paint(out, shown(notification.url), Ink::faint, terminal_.colors);
      out += '\n';
    }
    if (!notification.data.empty()) {
      out.append(margin_, ' ');
      append_indented_json(out, shown(notification.data), margin_, terminal_.colors);
      out += '\n';
    }
  }

  /// Columns of the terminal behind `column`, at least one; 0 where there is no terminal.
  [[nodiscard]] std::size_t room_behind(std::size_t column) const {
    const auto width = static_cast<std::size_t>(terminal_.width);
    const std::size_t room = width > column ? width - column : 1;
    return terminal_.is_terminal ? room : 0;
  }

  /// Whether text may begin in column `start`; else it is clearer on lines of its own.
  [[nodiscard]] bool fits_behind(std::size_t start, std::string_view text) const {
    const std::size_t room = room_behind(start);
    return room == 0 || room >= kNarrowestText || start == margin_ ||
           display_width(text.substr(0, text.find('\n'))) <= room;
  }

  /// Lines of `text` below each other at the margin; the first begins where the output stands, in
  /// column `start`, if there is room. Ends the line.
  void print_text(std::string_view text, Ink ink, std::size_t start, std::string& out) const {
    const std::string safe = shown(text);
    std::string_view rest = safe;
    if (fits_behind(start, rest)) {
      const std::string_view opening = wrapped_lines(rest, room_behind(start)).front();
      paint(out, opening, ink, terminal_.colors);
      rest.remove_prefix(opening.size());
      if (rest.starts_with(' ') || rest.starts_with('\n')) {
        rest.remove_prefix(1);
      } else if (rest.empty()) {
        out += '\n';
        return;
      }
    } else {
      out.erase(out.find_last_not_of(' ') + 1);
    }
    out += '\n';
    for (const std::string_view line : wrapped_lines(rest, room_behind(margin_))) {
      out.append(margin_, ' ');
      paint(out, line, ink, terminal_.colors);
      out += '\n';
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
  std::size_t margin_ = kHeading;  ///< of all lines but an event's first
};

}  // namespace

std::unique_ptr<Printer> make_pretty_printer(const Terminal& terminal, std::function<int()> width,
                                             bool name_streams) {
  return std::make_unique<PrettyPrinter>(terminal, std::move(width), name_streams);
}

}  // namespace tidings::cli
