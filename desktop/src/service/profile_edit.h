#pragma once

#include <QString>
#include <vector>

#include "tidings/profile.h"

#include "service/account_details.h"

namespace tidings::desktop {

/// A profile as the settings window shows it.
AccountDetails details_of(const Profile& profile);

/// The profile's keys that the settings window knows, as it left them; without values: not in the
/// file. A token stands in them only when its place is the configuration, and one was given.
std::vector<ProfileKey> keys_of(const AccountDetails& details, const QString& token);

/// For a new profile: only the keys that have a value.
std::vector<ProfileKey> given_keys(const AccountDetails& details, const QString& token);

/// Only the keys that are to be others: what a user wrote in his own way stays so.
std::vector<ProfileKey> changed_keys(const AccountDetails& before, const AccountDetails& after,
                                     const QString& token);

/// The profile that these would make in the configuration at `path`, with the token in it: for
/// trying it out before it is in the file. What the settings window does not know comes from
/// `stored`, where there is one. The error says which value is wrong.
Result<Profile> profile_of(const AccountDetails& details, const QString& token, const QString& path,
                           const Profile* stored);

}  // namespace tidings::desktop
