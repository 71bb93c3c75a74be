#include "watch/statistics.h"

#include <algorithm>

#include "tidings/duration.h"

namespace tidings::cli {

std::vector<std::string> statistics_lines(const std::vector<StreamStatistics>& streams,
                                          std::uint64_t printed) {
  StreamStatistics sum;
  std::uint64_t reconnects = 0;
  for (const StreamStatistics& stream : streams) {
    sum.events += stream.events;
    sum.bytes += stream.bytes;
    sum.skipped_events += stream.skipped_events;
    sum.dropped_events += stream.dropped_events;
    sum.longest_silence = std::max(sum.longest_silence, stream.longest_silence);
    reconnects += stream.connections > 0 ? stream.connections - 1 : 0;
  }
  return {
      "events: " + std::to_string(sum.events) + " (" + std::to_string(printed) + " printed)",
      "bytes: " + std::to_string(sum.bytes),
      "reconnects: " + std::to_string(reconnects),
      "longest silence: " + format_duration(sum.longest_silence),
      "skipped events: " + std::to_string(sum.skipped_events),
      "dropped events: " + std::to_string(sum.dropped_events),
  };
}

}  // namespace tidings::cli
