#pragma once

#include <QString>

namespace tidings::desktop {

/// Writes a token into a file that only the user can read (0600), in one step. Returns a translated
/// sentence when it failed, else an empty string.
QString write_token_file(const QString& path, const QString& token);

}  // namespace tidings::desktop
