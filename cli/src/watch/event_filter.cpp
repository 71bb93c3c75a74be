#include "watch/event_filter.h"

#include <algorithm>

#include "tidings/json_text.h"

namespace tidings::cli {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool holds(const WhereCondition& condition, const ReceivedEvent& received) {
  const auto value = received.json_at(condition.pointer);
  return value && json::scalar_text(*value) == condition.value;
}

}  // namespace

EventFilter::EventFilter(const WatchOptions& options)
    : types_(options.event_types),
      excluded_types_(options.excluded_event_types),
      conditions_(options.conditions),
      wants_all_(types_.empty() && excluded_types_.empty() && conditions_.empty()) {}

bool EventFilter::wants_type(std::string_view type) const {
  return (types_.empty() || contains(types_, type)) && !contains(excluded_types_, type);
}

bool EventFilter::meets(const ReceivedEvent& received) const {
  return wants_type(received.event().type) &&
         std::all_of(conditions_.begin(), conditions_.end(),
                     [&](const WhereCondition& condition) { return holds(condition, received); });
}

}  // namespace tidings::cli
