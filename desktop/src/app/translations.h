#pragma once

#include <QString>
#include <QTranslator>
#include <memory>
#include <vector>

namespace tidings::desktop {

/// Installs the program's and Qt's own texts in `language` (`ko`, `tr`; empty: the desktop's).
/// Any other language gets English. Keep the result as long as the program runs.
std::vector<std::unique_ptr<QTranslator>> install_translations(const QString& language);

}  // namespace tidings::desktop
