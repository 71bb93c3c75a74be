#pragma once

#include <QString>

/// Text from the network on its way to a notification daemon. Pure.
namespace tidings::desktop {

/// One line for a summary, which is never markup: no control and no bidirectional control
/// characters (they would reorder what stands around the text), at most `limit` characters.
[[nodiscard]] QString summary_text(const QString& text, qsizetype limit = 256);

/// Lines and tabs stay. Escaped where the daemon reads markup, as it is where it does not.
[[nodiscard]] QString body_text(const QString& text, bool daemon_reads_markup,
                                qsizetype limit = 1024);

}  // namespace tidings::desktop
