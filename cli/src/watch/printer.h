#pragma once

#include <functional>
#include <memory>
#include <string>

#include "terminal.h"
#include "watch/received_event.h"
#include "watch/watch_options.h"

namespace tidings::cli {

/// Turns events into text, in one output form. What a terminal must not obey is still in it: the
/// caller sees to that (safe_text.h), for every form alike, but for `pretty`, which puts in colours
/// of its own and escapes what it shows itself.
class Printer {
 public:
  virtual ~Printer() = default;
  /// Appends the event, to its line end.
  virtual void print(const ReceivedEvent& received, std::string& out) = 0;
  /// Whether the output is already fit for a terminal.
  [[nodiscard]] virtual bool is_safe() const { return false; }
  /// Whether control events of our own server belong into this form.
  [[nodiscard]] virtual bool shows_control_events() const { return false; }
};

/// `name_streams`: several are followed, so that each event has to say whose it is.
std::unique_ptr<Printer> make_data_printer(bool name_streams);
std::unique_ptr<Printer> make_json_printer();
std::unique_ptr<Printer> make_raw_printer(bool name_streams);
/// REQUIRES: `format` is a valid template.
std::unique_ptr<Printer> make_format_printer(const std::string& format);
/// `width`: the terminal's, asked for each event, since windows are resized.
std::unique_ptr<Printer> make_pretty_printer(const Terminal& terminal, std::function<int()> width,
                                             bool name_streams);

std::unique_ptr<Printer> make_printer(const WatchOptions& options, const Terminal& terminal,
                                      std::function<int()> width);

}  // namespace tidings::cli
