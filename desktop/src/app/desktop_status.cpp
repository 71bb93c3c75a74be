#include "app/desktop_status.h"

#include <algorithm>

#include "tray/tray_words.h"

namespace tidings::desktop {

SessionInterface::Content session_content(const QList<AccountStatus>& accounts, AccountState worst,
                                          bool is_paused, int unread) {
  SessionInterface::Content content;
  content.state = tray_state_name(tray_state(worst, is_paused));
  content.unread = static_cast<uint>(std::max(unread, 0));
  for (const AccountStatus& status : accounts) {
    content.accounts.append({{QStringLiteral("name"), status.account},
                             {QStringLiteral("state"), account_state_name(status.state)},
                             {QStringLiteral("detail"), status.detail}});
  }
  return content;
}

}  // namespace tidings::desktop
