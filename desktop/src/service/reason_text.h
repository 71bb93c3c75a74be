#pragma once

#include <QString>

namespace tidings::desktop {

/// Why a connection failed, as core says it in English, as a sentence in the user's language. What
/// is not among the common reasons stands in it as core said it.
QString reason_text(const QString& reason);

}  // namespace tidings::desktop
