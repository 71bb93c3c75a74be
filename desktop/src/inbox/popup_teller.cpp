#include "inbox/popup_teller.h"

#include <utility>

#include "inbox/entry_popup.h"
#include "popups/popup_display.h"
#include "store/history_store.h"

namespace tidings::desktop {

PopupTeller::PopupTeller(PopupPolicy& policy, HistoryStore& store, PopupDisplay& popups,
                         const InboxSurroundings& surroundings, QObject* parent)
    : QObject(parent),
      policy_(policy),
      store_(store),
      popups_(popups),
      surroundings_(surroundings) {
  for (QTimer* timer : {&burst_timer_, &digest_timer_, &look_timer_}) {
    timer->setSingleShot(true);
  }
  burst_timer_.setInterval(surroundings_.summary_interval);
  digest_timer_.setInterval(surroundings_.digest_delay);
  look_timer_.setInterval(surroundings_.look_interval);
  connect(&burst_timer_, &QTimer::timeout, this, &PopupTeller::show_burst);
  connect(&digest_timer_, &QTimer::timeout, this, &PopupTeller::show_digest);
  connect(&look_timer_, &QTimer::timeout, this, &PopupTeller::look_again);
  connect(&popups_, &PopupDisplay::availability_changed, this, &PopupTeller::look_again);
  connect(&popups_, &PopupDisplay::closed, this,
          [this](const QString& key, bool) { take_summary(key); });
}

Quiet PopupTeller::quiet() const {
  return {is_paused_, popups_.do_not_disturb()};
}

void PopupTeller::tell(const std::vector<HistoryEntry>& entries, Arrival arrival) {
  const PolicyClock clock = surroundings_.clock();
  for (const HistoryEntry& entry : entries) {
    handle(entry, arrival, clock);
  }
}

void PopupTeller::handle(const HistoryEntry& entry, Arrival arrival, const PolicyClock& clock) {
  const PopupDecision decision = policy_.decide(entry, arrival, quiet(), clock);
  switch (decision.verdict) {
    case PopupVerdict::popup:
      popups_.show(popup_for(entry, decision.sound));
      break;
    case PopupVerdict::fold:
      add_to_burst(entry, clock.steady);
      break;
    case PopupVerdict::digest:
      add_to_digest(entry);
      break;
    case PopupVerdict::silent:
    case PopupVerdict::mute:
      break;
  }
}

void PopupTeller::remind(const QList<HistoryEntry>& entries) {
  const bool is_held = policy_.is_held(quiet(), surroundings_.clock().local);
  for (const HistoryEntry& entry : entries) {
    if (is_held || entries.size() > PopupPolicy::kBurstPopups) {
      add_to_digest(entry);
    } else {
      popups_.show(popup_for(entry, {}));
    }
  }
}

/// The first of a burst is shown at once, changes of it every now and then.
void PopupTeller::add_to_burst(const HistoryEntry& entry, std::chrono::milliseconds now) {
  if (now - last_folded_ >= PopupPolicy::kBurstWindow) {
    burst_.clear();
  }
  last_folded_ = now;
  burst_.add(entry);
  burst_has_changed_ = true;
  if (!burst_timer_.isActive()) {
    show_burst();
  }
}

void PopupTeller::show_burst() {
  if (burst_has_changed_ && burst_.count() > 0) {
    popups_.show(popup_for(burst_, QString::fromLatin1(kBurstKey)));
    burst_timer_.start();
  }
  burst_has_changed_ = false;
}

void PopupTeller::add_to_digest(const HistoryEntry& entry) {
  digest_.add(entry);
  digest_has_changed_ = true;
  digest_timer_.start();
}

void PopupTeller::show_digest() {
  if (!digest_has_changed_ || digest_.count() == 0) {
    return;
  }
  if (policy_.is_held(quiet(), surroundings_.clock().local)) {
    look_timer_.start();
    return;
  }
  digest_has_changed_ = false;
  const QList<HistoryEntry> only =
      digest_.count() == 1 ? store_.entries(digest_.rows()) : QList<HistoryEntry>();
  if (!only.isEmpty() && !digest_is_shown_) {
    popups_.show(popup_for(only.first(), {}));
    digest_.clear();
  } else {
    popups_.show(popup_for(digest_, QString::fromLatin1(kDigestKey)));
    digest_is_shown_ = true;
  }
}

void PopupTeller::report(const Popup& popup) {
  reports_.insert(popup.key, popup);
  show_reports();
}

void PopupTeller::report_over(const Popup& popup) {
  reports_.remove(popup.key);
  popups_.withdraw(popup.key);
}

void PopupTeller::show_reports() {
  if (reports_.isEmpty()) {
    return;
  }
  if (policy_.is_held(quiet(), surroundings_.clock().local)) {
    look_timer_.start();
    return;
  }
  for (const Popup& popup : std::exchange(reports_, {})) {
    popups_.show(popup);
  }
}

void PopupTeller::show_again(Summary& summary, const QString& key) {
  if (summary.count() == 0) {
    popups_.withdraw(key);
  } else {
    popups_.show(popup_for(summary, key));
  }
}

void PopupTeller::forget(const QList<qint64>& rows) {
  bool burst_has_changed = false;
  bool digest_has_changed = false;
  for (const qint64 row : rows) {
    popups_.withdraw(popup_key(row));
    burst_has_changed = burst_.remove(row) || burst_has_changed;
    digest_has_changed = digest_.remove(row) || digest_has_changed;
  }
  if (burst_has_changed) {
    show_again(burst_, QString::fromLatin1(kBurstKey));
  }
  if (digest_has_changed && digest_is_shown_) {
    show_again(digest_, QString::fromLatin1(kDigestKey));
    digest_is_shown_ = digest_.count() > 0;
  }
}

void PopupTeller::pause(const QDateTime& until) {
  is_paused_ = true;
  paused_until_ = until;
  if (until.isValid()) {
    look_timer_.start();
  }
  emit paused_changed();
}

void PopupTeller::resume() {
  if (is_paused_) {
    is_paused_ = false;
    paused_until_ = {};
    emit paused_changed();
    look_again();
  }
}

void PopupTeller::look_again() {
  const QDateTime local = surroundings_.clock().local;
  if (is_paused_ && paused_until_.isValid() && paused_until_ <= local) {
    resume();
    return;
  }
  if (is_paused_ && paused_until_.isValid()) {
    look_timer_.start();
  }
  show_reports();
  if (!digest_timer_.isActive()) {
    show_digest();
  }
}

QList<qint64> PopupTeller::take_summary(const QString& key) {
  Summary* const summary = key == QLatin1String(kBurstKey)    ? &burst_
                           : key == QLatin1String(kDigestKey) ? &digest_
                                                              : nullptr;
  if (summary == nullptr) {
    return {};
  }
  QList<qint64> rows = summary->rows();
  summary->clear();
  if (summary == &digest_) {
    digest_is_shown_ = false;
  }
  return rows;
}

}  // namespace tidings::desktop
