#pragma once

#include <QList>
#include <QString>

namespace tidings::desktop {

struct Language {
  QString code;  ///< as settings name it
  QString name;  ///< in itself
};

/// The languages that the program speaks; `:/i18n/tidings_CODE.qm` has the words. English is the
/// language of the sources; its catalogue has only the plural forms.
QList<Language> languages();

}  // namespace tidings::desktop
