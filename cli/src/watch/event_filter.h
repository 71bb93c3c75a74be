#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "watch/received_event.h"
#include "watch/watch_options.h"

namespace tidings::cli {

/// Which events are printed, counted and acted on: `--event`, `--exclude-event`, `--where`.
class EventFilter {
 public:
  explicit EventFilter(const WatchOptions& options);

  [[nodiscard]] bool wants(const ReceivedEvent& received) const {
    return wants_all_ || meets(received);
  }

 private:
  [[nodiscard]] bool meets(const ReceivedEvent& received) const;
  [[nodiscard]] bool wants_type(std::string_view type) const;

  std::vector<std::string> types_;
  std::vector<std::string> excluded_types_;
  std::vector<WhereCondition> conditions_;
  bool wants_all_;
};

}  // namespace tidings::cli
