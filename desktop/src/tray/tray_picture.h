#pragma once

#include <QIcon>
#include <QImage>
#include <QString>

#include "tray/tray_words.h"

namespace tidings::desktop {

/// What the icons have to stand out against.
enum class PanelTone { light, dark, unknown };

/// GNOME's bar is dark whatever the windows are; Plasma's follows them; of others nothing is known.
PanelTone panel_tone(const QString& current_desktop, bool windows_are_dark);

/// The state with the unread number, drawn at exactly `pixels` × `pixels`.
QImage tray_image(TrayState state, int unread, PanelTone tone, int pixels);

/// At each size that panels ask for.
QIcon tray_picture(TrayState state, int unread, PanelTone tone);

}  // namespace tidings::desktop
