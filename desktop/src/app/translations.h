#pragma once

#include <QString>
#include <QTranslator>
#include <memory>
#include <vector>

namespace tidings::desktop {

/// The program's and Qt's own texts in one language, installed while this lives. GUI thread.
class Translations {
 public:
  /// `ko`, `tr`; empty: the desktop's. Any other language gets English.
  explicit Translations(const QString& language);

  /// Another language from now on: windows hear of it by QEvent::LanguageChange. The same: nothing.
  void use(const QString& language);

 private:
  void install();

  QString language_;
  std::vector<std::unique_ptr<QTranslator>> installed_;
};

}  // namespace tidings::desktop
