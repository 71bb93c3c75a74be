#pragma once

#include <QString>
#include <vector>

#include "tidings/profile.h"

#include "service/account_service.h"

namespace tidings::desktop {

/// A profile as the settings window shows it.
AccountDetails details_of(const Profile& profile);

/// The profile's keys that the settings window knows, as it left them; without values: not in the
/// file. A token stands in them only when its place is the configuration, and one was given.
std::vector<ProfileKey> keys_of(const AccountDetails& details, const QString& token);

/// For a new profile: only the keys that have a value.
std::vector<ProfileKey> given_keys(const AccountDetails& details, const QString& token);

/// The profile that these would make, with the token in it: for trying it out before it is in the
/// file. The error says which value is wrong.
Result<Profile> profile_of(const AccountDetails& details, const QString& token);

}  // namespace tidings::desktop
