#pragma once

#include <QDateTime>
#include <QList>
#include <optional>

#include "settings/settings.h"

namespace tidings::desktop {

/// When the quiet that holds at `local` ends, over spans that follow one another; nothing when it
/// is not quiet. Spans are moments of the time zone of `local`: one that begins at an hour which
/// the clocks skip begins with the next, and an hour that comes twice is not quiet twice. Pure.
[[nodiscard]] std::optional<QDateTime> quiet_until(const QList<QuietHours>& spans,
                                                   const QDateTime& local);

}  // namespace tidings::desktop
