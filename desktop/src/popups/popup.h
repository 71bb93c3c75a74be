#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>

namespace tidings::desktop {

/// One popup on the desktop. `key` is ours: showing another with the same key replaces it.
struct Popup {
  QString key;
  QString title;  ///< plain text
  QString body;   ///< plain text; made harmless where the daemon reads markup
  enum class Urgency { low, normal, critical };
  Urgency urgency = Urgency::normal;
  QString category;       ///< of the Notifications specification; may be empty
  QString sound;          ///< sound-name or file; empty: suppressed
  bool has_open = false;  ///< there is a URL
  bool is_summary = false;
  bool is_report = false;  ///< of no notification: nothing can be marked read
};

/// The action keys of the contract.
enum class PopupAction { default_action, open, read, later };

}  // namespace tidings::desktop
