#pragma once

#include <QString>

namespace tidings::desktop {

/// `text` as a window may show it: control characters (but newline and tab) and the controls that
/// reorder a line stand as `\u{…}`, half a surrogate pair as U+FFFD. What came from the network
/// cannot disguise itself. Still plain text: never hand it to anything that reads markup.
QString shown_text(const QString& text);

/// The same on one line: each run of white space is one space, at most `limit` characters are
/// looked at (a list never needs more).
QString shown_line(const QString& text, qsizetype limit = 512);

/// For a tooltip, which Qt takes for markup when it looks like it.
QString shown_tooltip(const QString& text);

}  // namespace tidings::desktop
