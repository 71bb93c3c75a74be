#pragma once

#include <QString>
#include <QStringList>
#include <QVariantList>
#include <optional>

#include "popups/popup.h"

namespace tidings::desktop {

/// The arguments of `org.freedesktop.Notifications.Notify` for a popup, by what the daemon can do.
/// Pure.
[[nodiscard]] QVariantList notify_arguments(const Popup& popup, quint32 replaced_id,
                                            const QStringList& capabilities);

/// What an action key of ours means; nothing for any other.
[[nodiscard]] std::optional<PopupAction> action_of(const QString& key);

}  // namespace tidings::desktop
