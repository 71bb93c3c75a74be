#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <memory>

namespace tidings::desktop {

/// SIGTERM, SIGINT and SIGHUP end the program in good order: they become a signal of Qt's. One
/// object at a time.
class StopSignals : public QObject {
  Q_OBJECT

 public:
  explicit StopSignals(QObject* parent = nullptr);
  ~StopSignals() override;

 signals:
  void stop_requested();

 private:
  std::unique_ptr<QSocketNotifier> notifier_;
};

}  // namespace tidings::desktop
