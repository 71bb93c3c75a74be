#include "service/configuration_watch.h"

#include <QDir>
#include <QFileInfo>
#include <chrono>
#include <utility>

namespace tidings::desktop {
namespace {

/// Editors write in several steps.
constexpr std::chrono::milliseconds kSettle{150};

QString nearest_existing(QString folder) {
  while (!QFileInfo(folder).isDir()) {
    const QString parent = QFileInfo(folder).absolutePath();
    if (parent == folder) {
      break;
    }
    folder = parent;
  }
  return folder;
}

}  // namespace

ConfigurationWatch::ConfigurationWatch(QString path, QObject* parent)
    : QObject(parent), path_(std::move(path)) {
  settle_.setSingleShot(true);
  settle_.setInterval(kSettle);
  const auto begin = [this] { settle_.start(); };
  connect(&watcher_, &QFileSystemWatcher::fileChanged, this, begin);
  connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, begin);
  connect(&settle_, &QTimer::timeout, this, [this] {
    look();
    emit changed();
  });
  look();
}

/// A replaced file is no longer watched, and a folder may have come.
void ConfigurationWatch::look() {
  const QString folder = nearest_existing(QFileInfo(path_).absolutePath());
  const QStringList watched = watcher_.directories();
  if (!watched.contains(folder)) {
    if (!watched.isEmpty()) {
      watcher_.removePaths(watched);
    }
    watcher_.addPath(folder);
  }
  if (QFileInfo::exists(path_) && !watcher_.files().contains(path_)) {
    watcher_.addPath(path_);
  }
}

}  // namespace tidings::desktop
