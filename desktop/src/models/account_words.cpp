#include "models/account_words.h"

#include <QCoreApplication>

namespace tidings::desktop {
namespace {

class AccountWords {
  Q_DECLARE_TR_FUNCTIONS(tidings::desktop::AccountWords)
};

}  // namespace

QString state_word(AccountState state) {
  switch (state) {
    case AccountState::connected:
      return AccountWords::tr("connected");
    case AccountState::connecting:
      return AccountWords::tr("connecting");
    case AccountState::offline:
      return AccountWords::tr("offline");
    case AccountState::action_needed:
      break;
  }
  return AccountWords::tr("action needed");
}

QString status_sentence(const AccountStatus& status) {
  if (status.detail.isEmpty()) {
    return AccountWords::tr("%1: %2", "account, state")
        .arg(status.account, state_word(status.state));
  }
  return AccountWords::tr("%1: %2. %3", "account, state, sentence")
      .arg(status.account, state_word(status.state), status.detail);
}

QString action_word(NeededAction action) {
  switch (action) {
    case NeededAction::none:
      return {};
    case NeededAction::enter_token:
      return AccountWords::tr("Enter token…");
    case NeededAction::unlock_keyring:
      return AccountWords::tr("Unlock keyring…");
    case NeededAction::log_in_to_network:
      return AccountWords::tr("Try again");
    case NeededAction::mend_settings:
      break;
  }
  return AccountWords::tr("Account settings…");
}

}  // namespace tidings::desktop
