#pragma once

#include <QIcon>
#include <QPalette>
#include <QString>

namespace tidings::desktop {

/// `:/icons/actions/NAME.svg` in the palette's text colours; make it anew when the palette changes.
QIcon action_icon(const QString& name, const QPalette& palette);
QIcon action_icon(const QString& name, const QColor& ink);

}  // namespace tidings::desktop
