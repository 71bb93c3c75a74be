#pragma once

#include <QString>
#include <chrono>
#include <optional>

#include "tidings/profile.h"
#include "tidings/stream_client.h"

#include "domain/account_status.h"

namespace tidings::desktop {

/// What a stream's end means to the user. Pure.
struct EndVerdict {
  NeededAction action = NeededAction::mend_settings;
  QString sentence;  ///< translated
  /// Nothing but the user will change it: said at once.
  bool certain = false;
  /// Between tries all the same, at first and at most; nothing: only after something has changed.
  struct Retry {
    std::chrono::seconds first{0};
    std::chrono::seconds longest{0};
  };
  std::optional<Retry> retry;
};

/// `was_connected`: this account's stream was open before with the same settings.
EndVerdict judge_end(const StreamEnd& end, const Profile& profile, bool was_connected);

}  // namespace tidings::desktop
