#pragma once

#include <QDateTime>
#include <QString>

#include "domain/history_entry.h"

namespace tidings::desktop {

/// "Urgent", "High", "Low" or nothing for an ordinary one: colour alone tells nobody who cannot
/// see it.
QString priority_word(int priority);

/// When it happened, as far as can be told: what its publisher says, but not after it came here.
QDateTime entry_moment(const HistoryEntry& entry);

/// What a screen reader says about an entry in a list.
QString entry_sentence(const HistoryEntry& entry);

/// The entry as text for the clipboard: title, body, link.
QString entry_as_text(const HistoryEntry& entry);

}  // namespace tidings::desktop
