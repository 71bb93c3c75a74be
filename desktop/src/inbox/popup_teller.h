#pragma once

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QTimer>
#include <optional>
#include <vector>

#include "domain/history_entry.h"
#include "inbox/inbox_surroundings.h"
#include "policy/popup_policy.h"
#include "policy/summary.h"
#include "popups/popup.h"

namespace tidings::desktop {

class HistoryStore;
class PopupDisplay;

/// Turns the policy's decisions into popups: one for an entry, the summary of a burst kept up to
/// date, the digest once nothing holds popups back. Also knows the user's pause.
class PopupTeller : public QObject {
  Q_OBJECT

 public:
  PopupTeller(PopupPolicy& policy, HistoryStore& store, PopupDisplay& popups,
              const InboxSurroundings& surroundings, QObject* parent = nullptr);

  void tell(const std::vector<HistoryEntry>& entries, Arrival arrival);
  /// Shows entries again: a few in popups of their own, many in one.
  void remind(const QList<HistoryEntry>& entries);
  /// They were read or deleted: nothing on the screen or waiting speaks of them any more.
  void forget(const QList<qint64>& rows);

  /// Shown as soon as nothing holds popups back.
  void report(const Popup& popup);
  void report_over(const Popup& popup);

  /// An invalid moment: until `resume`.
  void pause(const QDateTime& until);
  void resume();
  [[nodiscard]] bool is_paused() const { return is_paused_; }
  [[nodiscard]] QDateTime paused_until() const { return paused_until_; }
  /// Settings, the clock or the desktop's do-not-disturb have changed.
  void look_again();

  /// The rows that a summary popup speaks of; its popup is done with then.
  QList<qint64> take_summary(const QString& key);

 signals:
  void paused_changed();

 private:
  void handle(const HistoryEntry& entry, Arrival arrival, const PolicyClock& clock);
  void add_to_burst(const HistoryEntry& entry, std::chrono::milliseconds now);
  void add_to_digest(const HistoryEntry& entry);
  void show_burst();
  void show_digest();
  void show_reports();
  void show_again(Summary& summary, const QString& key);
  [[nodiscard]] Quiet quiet() const;

  PopupPolicy& policy_;
  HistoryStore& store_;
  PopupDisplay& popups_;
  const InboxSurroundings surroundings_;
  Summary burst_{Summary::Kind::burst};
  std::chrono::milliseconds last_folded_{0};
  bool burst_has_changed_ = false;
  Summary digest_{Summary::Kind::digest};
  bool digest_has_changed_ = false;  ///< since it was shown
  bool digest_is_shown_ = false;
  QHash<QString, Popup> reports_;  ///< held back, by key
  bool is_paused_ = false;
  QDateTime paused_until_;
  QTimer burst_timer_;
  QTimer digest_timer_;
  QTimer look_timer_;  ///< runs only while something waits for the time
};

}  // namespace tidings::desktop
