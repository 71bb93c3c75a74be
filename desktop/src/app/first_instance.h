#pragma once

#include <QDBusConnection>
#include <QString>

#include "app/command_line.h"

namespace tidings::desktop {

/// Hands what was asked for to the one that runs in this session: raise the window, show a
/// notification, end. False when none runs.
bool hand_over(const QDBusConnection& bus, const CommandLine& line);

}  // namespace tidings::desktop
