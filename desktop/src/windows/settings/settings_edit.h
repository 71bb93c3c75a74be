#pragma once

#include <QObject>
#include <functional>

#include "settings/settings_file.h"

namespace tidings::desktop {

/// How the pages change settings: at once, each by what it is about. What cannot be written is said
/// by `failed`.
class SettingsEdit : public QObject {
  Q_OBJECT

 public:
  explicit SettingsEdit(SettingsFile& file, QObject* parent = nullptr);

  [[nodiscard]] const Settings& now() const { return file_.settings(); }
  void change(const std::function<void(Settings&)>& edit);

 signals:
  void failed(const QString& sentence);
  void written();

 private:
  SettingsFile& file_;
};

}  // namespace tidings::desktop
