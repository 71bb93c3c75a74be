#pragma once

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>
#include <optional>

#include "domain/history_entry.h"

namespace tidings::desktop {

class HistoryStore;
class MessageSource;
class PopupDisplay;
class SettingsFile;

/// What happens to a notification from its arrival on, and everything a user can do with one; the
/// windows, the tray, the popups and D-Bus all call this. Stores a batch (with its position), asks
/// the policy, shows and withdraws popups, tells the server what was read. GUI thread.
class Inbox : public QObject {
  Q_OBJECT

 public:
  Inbox(MessageSource& source, HistoryStore& store, PopupDisplay& popups, SettingsFile& settings,
        QObject* parent = nullptr);
  ~Inbox() override;

  void set_read(const QList<qint64>& rows, bool read);
  void mark_all_read(const QString& account = {});
  void remove(const QList<qint64>& rows);
  void undo_remove();
  /// Opens the entry's URL (http and https only) in the browser and marks it read. A host that is
  /// not the account's is first asked about by `url_confirmation_needed`.
  void open_url(qint64 row);
  void open_confirmed_url(qint64 row);
  /// Shows the popup again after a while ("Later").
  void remind_later(qint64 row);

  /// Holds popups back until then (an invalid moment: until `resume`). Urgent ones by the settings.
  void pause_until(const QDateTime& moment);
  void pause();
  void resume();
  [[nodiscard]] bool is_paused() const;
  [[nodiscard]] QDateTime paused_until() const;

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
  std::unique_ptr<State> state_;
};

}  // namespace tidings::desktop
