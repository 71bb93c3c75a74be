#pragma once

#include <QObject>
#include <QTimer>

namespace tidings::desktop {

class HistoryStore;
class SettingsFile;

/// Keeps the history as long and as large as the settings say, in small pieces while nothing else
/// happens.
class Retention : public QObject {
  Q_OBJECT

 public:
  Retention(HistoryStore& store, SettingsFile& settings, QObject* parent = nullptr);

 private:
  void work();

  HistoryStore& store_;
  SettingsFile& settings_;
  QTimer timer_;
};

}  // namespace tidings::desktop
