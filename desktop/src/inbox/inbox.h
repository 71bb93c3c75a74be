#pragma once

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>
#include <optional>

#include "tidings/result.h"

#include "domain/history_entry.h"
#include "inbox/inbox_surroundings.h"

namespace tidings::desktop {

class HistoryStore;
class MessageSource;
class PopupDisplay;
class SettingsFile;
enum class PopupAction;

/// What happens to a notification from its arrival on, and everything a user can do with one; the
/// windows, the tray, the popups and D-Bus all call this. Stores a batch (with its position), asks
/// the policy, shows and withdraws popups, tells the server what was read. GUI thread; what
/// concerns many entries is done in pieces between which the event loop runs.
class Inbox : public QObject {
  Q_OBJECT

 public:
  Inbox(MessageSource& source, HistoryStore& store, PopupDisplay& popups, SettingsFile& settings,
        QObject* parent = nullptr);
  Inbox(MessageSource& source, HistoryStore& store, PopupDisplay& popups, SettingsFile& settings,
        const InboxSurroundings& surroundings, QObject* parent = nullptr);
  ~Inbox() override;

  void set_read(const QList<qint64>& rows, bool read);
  /// What there is now; what comes meanwhile stays unread. An empty account: all.
  void mark_all_read(const QString& account = {});
  void remove(const QList<qint64>& rows);
  /// Puts back what the last `remove` took, then that of the one before, …
  void undo_remove();
  [[nodiscard]] bool can_undo_remove() const;
  /// The account is no more: its history goes, and its popups.
  void forget_account(const QString& account);
  /// Opens the entry's URL (http and https only) in the browser and marks it read. A host that is
  /// not the account's is first asked about by `url_confirmation_needed`.
  void open_url(qint64 row);
  void open_confirmed_url(qint64 row);
  /// Shows the popup again after a while ("Later"), if it is unread then. Outlasts the program.
  void remind_later(qint64 row);

  /// Holds popups back until then (an invalid moment: until `resume`). Urgent ones by the settings.
  /// Afterwards one digest tells what came meanwhile. A pause outlasts the program.
  void pause_until(const QDateTime& moment);
  void pause();
  void resume();
  [[nodiscard]] bool is_paused() const;
  [[nodiscard]] QDateTime paused_until() const;
  /// The machine woke, or the clock was set: a pause or quiet hours may be over.
  void look_at_clock();

  /// Tells by a popup of something that only the user can mend; `key` names it for its end.
  void report(const QString& key, const QString& title, const QString& sentence);
  void report_over(const QString& key);
  /// What arrives cannot be kept, and why: one translated sentence; empty: all is well.
  [[nodiscard]] QString standing_trouble() const;

  [[nodiscard]] int unread() const;
  [[nodiscard]] int unread(const QString& account) const;

 signals:
  void unread_changed();
  void paused_changed();
  void url_confirmation_needed(qint64 row, const QString& url, const QString& host);
  /// Something the user asked for in a popup: show this entry, or the list (row 0).
  void show_requested(qint64 row, const QString& activation_token);
  /// One translated sentence: the history cannot be written, a gap, …
  void trouble(const QString& sentence);
  void trouble_over();

 private:
  struct State;
  void connect_source();
  void act(const QString& key, PopupAction action, const QString& activation_token);
  void mark_read_up_to(const QString& account, const QString& id, bool tell_server);
  void tell_of_history();
  void take_settings();
  void begin_trouble(const QString& reason);
  void end_trouble();
  void take_reminders();
  void remind(const QList<qint64>& rows);
  void keep_pause();
  void send_read(const QList<qint64>& rows, bool read);
  void complain(const QString& what, const Error& error);
  std::unique_ptr<State> state_;
};

}  // namespace tidings::desktop
