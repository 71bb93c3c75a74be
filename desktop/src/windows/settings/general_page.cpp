#include "windows/settings/general_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "translations/languages.h"
#include "windows/qt_new.h"
#include "windows/settings/page_parts.h"
#include "windows/settings/settings_edit.h"

namespace tidings::desktop {

GeneralPage::GeneralPage(SettingsEdit& edit, QWidget* parent) : QWidget(parent) {
  auto* language = qt_new<QComboBox>(this);
  language->setAccessibleName(tr("Language"));
  language->addItem(tr("As the desktop"), QString());
  for (const Language& one : languages()) {
    language->addItem(one.name, one.code);
  }
  language->setCurrentIndex(qMax(0, language->findData(edit.now().language)));
  setFocusProxy(language);
  auto* autostart = qt_new<QCheckBox>(tr("&Start with the session, in the tray"), this);
  autostart->setChecked(edit.now().autostart);

  auto* form = form_layout();
  form->addRow(tr("Lan&guage"), language);
  auto* layout = page_layout(this);
  layout->addWidget(page_heading(tr("General"), this));
  layout->addLayout(form);
  layout->addSpacing(6);
  layout->addWidget(autostart);
  layout->addWidget(
      page_note(tr("Only a program that runs can announce. What came while it did not "
                   "run is fetched at its next start."),
                this));
  layout->addStretch(1);

  connect(language, &QComboBox::activated, this, [&edit, language] {
    const QString chosen = language->currentData().toString();
    edit.change([&](Settings& settings) { settings.language = chosen; });
  });
  connect(autostart, &QCheckBox::toggled, this,
          [&edit](bool on) { edit.change([on](Settings& settings) { settings.autostart = on; }); });
}

}  // namespace tidings::desktop
