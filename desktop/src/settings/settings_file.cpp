#include "settings/settings_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStringList>
#include <utility>

#include "settings/settings_values.h"

namespace tidings::desktop {
namespace {

constexpr qint64 kMaxFileSize = 1024 * 1024;
constexpr QFile::Permissions kForUserAlone = QFile::ReadOwner | QFile::WriteOwner;

/// Makes the file for the user alone before anything is in it: QSettings keeps its mode.
bool make_file(const QString& path) {
  QFile file(path);
  if (!file.exists()) {
    const QString folder = QFileInfo(path).absolutePath();
    const bool is_new = !QFileInfo::exists(folder);
    if (!QDir().mkpath(folder)) {
      return false;
    }
    if (is_new) {
      QFile::setPermissions(folder, kForUserAlone | QFile::ExeOwner);
    }
    if (!file.open(QIODevice::WriteOnly)) {
      return false;
    }
  }
  return QFile::setPermissions(path, kForUserAlone);
}

}  // namespace

SettingsFile::SettingsFile(QString path, QObject* parent)
    : QObject(parent), path_(std::move(path)) {
  const QFileInfo info(path_);
  if (!info.exists()) {
    return;
  }
  if (!info.isFile() || !info.isReadable() || info.size() > kMaxFileSize) {
    warning_ = tr("The settings in “%1” cannot be read; the usual settings are used.").arg(path_);
    return;
  }
  QSettings file(path_, QSettings::IniFormat);
  QStringList not_understood;
  settings_ = read_settings(file, not_understood);
  if (file.status() != QSettings::NoError) {
    warning_ =
        tr("“%1” is not a settings file; what it holds in other words is not used.").arg(path_);
  } else if (!not_understood.isEmpty()) {
    warning_ = tr("“%1”: not understood, so the usual values are used: %2.")
                   .arg(path_, not_understood.mid(0, 5).join(QStringLiteral(", ")));
  }
}

QString SettingsFile::change(const Settings& settings) {
  if (settings == settings_) {
    return {};
  }
  settings_ = settings;
  bool written = make_file(path_);
  if (written) {
    QSettings file(path_, QSettings::IniFormat);
    write_settings(file, settings_);
    file.sync();
    written = file.status() == QSettings::NoError;
  }
  emit changed();
  if (written) {
    return {};
  }
  return tr("The settings cannot be written to “%1”: check the folder's permissions and the space "
            "on the disk. They hold until Tidings is quit.")
      .arg(path_);
}

}  // namespace tidings::desktop
