#pragma once

#include <QString>
#include <QStringList>
#include <string_view>

namespace tidings::desktop {

/// What our server's `read` and `unread` events, and our own requests, say: these, or everything up
/// to one.
struct ReadMarks {
  QStringList ids;
  QString up_to;
};

/// From an event's data; both empty when it is nothing of the kind.
ReadMarks read_marks_from(std::string_view data);

}  // namespace tidings::desktop
