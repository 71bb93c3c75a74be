#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tidings/result.h"

#include "watch/received_event.h"

namespace tidings::cli {

/// The template of `--format`: text with `{id}` `{event}` `{data}` `{time}` `{stream}` and
/// `{data/json/pointer}`; `{{` and `}}` are braces; `\n`, `\t` and `\\` are a newline, a tab and a
/// backslash.
class FormatTemplate {
 public:
  /// The error says what is wrong with the template, to stand behind its text.
  static Result<FormatTemplate> parse(std::string_view text);

  /// Appends the event, without a line end.
  void append(std::string& out, const ReceivedEvent& received) const;

 private:
  enum class Kind { text, id, event, data, time, stream, json };
  struct Part {
    Kind kind;
    std::string text;  ///< of `text`, or the pointer of `json`
  };

  static Result<Part> field_from(std::string_view name);

  std::vector<Part> parts_;
};

}  // namespace tidings::cli
