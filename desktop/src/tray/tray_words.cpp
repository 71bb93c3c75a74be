#include "tray/tray_words.h"

#include <QLocale>
#include <algorithm>

namespace tidings::desktop {
namespace {

TrayState as_tray_state(AccountState state) {
  switch (state) {
    case AccountState::connected:
      return TrayState::connected;
    case AccountState::connecting:
      return TrayState::connecting;
    case AccountState::offline:
      return TrayState::offline;
    case AccountState::action_needed:
      break;
  }
  return TrayState::action_needed;
}

}  // namespace

TrayState tray_state(AccountState worst, bool is_paused) {
  const TrayState state = as_tray_state(worst);
  return is_paused && state != TrayState::action_needed ? TrayState::paused : state;
}

QString tray_state_name(TrayState state) {
  switch (state) {
    case TrayState::connected:
      return QStringLiteral("connected");
    case TrayState::connecting:
      return QStringLiteral("connecting");
    case TrayState::offline:
      return QStringLiteral("offline");
    case TrayState::action_needed:
      return QStringLiteral("action-needed");
    case TrayState::paused:
      break;
  }
  return QStringLiteral("paused");
}

QString account_state_name(AccountState state) {
  return tray_state_name(as_tray_state(state));
}

QString TrayWords::state(TrayState state) {
  switch (state) {
    case TrayState::connected:
      return tr("connected");
    case TrayState::connecting:
      return tr("connecting");
    case TrayState::offline:
      return tr("offline");
    case TrayState::action_needed:
      return tr("action needed");
    case TrayState::paused:
      break;
  }
  return tr("paused");
}

QString TrayWords::state(AccountState state) {
  return TrayWords::state(as_tray_state(state));
}

QString TrayWords::tooltip(int unread, TrayState state, const QList<AccountStatus>& accounts) {
  QString text = tr("Tidings: %n unread, %1", nullptr, unread).arg(TrayWords::state(state));
  const bool differ = std::any_of(accounts.begin(), accounts.end(), [&](const auto& account) {
    return account.state != accounts.front().state;
  });
  if (differ) {
    for (const AccountStatus& status : accounts) {
      text += QChar(u'\n') + account(status);
    }
  }
  return text;
}

QString TrayWords::account(const AccountStatus& status) {
  return tr("%1: %2").arg(status.account, state(status.state));
}

QString TrayWords::resume(const QDateTime& paused_until, const QDateTime& now) {
  if (!paused_until.isValid()) {
    return tr("Resume popups");
  }
  const QLocale locale;
  const QString moment = paused_until.date() == now.date()
                             ? locale.toString(paused_until.time(), QLocale::ShortFormat)
                             : locale.toString(paused_until, QLocale::ShortFormat);
  return tr("Resume popups (paused until %1)").arg(moment);
}

}  // namespace tidings::desktop
