#pragma once

#include <QString>

namespace tidings::desktop {

/// What is the same to a searcher becomes the same text: width and composition (NFKC), case, the
/// four Turkish i. Space and control characters become one space each, invisible ones go. Pure.
[[nodiscard]] QString fold(const QString& text);

}  // namespace tidings::desktop
