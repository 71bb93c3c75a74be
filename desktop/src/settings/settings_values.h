#pragma once

#include <QSettings>
#include <QStringList>

#include "settings/settings.h"

namespace tidings::desktop {

/// The settings that stand in `file`. What is missing has its default; so has what is not
/// understood, and its key is added to `not_understood`.
Settings read_settings(QSettings& file, QStringList& not_understood);

/// Puts every setting into `file`. Keys that mean nothing to us stay.
void write_settings(QSettings& file, const Settings& settings);

}  // namespace tidings::desktop
