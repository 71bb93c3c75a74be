#include "popups/notification_daemon_display.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <algorithm>
#include <memory>
#include <utility>

#include "popups/notification_message.h"

namespace tidings::desktop {
namespace {

const QLatin1String kService("org.freedesktop.Notifications");
const QLatin1String kPath("/org/freedesktop/Notifications");
const QLatin1String kBus("org.freedesktop.DBus");
constexpr quint32 kDismissedByUser = 2;
/// More at once would only fill the daemon's queue.
constexpr int kMaxUnderWay = 4;
/// Ids of popups that are shown; a daemon tells when one has gone, but not every daemon does.
constexpr int kMaxShown = 500;

QDBusMessage call_of_daemon(const QString& method) {
  return QDBusMessage::createMethodCall(kService, kPath, kService, method);
}

QDBusMessage call_of_bus(const QString& method) {
  return QDBusMessage::createMethodCall(kBus, QStringLiteral("/org/freedesktop/DBus"), kBus,
                                        method);
}

/// Calls `answered(watcher)` with the answer or the failure, as long as `context` lives.
template <class Answered>
void when_answered(const QDBusPendingCall& call, QObject* context, Answered answered) {
  auto* const watcher = std::make_unique<QDBusPendingCallWatcher>(call, context).release();
  QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context,
                   [watcher, answered = std::move(answered)] {
                     watcher->deleteLater();
                     answered(*watcher);
                   });
}

}  // namespace

NotificationDaemonDisplay::NotificationDaemonDisplay(const QDBusConnection& bus, QObject* parent,
                                                     std::chrono::milliseconds answer_within)
    : PopupDisplay(parent),
      bus_(bus),
      watcher_(kService, bus, QDBusServiceWatcher::WatchForOwnerChange),
      do_not_disturb_(bus),
      answer_within_(static_cast<int>(answer_within.count())) {
  if (!bus_.isConnected()) {
    daemon_ = Daemon::absent;
    return;
  }
  // With the service's name only its owner's signals come: nobody else can press our buttons.
  bus_.connect(kService, kPath, kService, QStringLiteral("ActionInvoked"), this,
               SLOT(on_action_invoked(quint32, QString)));
  bus_.connect(kService, kPath, kService, QStringLiteral("NotificationClosed"), this,
               SLOT(on_notification_closed(quint32, quint32)));
  bus_.connect(kService, kPath, kService, QStringLiteral("ActivationToken"), this,
               SLOT(on_activation_token(quint32, QString)));
  connect(&watcher_, &QDBusServiceWatcher::serviceOwnerChanged, this,
          [this](const QString&, const QString&, const QString& owner) { on_owner(owner); });
  connect(&do_not_disturb_, &DoNotDisturb::changed, this, &PopupDisplay::availability_changed);
  look_for_daemon();
}

/// There is one already, or the bus can start one when it is called, or we wait until one comes.
void NotificationDaemonDisplay::look_for_daemon() {
  QDBusMessage owner = call_of_bus(QStringLiteral("GetNameOwner"));
  owner << QString(kService);
  when_answered(bus_.asyncCall(owner), this,
                [this, generation = generation_](const QDBusPendingCallWatcher& watcher) {
                  const QDBusPendingReply<QString> reply = watcher;
                  if (generation == generation_) {
                    on_owner(reply.isValid() ? reply.value() : QString());
                  }
                });
  when_answered(bus_.asyncCall(call_of_bus(QStringLiteral("ListActivatableNames"))), this,
                [this](const QDBusPendingCallWatcher& watcher) {
                  const QDBusPendingReply<QStringList> reply = watcher;
                  set_activatable(reply.isValid() && reply.value().contains(kService));
                });
}

void NotificationDaemonDisplay::set_activatable(bool activatable) {
  const bool before = is_available();
  is_activatable_ = activatable;
  if (before != is_available()) {
    emit availability_changed();
  }
  send_waiting();
}

void NotificationDaemonDisplay::on_owner(const QString& owner) {
  const bool before = is_available();
  ++generation_;
  shown_.clear();
  capabilities_.clear();
  do_not_disturb_.forget();
  daemon_ = owner.isEmpty() ? Daemon::absent : Daemon::asked;
  if (daemon_ == Daemon::asked) {
    ask_for_capabilities();
    do_not_disturb_.ask();
  }
  if (before != is_available()) {
    emit availability_changed();
  }
}

void NotificationDaemonDisplay::ask_for_capabilities() {
  when_answered(bus_.asyncCall(call_of_daemon(QStringLiteral("GetCapabilities")), answer_within_),
                this, [this, generation = generation_](const QDBusPendingCallWatcher& watcher) {
                  const QDBusPendingReply<QStringList> reply = watcher;
                  if (generation != generation_) {
                    return;
                  }
                  if (reply.isValid()) {
                    capabilities_ = reply.value();
                    daemon_ = Daemon::ready;
                    send_waiting();
                  } else if (!waiting_.isEmpty()) {
                    ask_for_capabilities();
                  } else {
                    daemon_ = Daemon::unknown;
                  }
                });
}

bool NotificationDaemonDisplay::is_available() const {
  return daemon_ == Daemon::asked || daemon_ == Daemon::ready || is_activatable_;
}

bool NotificationDaemonDisplay::do_not_disturb() const {
  return do_not_disturb_.is_on();
}

void NotificationDaemonDisplay::show(const Popup& popup) {
  if (!bus_.isConnected()) {
    return;
  }
  take_from_queue(popup.key);
  waiting_.append(popup);
  while (waiting_.size() > kMaxWaiting) {
    waiting_.removeFirst();
  }
  if (daemon_ == Daemon::unknown || (daemon_ == Daemon::absent && is_activatable_)) {
    daemon_ = Daemon::asked;
    ask_for_capabilities();
  }
  send_waiting();
}

void NotificationDaemonDisplay::take_from_queue(const QString& key) {
  waiting_.removeIf([&](const Popup& popup) { return popup.key == key; });
}

bool NotificationDaemonDisplay::can_send() const {
  const auto under_way = std::count_if(shown_.begin(), shown_.end(),
                                       [](const Shown& shown) { return shown.under_way; });
  return daemon_ == Daemon::ready && under_way < kMaxUnderWay;
}

/// In order, but for a popup whose former text is still on its way.
void NotificationDaemonDisplay::send_waiting() {
  for (qsizetype index = 0; index < waiting_.size() && can_send();) {
    if (shown_.value(waiting_.at(index).key).under_way) {
      ++index;
    } else {
      send(waiting_.takeAt(index));
    }
  }
}

void NotificationDaemonDisplay::send(const Popup& popup) {
  if (shown_.size() >= kMaxShown && !shown_.contains(popup.key)) {
    shown_.clear();
  }
  Shown& shown = shown_[popup.key];
  shown.under_way = true;
  shown.withdrawn = false;
  QDBusMessage call = call_of_daemon(QStringLiteral("Notify"));
  call.setArguments(notify_arguments(popup, shown.id, capabilities_));
  when_answered(
      bus_.asyncCall(call, answer_within_), this,
      [this, key = popup.key, generation = generation_](const QDBusPendingCallWatcher& watcher) {
        on_shown(key, generation, watcher);
      });
}

void NotificationDaemonDisplay::on_shown(const QString& key, int generation,
                                         const QDBusPendingCallWatcher& watcher) {
  const auto found = shown_.find(key);
  if (generation != generation_ || found == shown_.end()) {
    return;
  }
  const QDBusPendingReply<quint32> reply = watcher;
  found->under_way = false;
  if (reply.isValid()) {
    found->id = reply.value();
  }
  if (found->id == 0 || found->withdrawn) {
    if (found->id != 0) {
      close(found->id);
    }
    shown_.erase(found);
  }
  send_waiting();
}

void NotificationDaemonDisplay::withdraw(const QString& key) {
  take_from_queue(key);
  const auto found = shown_.find(key);
  if (found == shown_.end()) {
    return;
  }
  if (found->under_way) {
    found->withdrawn = true;
  } else {
    close(found->id);
    shown_.erase(found);
  }
}

void NotificationDaemonDisplay::withdraw_all() {
  waiting_.clear();
  for (const QString& key : shown_.keys()) {
    withdraw(key);
  }
}

void NotificationDaemonDisplay::close(quint32 id) {
  QDBusMessage call = call_of_daemon(QStringLiteral("CloseNotification"));
  call << id;
  // No answer is awaited: a daemon that does not know the id has nothing to close.
  bus_.send(call);
}

QString NotificationDaemonDisplay::key_of(quint32 id) const {
  for (auto it = shown_.begin(); it != shown_.end(); ++it) {
    if (it->id == id && id != 0) {
      return it.key();
    }
  }
  return {};
}

void NotificationDaemonDisplay::on_activation_token(quint32 id, const QString& token) {
  if (const QString key = key_of(id); !key.isEmpty()) {
    shown_[key].token = token;
  }
}

/// Some daemons leave the popup on the screen after its button was pressed.
void NotificationDaemonDisplay::on_action_invoked(quint32 id, const QString& action) {
  const QString key = key_of(id);
  const std::optional<PopupAction> meaning = action_of(action);
  if (key.isEmpty() || !meaning) {
    return;
  }
  const QString token = shown_.value(key).token;
  withdraw(key);
  emit activated(key, *meaning, token);
}

void NotificationDaemonDisplay::on_notification_closed(quint32 id, quint32 reason) {
  const QString key = key_of(id);
  if (key.isEmpty() || shown_.value(key).under_way) {
    return;
  }
  shown_.remove(key);
  emit closed(key, reason == kDismissedByUser);
}

}  // namespace tidings::desktop
