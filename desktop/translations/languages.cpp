#include "translations/languages.h"

namespace tidings::desktop {

QList<Language> languages() {
  return {{QStringLiteral("en"), QStringLiteral("English")},
          {QStringLiteral("ko"), QStringLiteral("한국어")},
          {QStringLiteral("tr"), QStringLiteral("Türkçe")}};
}

}  // namespace tidings::desktop
