#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>
#include <memory>

namespace tidings::desktop {

class MainWindow;
class TrayIcon;

/// Makes the window when it is first wanted, since most starts never show it, and sees to it that
/// there is always a way to it: without a tray icon it waits minimized among the windows.
class WindowKeeper : public QObject {
  Q_OBJECT

 public:
  WindowKeeper(TrayIcon& tray, std::function<std::unique_ptr<MainWindow>()> make,
               QObject* parent = nullptr);
  ~WindowKeeper() override;

  /// At the start, `minimized`: only where there is no tray icon.
  void begin(bool minimized);
  void raise(const QString& activation_token = {});
  /// Makes it without showing it.
  MainWindow& window();

 private:
  void on_tray();
  void show_minimized();

  TrayIcon& tray_;
  const std::function<std::unique_ptr<MainWindow>()> make_;
  std::unique_ptr<MainWindow> window_;
  /// A panel that starts late or anew is given this long.
  QTimer patience_;
  bool minimized_by_us_ = false;
};

}  // namespace tidings::desktop
