#pragma once

#include <QDBusConnection>
#include <QString>

#include "app/command_line.h"

namespace tidings::desktop {

enum class HandOver { none_runs, done, no_answer };

/// Hands what was asked for to the one that runs in this session: raise the window, show a
/// notification, end. Waits some seconds for its answer.
HandOver hand_over(const QDBusConnection& bus, const CommandLine& line);

}  // namespace tidings::desktop
