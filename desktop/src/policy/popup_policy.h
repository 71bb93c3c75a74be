#pragma once

#include <QDateTime>
#include <QString>
#include <chrono>
#include <deque>
#include <optional>

#include "domain/history_entry.h"
#include "settings/settings.h"

namespace tidings::desktop {

/// What to do about one entry that is new in the history.
enum class PopupVerdict {
  popup,
  fold,    ///< count it in the summary popup of a burst
  digest,  ///< count it in the digest: shown once nothing holds popups back, at once if so
  silent,
  mute,  ///< silent, and not in the badge
};

struct PopupDecision {
  PopupVerdict verdict = PopupVerdict::silent;
  bool urgent = false;  ///< may not expire, may pierce do-not-disturb
  QString sound;        ///< empty: none
};

/// The moment, as a pure function is handed it.
struct PolicyClock {
  std::chrono::milliseconds steady{0};  ///< on a clock that never goes back
  QDateTime local;                      ///< the user's wall clock with its time zone
};

/// What holds popups back at the moment.
struct Quiet {
  bool paused = false;
  bool do_not_disturb = false;  ///< the desktop's own
};

/// Decides about popups; the only place that does. Pure: no clock, no settings file, no D-Bus.
class PopupPolicy {
 public:
  /// At most so many popups in the window; what comes after is folded into the summary until a
  /// window has passed without any. One urgent one more is shown all the same.
  static constexpr int kBurstPopups = 3;
  static constexpr std::chrono::seconds kBurstWindow{10};
  /// For rules that want a sound and name none.
  static constexpr const char* kUsualSound = "message-new-instant";

  void set_settings(const Settings& settings);
  PopupDecision decide(const HistoryEntry& entry, Arrival arrival, const Quiet& quiet,
                       const PolicyClock& clock);
  /// Whether popups are held back: by the user, the desktop, or the hour.
  [[nodiscard]] bool is_held(const Quiet& quiet, const QDateTime& local) const;
  /// Whether a rule keeps entries like this out of the badge.
  [[nodiscard]] bool is_muted(const HistoryEntry& entry) const;
  [[nodiscard]] bool is_quiet_hour(const QDateTime& local) const;
  /// When the quiet hours that hold now are over.
  [[nodiscard]] std::optional<QDateTime> quiet_hours_end(const QDateTime& local) const;

 private:
  [[nodiscard]] bool may_pop_up(const HistoryEntry& entry, const Rule* rule) const;
  [[nodiscard]] QString sound_of(const Rule* rule, const Quiet& quiet) const;
  /// A popup if the burst's limit allows one more.
  PopupVerdict within_burst(bool urgent, std::chrono::milliseconds now);

  Settings settings_;
  std::deque<std::chrono::milliseconds> shown_;
  std::optional<std::chrono::milliseconds> last_folded_;
};

}  // namespace tidings::desktop
