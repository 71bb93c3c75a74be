#pragma once

#include <QMetaType>
#include <QString>

namespace tidings::desktop {

enum class AccountState {
  connected,
  connecting,
  offline,        ///< waits for its next try; nothing for the user to do
  action_needed,  ///< only the user can mend it: `AccountStatus::action` says how
};

/// What the user has to do.
enum class NeededAction {
  none,
  enter_token,        ///< refused, expired, or none known
  unlock_keyring,     ///< the token is in a keyring that is locked
  log_in_to_network,  ///< a captive portal answers in the server's place
  mend_settings,  ///< URL, certificate, content type, configuration file, …: `detail` says what
};

struct AccountStatus {
  QString account;
  AccountState state = AccountState::connecting;
  NeededAction action = NeededAction::none;
  QString detail;  ///< one translated sentence for the user; may be empty while all is well
};

}  // namespace tidings::desktop

Q_DECLARE_METATYPE(tidings::desktop::AccountStatus)
