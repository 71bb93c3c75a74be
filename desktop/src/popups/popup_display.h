#pragma once

#include <QObject>
#include <QString>

#include "popups/popup.h"

namespace tidings::desktop {

/// Shows popups; what tests stand in for. GUI thread; nothing blocks.
class PopupDisplay : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  virtual void show(const Popup& popup) = 0;
  virtual void withdraw(const QString& key) = 0;
  virtual void withdraw_all() = 0;
  /// A popup can reach the user now.
  [[nodiscard]] virtual bool is_available() const = 0;
  /// The desktop's own do-not-disturb.
  [[nodiscard]] virtual bool do_not_disturb() const = 0;

 signals:
  /// The user did something; `activation_token` may raise a window, empty when there is none.
  void activated(const QString& key, tidings::desktop::PopupAction action,
                 const QString& activation_token);
  /// Closed by the user or expired.
  void closed(const QString& key, bool by_user);
  /// `is_available` or `do_not_disturb` changed.
  void availability_changed();
};

}  // namespace tidings::desktop
