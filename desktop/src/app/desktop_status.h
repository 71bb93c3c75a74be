#pragma once

#include <QList>

#include "app/session_interface.h"
#include "domain/account_status.h"

namespace tidings::desktop {

/// What the session bus shows of the accounts.
SessionInterface::Content session_content(const QList<AccountStatus>& accounts, AccountState worst,
                                          bool is_paused, int unread);

}  // namespace tidings::desktop
