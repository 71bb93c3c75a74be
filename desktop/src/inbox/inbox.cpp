#include "inbox/inbox.h"

#include <QDeadlineTimer>
#include <QDesktopServices>
#include <QTimer>
#include <algorithm>
#include <numeric>

#include "domain/message_source.h"
#include "inbox/badge_muting.h"
#include "inbox/batch_intake.h"
#include "inbox/entry_popup.h"
#include "inbox/link_opener.h"
#include "inbox/popup_teller.h"
#include "inbox/reminders.h"
#include "inbox/removals.h"
#include "popups/popup_display.h"
#include "settings/settings_file.h"
#include "store/history_store.h"

namespace tidings::desktop {
namespace {

/// Entries that are changed at once: some milliseconds.
constexpr int kPiece = 100;
const QString kStoreTrouble = QStringLiteral("store");

}  // namespace

InboxSurroundings usual_surroundings() {
  InboxSurroundings usual;
  usual.clock = [] {
    return PolicyClock{std::chrono::milliseconds(QDeadlineTimer::current().deadline()),
                       QDateTime::currentDateTime()};
  };
  usual.open_url = [](const QUrl& url) { return QDesktopServices::openUrl(url); };
  return usual;
}

struct Inbox::State {
  State(MessageSource& from, HistoryStore& history, PopupDisplay& display, SettingsFile& file,
        const InboxSurroundings& around)
      : source(from),
        store(history),
        popups(display),
        settings(file),
        surroundings(around),
        intake(from, history, policy),
        teller(policy, history, display, around),
        links(from, history, around.open_url),
        removals(history),
        muting(history, policy, file.settings().rules) {
    policy.set_settings(settings.settings());
  }

  MessageSource& source;
  HistoryStore& store;
  PopupDisplay& popups;
  SettingsFile& settings;
  InboxSurroundings surroundings;
  PopupPolicy policy;
  BatchIntake intake;
  PopupTeller teller;
  Reminders reminders;
  LinkOpener links;
  Removals removals;
  BadgeMuting muting;
  QString trouble;
};

Inbox::Inbox(MessageSource& source, HistoryStore& store, PopupDisplay& popups,
             SettingsFile& settings, QObject* parent)
    : Inbox(source, store, popups, settings, usual_surroundings(), parent) {}

Inbox::Inbox(MessageSource& source, HistoryStore& store, PopupDisplay& popups,
             SettingsFile& settings, const InboxSurroundings& surroundings, QObject* parent)
    : QObject(parent),
      state_(std::make_unique<State>(source, store, popups, settings, surroundings)) {
  State& state = *state_;
  connect(&store, &HistoryStore::unread_changed, this, &Inbox::unread_changed);
  const auto forget = [&state](const QList<qint64>& rows) {
    state.teller.forget(rows);
    state.reminders.remove(rows);
  };
  connect(&store, &HistoryStore::removed, this, forget);
  connect(&store, &HistoryStore::read_changed, this, [forget](const auto& rows, bool read) {
    if (read) {
      forget(rows);
    }
  });
  connect(&store, &HistoryStore::reloaded, this, [&] {
    tell_of_history();
    take_reminders();
  });
  connect(&settings, &SettingsFile::changed, this, &Inbox::take_settings);
  connect(&popups, &PopupDisplay::activated, this, &Inbox::act);
  if (settings.settings().paused) {
    // Of the last run; over by now, it ends at the first look.
    state.teller.pause(settings.settings().paused_until);
  }
  connect(&state.teller, &PopupTeller::paused_changed, this, &Inbox::keep_pause);
  connect(&state.teller, &PopupTeller::paused_changed, this, &Inbox::paused_changed);
  connect(&state.intake, &BatchIntake::stored, &state.teller, &PopupTeller::tell);
  connect(&state.intake, &BatchIntake::failed, this, &Inbox::begin_trouble);
  connect(&state.intake, &BatchIntake::recovered, this, &Inbox::end_trouble);
  connect(&state.reminders, &Reminders::due, this, &Inbox::remind);
  connect(&state.links, &LinkOpener::opened, this, [this](qint64 row) { set_read({row}, true); });
  connect(&state.links, &LinkOpener::confirmation_needed, this,
          [this](qint64 row, const QUrl& url, const QString& activation_token) {
            emit show_requested(row, activation_token);
            emit url_confirmation_needed(row, url.toDisplayString(), url.host());
          });
  connect(&state.links, &LinkOpener::failed, this, &Inbox::trouble);
  connect(&state.removals, &Removals::failed, this, &Inbox::trouble);
  connect(&state.muting, &BadgeMuting::failed, this, &Inbox::trouble);
  tell_of_history();
  take_reminders();
  connect_source();
  look_at_clock();
}

Inbox::~Inbox() = default;

/// It was moved aside, or cannot be kept: the window may not be open.
void Inbox::tell_of_history() {
  if (!state_->store.warning().isEmpty()) {
    report(QStringLiteral("history"), tr("The history"), state_->store.warning());
    emit trouble(state_->store.warning());
  }
}

void Inbox::take_settings() {
  const Settings& now = state_->settings.settings();
  state_->policy.set_settings(now);
  state_->muting.take(now.rules);
  state_->teller.look_again();
}

/// Nothing is announced meanwhile, so this is.
void Inbox::begin_trouble(const QString& reason) {
  state_->trouble =
      tr("What arrives cannot be kept in the history: %1. Nothing is lost: it is tried again.")
          .arg(reason);
  report(kStoreTrouble, tr("Notifications cannot be kept"), state_->trouble);
  emit trouble(state_->trouble);
}

void Inbox::end_trouble() {
  state_->trouble.clear();
  report_over(kStoreTrouble);
  emit trouble_over();
}

void Inbox::report(const QString& key, const QString& title, const QString& sentence) {
  if (state_->settings.settings().popups_enabled) {
    state_->teller.report(report_popup(key, title, sentence));
  }
}

void Inbox::report_over(const QString& key) {
  state_->teller.report_over(report_popup(key, {}, {}));
}

QString Inbox::standing_trouble() const {
  return state_->trouble;
}

void Inbox::connect_source() {
  const MessageSource& source = state_->source;
  connect(&source, &MessageSource::batch_received, &state_->intake, &BatchIntake::take);
  connect(&source, &MessageSource::read_changed, this,
          [this](const QString& account, const QStringList& ids, bool read) {
            const auto changed = state_->store.set_read_by_id(account, ids, read);
            if (!changed) {
              complain(tr("What was read elsewhere cannot be marked: %1."), changed.error());
            }
          });
  connect(&source, &MessageSource::read_up_to_changed, this,
          [this](const QString& account, const QString& id) {
            if (!id.isEmpty()) {
              mark_read_up_to(account, id, false);
            }
          });
  connect(&source, &MessageSource::gap_reported, this, [this](const QString& account) {
    emit trouble(tr("“%1” was away for longer than its server keeps notifications: the oldest of "
                    "what was missed are gone.")
                     .arg(account));
  });
}

void Inbox::complain(const QString& what, const Error& error) {
  emit trouble(what.arg(QString::fromStdString(error.message)));
}

void Inbox::send_read(const QList<qint64>& rows, bool read) {
  QHash<QString, QStringList> ids;
  for (const HistoryEntry& entry : state_->store.entries(rows)) {
    if (!entry.id.isEmpty()) {
      ids[entry.account].append(entry.id);
    }
  }
  for (auto it = ids.cbegin(); it != ids.cend(); ++it) {
    state_->source.send_read(it.key(), it.value(), read);
  }
}

void Inbox::set_read(const QList<qint64>& rows, bool read) {
  const auto changed = state_->store.set_read(rows.mid(0, kPiece), read);
  if (!changed) {
    complain(tr("It cannot be marked: %1."), changed.error());
    return;
  }
  send_read(*changed, read);
  if (rows.size() > kPiece) {
    QTimer::singleShot(0, this, [this, rest = rows.mid(kPiece), read] { set_read(rest, read); });
  }
}

void Inbox::mark_all_read(const QString& account) {
  const QStringList accounts =
      account.isEmpty() ? QStringList(state_->store.unread().keys()) : QStringList(account);
  for (const QString& one : accounts) {
    mark_read_up_to(one, state_->store.newest_id(one), true);
  }
}

void Inbox::mark_read_up_to(const QString& account, const QString& id, bool tell_server) {
  const auto changed = state_->store.mark_read_up_to(account, id, kPiece);
  if (!changed) {
    complain(tr("It cannot be marked: %1."), changed.error());
    return;
  }
  if (tell_server && !id.isEmpty()) {
    state_->source.send_read_up_to(account, id);
  }
  if (changed->size() == kPiece) {
    QTimer::singleShot(0, this, [this, account, id] { mark_read_up_to(account, id, false); });
  }
}

void Inbox::remove(const QList<qint64>& rows) {
  state_->removals.remove(rows);
}

void Inbox::undo_remove() {
  state_->removals.undo();
}

bool Inbox::can_undo_remove() const {
  return state_->removals.can_undo();
}

void Inbox::forget_account(const QString& account) {
  if (const auto done = state_->store.forget_account(account); !done) {
    complain(tr("The account's history cannot be deleted: %1."), done.error());
  }
  state_->popups.withdraw_all();
}

void Inbox::open_url(qint64 row) {
  state_->links.open(row, {});
}

void Inbox::open_confirmed_url(qint64 row) {
  state_->links.open_confirmed(row);
}

void Inbox::remind_later(qint64 row) {
  state_->popups.withdraw(popup_key(row));
  const std::chrono::milliseconds after = state_->surroundings.reminder_after;
  state_->reminders.add(row, after);
  const QDateTime due = QDateTime::currentDateTimeUtc().addMSecs(after.count());
  if (const auto kept = state_->store.set_reminder(row, due); !kept) {
    complain(tr("The reminder lasts only until Tidings is quit: %1."), kept.error());
  }
}

/// What the history knows to be put off. However the clock was set meanwhile, none waits for longer
/// than a new one would.
void Inbox::take_reminders() {
  state_->reminders.clear();
  const QDateTime now = QDateTime::currentDateTimeUtc();
  const QHash<qint64, QDateTime> kept = state_->store.reminders(Reminders::kMax);
  for (auto it = kept.begin(); it != kept.end(); ++it) {
    const std::chrono::milliseconds rest(now.msecsTo(it.value()));
    state_->reminders.add(it.key(), std::clamp(rest, std::chrono::milliseconds(0),
                                               state_->surroundings.reminder_after));
  }
}

void Inbox::remind(const QList<qint64>& rows) {
  // Not written: the next start would remind once more, which is better than never.
  (void)state_->store.forget_reminders(rows);
  QList<HistoryEntry> found = state_->store.entries(rows);
  found.removeIf([](const HistoryEntry& entry) { return entry.read; });
  state_->teller.remind(found);
}

void Inbox::act(const QString& key, PopupAction action, const QString& activation_token) {
  const std::optional<qint64> row = row_of_popup(key);
  if (!row) {
    const QList<qint64> rows = state_->teller.take_summary(key);
    if (action == PopupAction::read) {
      set_read(rows, true);
    } else {
      emit show_requested(0, activation_token);
    }
    return;
  }
  const QList<HistoryEntry> found = state_->store.entries({*row});
  const bool has_url = !found.isEmpty() && !found.first().url.isEmpty();
  switch (action) {
    case PopupAction::read:
      set_read({*row}, true);
      break;
    case PopupAction::later:
      remind_later(*row);
      break;
    case PopupAction::default_action:
    case PopupAction::open:
      if (has_url) {
        state_->links.open(*row, activation_token);
      } else {
        set_read({*row}, true);
        emit show_requested(*row, activation_token);
      }
      break;
  }
}

void Inbox::pause_until(const QDateTime& moment) {
  state_->teller.pause(moment);
}

void Inbox::pause() {
  state_->teller.pause({});
}

void Inbox::resume() {
  state_->teller.resume();
}

void Inbox::keep_pause() {
  Settings settings = state_->settings.settings();
  settings.paused = is_paused();
  settings.paused_until = paused_until();
  const QString mistake = state_->settings.change(settings);
  if (!mistake.isEmpty()) {
    emit trouble(mistake);
  }
}

bool Inbox::is_paused() const {
  return state_->teller.is_paused();
}

QDateTime Inbox::paused_until() const {
  return state_->teller.paused_until();
}

void Inbox::look_at_clock() {
  state_->teller.look_again();
  state_->reminders.look();
}

int Inbox::unread() const {
  const QHash<QString, int> counts = state_->store.unread();
  return std::accumulate(counts.begin(), counts.end(), 0);
}

int Inbox::unread(const QString& account) const {
  return state_->store.unread().value(account);
}

}  // namespace tidings::desktop
