#pragma once

#include <QString>
#include <string>

#include "tidings/profile.h"

#include "service/stream_follower.h"

namespace tidings::desktop {

/// How to follow what a profile names, with a token that was looked up for it (a keychain's).
FollowSettings follow_settings(const Profile& profile, const QString& keychain_token,
                               const QByteArray& position, const QString& state_folder);

/// Equal for profiles that are followed in the same way.
std::string profile_fingerprint(const Profile& profile);

}  // namespace tidings::desktop
