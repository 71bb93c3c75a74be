#include "service/token_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace tidings::desktop {

QString write_token_file(const QString& path, const QString& token) {
  const auto failed = [&](const QString& why) {
    return QCoreApplication::translate("TokenFile", "The token could not be written to %1: %2.")
        .arg(path, why);
  };
  if (path.isEmpty()) {
    return QCoreApplication::translate("TokenFile", "Say which file the token goes to.");
  }
  QDir().mkpath(QFileInfo(path).absolutePath());
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly)) {
    return failed(file.errorString());
  }
  // Before the first byte, so that nobody else ever reads one.
  file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
  file.write(token.trimmed().toUtf8() + '\n');
  return file.commit() ? QString() : failed(file.errorString());
}

}  // namespace tidings::desktop
