#pragma once

#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <chrono>
#include <optional>

#include "popups/do_not_disturb.h"
#include "popups/popup_display.h"

class QDBusPendingCallWatcher;

namespace tidings::desktop {

/// Popups by org.freedesktop.Notifications. Every call is asynchronous: a daemon that hangs stops
/// nothing. What cannot be shown yet (no daemon, or it does not answer) waits in a queue of
/// `kMaxWaiting`, from which the oldest fall out. A daemon that restarts has forgotten our popups,
/// so we forget their ids.
class NotificationDaemonDisplay : public PopupDisplay {
  Q_OBJECT

 public:
  static constexpr int kMaxWaiting = 16;

  /// `answer_within`: how long a daemon may take over one popup.
  explicit NotificationDaemonDisplay(
      const QDBusConnection& bus, QObject* parent = nullptr,
      std::chrono::milliseconds answer_within = std::chrono::seconds(10));

  void show(const Popup& popup) override;
  void withdraw(const QString& key) override;
  void withdraw_all() override;
  [[nodiscard]] bool is_available() const override;
  [[nodiscard]] bool do_not_disturb() const override;

 private slots:
  void on_action_invoked(quint32 id, const QString& action);
  void on_notification_closed(quint32 id, quint32 reason);
  void on_activation_token(quint32 id, const QString& token);

 private:
  struct Shown {
    quint32 id = 0;          ///< 0 until the daemon has answered
    bool under_way = false;  ///< a Notify call is not answered yet
    bool withdrawn = false;  ///< close it once its id is known
    QString token;
  };
  enum class Daemon { unknown, absent, asked, ready };

  void look_for_daemon();
  void on_owner(const QString& owner);
  void set_activatable(bool activatable);
  void ask_for_capabilities();
  void send_waiting();
  void send(const Popup& popup);
  void on_shown(const QString& key, int generation, const QDBusPendingCallWatcher& watcher);
  void close(quint32 id);
  [[nodiscard]] QString key_of(quint32 id) const;
  [[nodiscard]] bool can_send() const;
  void take_from_queue(const QString& key);

  QDBusConnection bus_;
  QDBusServiceWatcher watcher_;
  DoNotDisturb do_not_disturb_;
  const int answer_within_;
  Daemon daemon_ = Daemon::unknown;
  bool is_activatable_ = false;
  QStringList capabilities_;
  int generation_ = 0;  ///< counts daemons: answers of a former one mean nothing
  QHash<QString, Shown> shown_;
  QList<Popup> waiting_;
};

}  // namespace tidings::desktop
