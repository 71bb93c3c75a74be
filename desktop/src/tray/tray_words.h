#pragma once

#include <QCoreApplication>
#include <QDateTime>
#include <QList>
#include <QString>

#include "domain/account_status.h"

namespace tidings::desktop {

/// What the tray shows of everything; also what scripts read on D-Bus.
enum class TrayState { connected, connecting, offline, action_needed, paused };

/// What is to be done comes before all; then what the user chose; then the worst connection.
TrayState tray_state(AccountState worst, bool is_paused);
/// `action-needed`, as the contract, the icons and D-Bus name it; never translated.
QString tray_state_name(TrayState state);
QString account_state_name(AccountState state);

/// The tray's words. Plain text.
class TrayWords {
  Q_DECLARE_TR_FUNCTIONS(tidings::desktop::TrayWords)

 public:
  static QString state(TrayState state);
  static QString state(AccountState state);
  /// `Tidings: 7 unread, connected`; where several accounts differ, a line for each follows.
  static QString tooltip(int unread, TrayState state, const QList<AccountStatus>& accounts);
  /// `shop: offline`
  static QString account(const AccountStatus& status);
  static QString resume(const QDateTime& paused_until, const QDateTime& now);
};

}  // namespace tidings::desktop
