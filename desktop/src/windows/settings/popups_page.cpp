#include "windows/settings/popups_page.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

#include "windows/qt_new.h"
#include "windows/settings/page_parts.h"
#include "windows/settings/settings_edit.h"

namespace tidings::desktop {

PopupsPage::PopupsPage(SettingsEdit& edit, QWidget* parent) : QWidget(parent) {
  auto* popups = qt_new<QCheckBox>(tr("Show &popups"), this);
  popups->setChecked(edit.now().popups_enabled);
  auto* sounds = qt_new<QCheckBox>(tr("Play &sounds where a rule asks for one"), this);
  sounds->setChecked(edit.now().sounds_enabled);
  auto* urgent =
      qt_new<QCheckBox>(tr("Let &urgent ones through in quiet hours and while paused"), this);
  urgent->setChecked(edit.now().urgent_breaks_through);

  auto* layout = page_layout(this);
  layout->addWidget(page_heading(tr("Popups and sounds"), this));
  layout->addWidget(popups);
  layout->addWidget(sounds);
  layout->addWidget(urgent);
  layout->addSpacing(4);
  layout->addWidget(
      page_note(tr("When much comes at once, a few popups and one summary are shown. "
                   "The desktop's own “do not disturb” is obeyed. Nothing is lost: the "
                   "history has everything."),
                this));
  layout->addStretch(1);

  connect(popups, &QCheckBox::toggled, this, [&edit](bool on) {
    edit.change([on](Settings& settings) { settings.popups_enabled = on; });
  });
  connect(sounds, &QCheckBox::toggled, this, [&edit](bool on) {
    edit.change([on](Settings& settings) { settings.sounds_enabled = on; });
  });
  connect(urgent, &QCheckBox::toggled, this, [&edit](bool on) {
    edit.change([on](Settings& settings) { settings.urgent_breaks_through = on; });
  });
}

}  // namespace tidings::desktop
