#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "tidings/http_transport.h"

#include "descriptor_writer.h"
#include "style.h"
#include "terminal.h"

namespace tidings::cli {

/// What a program says on standard error while it runs, a line each. Every line may hold text from
/// the network: none reaches a terminal, or the next line, unescaped.
class Messages {
 public:
  struct Settings {
    bool quiet = false;   ///< no status lines
    bool colors = false;  ///< set by the console
  };

  /// `before_each`: called before a line is written, so that on a terminal it stands behind what
  /// was printed before it.
  Messages(DescriptorWriter& writer, Settings settings, std::function<void()> before_each);

  /// `connecting to …`: progress. Not shown with `quiet`.
  void status(std::string_view text);
  void warning(std::string_view text);
  void error(std::string_view text);
  /// A line asked for, such as one of `--stats`.
  void line(std::string_view text);
  /// A line of `--verbose`, marked as curl marks them.
  void trace(const HttpTrace& trace);

  [[nodiscard]] bool is_quiet() const { return settings_.quiet; }

 private:
  void write(std::string_view prefix, Ink ink, std::string_view text);

  DescriptorWriter& writer_;
  Settings settings_;
  std::function<void()> before_each_;
};

}  // namespace tidings::cli
