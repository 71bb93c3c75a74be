#include "position_in_data.h"

#include "tidings/json_text.h"

namespace tidings {

std::optional<std::string> position_named_by(const Event& event, const PositionInData& place,
                                             std::size_t longest) {
  if (event.type != place.event_type || !json::validate(event.data)) {
    return std::nullopt;
  }
  const auto id = json::at(event.data, place.pointer);
  if (!id || *id == "null" || id->size() > longest) {
    return std::nullopt;
  }
  return json::scalar_text(*id);
}

}  // namespace tidings
