#include "service/control_event.h"

#include "tidings/json_text.h"

#include "service/text.h"

namespace tidings::desktop {

ReadMarks read_marks_from(std::string_view data) {
  ReadMarks marks;
  if (!json::validate(data) || !json::is_object(data)) {
    return marks;
  }
  if (const auto up_to = json::at(data, "/upTo"); up_to && json::is_string(*up_to)) {
    marks.up_to = to_qt(json::string_content(*up_to).value_or(""));
  }
  if (const auto ids = json::at(data, "/ids"); ids && json::is_array(*ids)) {
    json::for_each_element(*ids, [&](std::string_view id) {
      if (const auto text = json::string_content(id)) {
        marks.ids.append(to_qt(*text));
      }
      return true;
    });
  }
  return marks;
}

}  // namespace tidings::desktop
