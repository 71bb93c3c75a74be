#pragma once

#include <QObject>
#include <QString>

#include "settings/settings.h"

namespace tidings::desktop {

/// `desktop.ini` beside the shared `config.toml` (0600). Holds no token. GUI thread.
class SettingsFile : public QObject {
  Q_OBJECT

 public:
  /// Reads the file; what is missing or not understood keeps its default, and `warning` says so.
  explicit SettingsFile(QString path, QObject* parent = nullptr);

  [[nodiscard]] const Settings& settings() const noexcept { return settings_; }
  /// Writes atomically; on failure the new settings hold until the program ends. Returns what went
  /// wrong as a translated sentence, or nothing.
  QString change(const Settings& settings);
  [[nodiscard]] const QString& warning() const noexcept { return warning_; }

 signals:
  void changed();

 private:
  QString path_;
  Settings settings_;
  QString warning_;
};

}  // namespace tidings::desktop
