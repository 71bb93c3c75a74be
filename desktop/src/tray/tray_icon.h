#pragma once

#include <QObject>
#include <memory>

namespace tidings::desktop {

class AccountService;
class Inbox;

/// The tray icon: state and unread number, tooltip, menu. Appears when the tray does (also when it
/// comes later than we do) and survives a panel's restart. Never `QSystemTrayIcon::showMessage`.
class TrayIcon : public QObject {
  Q_OBJECT

 public:
  TrayIcon(AccountService& service, Inbox& inbox, QObject* parent = nullptr);
  ~TrayIcon() override;

  /// A user can see the icon now.
  [[nodiscard]] bool is_visible() const;

 signals:
  void visible_changed();
  void window_requested();
  void settings_requested();
  void quit_requested();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tidings::desktop
