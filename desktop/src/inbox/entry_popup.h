#pragma once

#include <QString>
#include <optional>

#include "domain/history_entry.h"
#include "policy/popup_policy.h"
#include "policy/summary.h"
#include "popups/popup.h"

/// How entries and summaries look as popups, and which popup is whose. Pure.
namespace tidings::desktop {

[[nodiscard]] Popup popup_for(const HistoryEntry& entry, const QString& sound);
[[nodiscard]] Popup popup_for(const Summary& summary, const QString& key);
/// Something only the user can mend.
[[nodiscard]] Popup report_popup(const QString& key, const QString& title, const QString& body);

inline constexpr const char* kBurstKey = "burst";
inline constexpr const char* kDigestKey = "digest";
[[nodiscard]] QString popup_key(qint64 row);
/// The row of an entry's popup; nothing for a summary's.
[[nodiscard]] std::optional<qint64> row_of_popup(const QString& key);

}  // namespace tidings::desktop
