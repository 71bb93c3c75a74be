#include "app/folders.h"

#include <QDir>
#include <QFileInfo>

#include <sys/stat.h>

#include "tidings/profile.h"

namespace tidings::desktop {
namespace {

QString data_home() {
  const QString home = qEnvironmentVariable("XDG_DATA_HOME");
  return QDir::isAbsolutePath(home) ? home : QDir::homePath() + QStringLiteral("/.local/share");
}

/// Each folder that is made on the way is the user's alone; those that are there are left as they
/// are. A failure shows where a file is to be made in it.
void make_private_folder(const QString& path) {
  if (path.isEmpty() || QFileInfo::exists(path)) {
    return;
  }
  make_private_folder(QFileInfo(path).absolutePath());
  ::mkdir(QFile::encodeName(path).constData(), S_IRWXU);
}

/// A folder that is ours by its name is closed to others also when it was there before.
void close_to_others(const QString& folder) {
  if (QFileInfo(folder).fileName() == QLatin1String("tidings")) {
    ::chmod(QFile::encodeName(folder).constData(), S_IRWXU);
  }
}

}  // namespace

Folders prepare_folders(const CommandLine& line) {
  const QString configuration = line.config_folder.isEmpty()
                                    ? QString::fromStdString(configuration_path())
                                    : QDir(line.config_folder).absoluteFilePath("config.toml");
  const QString config_folder = QFileInfo(configuration).absolutePath();
  const QString data = line.data_folder.isEmpty() ? data_home() + QStringLiteral("/tidings")
                                                  : QDir(line.data_folder).absolutePath();
  make_private_folder(config_folder);
  make_private_folder(data);
  if (line.config_folder.isEmpty()) {
    close_to_others(config_folder);
  }
  if (line.data_folder.isEmpty()) {
    close_to_others(data);
  }
  return {configuration, config_folder + QStringLiteral("/desktop.ini"),
          data + QStringLiteral("/history.sqlite"), data};
}

}  // namespace tidings::desktop
