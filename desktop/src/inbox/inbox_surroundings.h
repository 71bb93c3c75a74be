#pragma once

#include <QUrl>
#include <chrono>
#include <functional>

#include "policy/popup_policy.h"

namespace tidings::desktop {

/// What the inbox does not do itself, so that tests can: clocks, the browser, and how long it
/// waits.
struct InboxSurroundings {
  std::function<PolicyClock()> clock;
  std::function<bool(const QUrl& url)> open_url;
  std::chrono::milliseconds reminder_after = std::chrono::minutes(10);
  /// A summary that changes is shown anew at most so often.
  std::chrono::milliseconds summary_interval = std::chrono::seconds(1);
  /// What was missed comes in several batches: the digest waits for the last of them.
  std::chrono::milliseconds digest_delay = std::chrono::milliseconds(500);
  /// How often it is looked whether a pause or quiet hours are over, while something waits for
  /// that.
  std::chrono::milliseconds look_interval = std::chrono::seconds(30);
};

/// The machine's clocks and the user's browser.
[[nodiscard]] InboxSurroundings usual_surroundings();

}  // namespace tidings::desktop
