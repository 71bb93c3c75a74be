#include "app/autostart.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <utility>

namespace tidings::desktop {
namespace {

/// A word of an `Exec=` line (Desktop Entry Specification).
QString quoted(const QString& word) {
  QString result = word;
  result.replace(u'\\', QLatin1String("\\\\\\\\"))
      .replace(u'"', QLatin1String("\\\\\""))
      .replace(u'`', QLatin1String("\\\\`"))
      .replace(u'$', QLatin1String("\\\\$"))
      .replace(u'%', QLatin1String("%%"));
  return u'"' + result + u'"';
}

QString entry_text(const QString& program) {
  return QStringLiteral(
             "[Desktop Entry]\n"
             "Type=Application\n"
             "Name=Tidings\n"
             "Exec=%1 --minimized\n"
             "Icon=org.tidings.Desktop\n"
             "Terminal=false\n"
             "X-GNOME-Autostart-enabled=true\n")
      .arg(quoted(program));
}

}  // namespace

Autostart::Autostart(QString folder, QString program)
    : folder_(std::move(folder)), program_(std::move(program)) {}

Autostart Autostart::of_the_user() {
  const QString home = qEnvironmentVariable("XDG_CONFIG_HOME");
  return {(QDir::isAbsolutePath(home) ? home : QDir::homePath() + QStringLiteral("/.config")) +
              QStringLiteral("/autostart"),
          QCoreApplication::applicationFilePath()};
}

QString Autostart::path() const {
  return folder_ + QStringLiteral("/org.tidings.Desktop.desktop");
}

bool Autostart::is_on() const {
  QFile file(path());
  if (!file.open(QIODevice::ReadOnly)) {
    return false;
  }
  const QByteArray text = file.readAll();
  return !text.contains("\nHidden=true") && !text.contains("\nX-GNOME-Autostart-enabled=false");
}

QString Autostart::set(bool on) const {
  if (on == is_on()) {
    return {};
  }
  if (!on) {
    return QFile::remove(path())
               ? QString()
               : QCoreApplication::translate("Autostart", "%1 could not be removed.").arg(path());
  }
  QDir().mkpath(folder_);
  QSaveFile file(path());
  if (file.open(QIODevice::WriteOnly)) {
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(entry_text(program_).toUtf8());
  }
  return file.commit() ? QString()
                       : QCoreApplication::translate("Autostart", "%1 could not be written: %2.")
                             .arg(path(), file.errorString());
}

}  // namespace tidings::desktop
