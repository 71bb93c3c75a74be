#pragma once

#include <QList>

#include "domain/history_entry.h"
#include "settings/settings.h"

namespace tidings::desktop {

/// The first enabled rule that holds for the entry, or null. Pure.
[[nodiscard]] const Rule* matching_rule(const QList<Rule>& rules, const HistoryEntry& entry);

}  // namespace tidings::desktop
