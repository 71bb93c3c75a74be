#include "app/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace tidings::desktop {
namespace {

std::vector<std::unique_ptr<QTranslator>> catalogues_of(const QLocale& locale) {
  struct Catalogue {
    QString name;
    QString folder;
  };
  std::vector<std::unique_ptr<QTranslator>> installed;
  for (const Catalogue& catalogue :
       {Catalogue{QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)},
        Catalogue{QStringLiteral("tidings"), QStringLiteral(":/i18n")}}) {
    auto translator = std::make_unique<QTranslator>();
    // Where there is no catalogue, English's own has at least the plural forms.
    const bool loaded =
        translator->load(locale, catalogue.name, QStringLiteral("_"), catalogue.folder) ||
        translator->load(catalogue.name + QStringLiteral("_en"), catalogue.folder);
    if (loaded) {
      QCoreApplication::installTranslator(translator.get());
      installed.push_back(std::move(translator));
    }
  }
  return installed;
}

}  // namespace

Translations::Translations(const QString& language) : language_(language) {
  install();
}

void Translations::use(const QString& language) {
  if (language == language_) {
    return;
  }
  language_ = language;
  install();
}

void Translations::install() {
  const QLocale locale = language_.isEmpty() ? QLocale::system() : QLocale(language_);
  // Dates and numbers in the same language as the words.
  QLocale::setDefault(locale);
  // The new texts come before the former ones go: so no window finds itself without any.
  installed_ = catalogues_of(locale);
}

}  // namespace tidings::desktop
