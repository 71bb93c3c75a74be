#pragma once

#include <QColor>
#include <QIcon>
#include <QImage>
#include <QString>

namespace tidings::desktop {

/// A picture of `:/icons`, drawn at exactly `pixels` × `pixels`; `name` as `tray-paused-dark` or
/// `actions/open`. Empty when there is none of that name.
QImage icon_image(const QString& name, int pixels);

/// The same in one colour, whatever its own are.
QImage icon_image(const QString& name, int pixels, const QColor& ink);

/// The program's icon at every size that panels and window managers ask for.
QIcon app_icon();

}  // namespace tidings::desktop
