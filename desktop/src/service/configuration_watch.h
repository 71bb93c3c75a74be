#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

namespace tidings::desktop {

/// Tells when a file was changed, replaced, made or removed by whomever, also when its folder does
/// not exist yet. No polling.
class ConfigurationWatch : public QObject {
  Q_OBJECT

 public:
  explicit ConfigurationWatch(QString path, QObject* parent = nullptr);

 signals:
  void changed();

 private:
  void look();

  QString path_;
  QFileSystemWatcher watcher_;
  QTimer settle_;
};

}  // namespace tidings::desktop
