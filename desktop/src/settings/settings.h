#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QTime>
#include <optional>

namespace tidings::desktop {

/// What a rule does with a notification.
enum class RuleAction {
  popup,  ///< a popup, without a sound of ours
  popup_and_sound,
  silent,  ///< history and badge only
  mute,    ///< history only: does not light the badge
};

/// The first rule all of whose given conditions hold decides. An empty condition holds always.
struct Rule {
  QString account;
  QString type;   ///< exact, or a prefix that ends in `*`: `task.*`
  QString group;  ///< exact
  QString text;   ///< part of title or body; case and width do not matter
  int min_priority = 1;
  int max_priority = 5;
  RuleAction action = RuleAction::popup;
  QString sound;  ///< a name of the sound theme or a file; for `popup_and_sound`
  bool enabled = true;
  bool operator==(const Rule&) const = default;
};

/// One span of quiet: from `begin` to `end` local time on the days whose bit is set (bit 0:
/// Monday), counted by the day on which it begins; `end` not after `begin` means the next day.
struct QuietHours {
  bool enabled = false;
  QTime begin{22, 0};
  QTime end{7, 0};
  unsigned days = 0x7f;
  bool operator==(const QuietHours&) const = default;
};

struct Settings {
  QList<Rule> rules;
  QList<QuietHours> quiet_hours;
  bool urgent_breaks_through = true;  ///< priority 5 ignores quiet hours and a pause
  bool popups_enabled = true;
  bool sounds_enabled = true;
  bool paused = false;          ///< by the user; outlasts the program
  QDateTime paused_until;       ///< invalid: until it is ended
  int keep_days = 90;           ///< 0: for ever
  int keep_number = 1'000'000;  ///< 0: any number
  bool autostart = false;
  bool close_to_tray_explained = false;
  QByteArray window_place;  ///< size and position as Qt keeps them; empty: not known
  QByteArray window_parts;  ///< how the list and the details share the room
  QString language;         ///< `en`, `ko`, `tr`; empty: the desktop's
  bool operator==(const Settings&) const = default;
};

}  // namespace tidings::desktop
