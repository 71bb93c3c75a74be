#include "windows/settings/settings_edit.h"

namespace tidings::desktop {

SettingsEdit::SettingsEdit(SettingsFile& file, QObject* parent) : QObject(parent), file_(file) {}

void SettingsEdit::change(const std::function<void(Settings&)>& edit) {
  Settings settings = file_.settings();
  edit(settings);
  if (settings == file_.settings()) {
    return;
  }
  const QString mistake = file_.change(settings);
  if (mistake.isEmpty()) {
    emit written();
  } else {
    emit failed(mistake);
  }
}

}  // namespace tidings::desktop
