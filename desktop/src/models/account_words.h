#pragma once

#include <QString>

#include "domain/account_status.h"

namespace tidings::desktop {

/// "connected", "connecting", "offline", "action needed".
QString state_word(AccountState state);

/// "shop: connected", "market: offline. No network".
QString status_sentence(const AccountStatus& status);

/// What the button that mends it says; empty when there is nothing for the user to do.
QString action_word(NeededAction action);

}  // namespace tidings::desktop
