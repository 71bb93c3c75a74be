#pragma once

#include <string>
#include <string_view>

namespace tidings::cli {

/// Appends `text` as a terminal may be shown it: control characters (C0 but newline and tab, DEL,
/// C1) and bidirectional controls stand as `\u{…}` with their number in hexadecimal, so that no
/// text from the network moves the cursor, changes the window's title or reorders a line. Bytes
/// that are no UTF-8 become U+FFFD: some terminals take them for C1.
void append_safe_text(std::string& out, std::string_view text);

/// The same for a text that has to stay on one line: newlines and tabs are shown as `\u{…}` too.
std::string safe_line(std::string_view text);

}  // namespace tidings::cli
