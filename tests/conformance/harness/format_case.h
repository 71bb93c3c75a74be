#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conformance/harness/case_table.h"
#include "conformance/harness/printed_event.h"

namespace tidings::conformance {

/// How the stream's text reaches the program.
enum class Delivery {
  Whole,          ///< in one piece
  SingleBytes,    ///< a byte at a time, each read before the next is sent
  BytePairs,      ///< two bytes at a time
  OneByteChunks,  ///< one HTTP chunk for each byte
};

/// Event stream text and the events that the standard makes of it.
struct FormatRow {
  std::string name;
  std::string text;
  std::vector<Expected> events;
  /// The last event ID after all of it. Not given: that of the last event.
  std::optional<std::string> last_id = std::nullopt;
};

/// Plays the row: exactly these events are printed, in this order. That nothing else came is shown
/// by one more event that is sent after the text; `text` must therefore end with a complete block.
Case format_case(const FormatRow& row, Delivery delivery = Delivery::Whole);

}  // namespace tidings::conformance
