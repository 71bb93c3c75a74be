#include "tray/tray_host.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <utility>

namespace tidings::desktop {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr const char* kWatcher = "org.kde.StatusNotifierWatcher";
constexpr const char* kPath = "/StatusNotifierWatcher";
/// A panel that has just come registers its host a moment after the watcher.
constexpr milliseconds kSettle{300};
/// A watcher without a host may be all there is: then an XEmbed tray is better than nothing.
constexpr seconds kHostPatience{10};
/// Nothing tells of an XEmbed tray that comes; it is looked for often at first.
constexpr seconds kOften{5};
constexpr seconds kSeldom{60};
constexpr int kOftenLooks = 24;

}  // namespace

TrayHost::TrayHost(QDBusConnection bus, std::function<bool()> has_xembed_tray, QObject* parent)
    : QObject(parent), bus_(std::move(bus)), has_xembed_tray_(std::move(has_xembed_tray)) {
  xembed_timer_.setTimerType(Qt::VeryCoarseTimer);
  connect(&xembed_timer_, &QTimer::timeout, this, &TrayHost::look_for_xembed);
  settle_timer_.setSingleShot(true);
  connect(&settle_timer_, &QTimer::timeout, this, &TrayHost::ask);
  if (!bus_.isConnected()) {
    look_for_xembed();
    return;
  }
  auto* owner = new QDBusServiceWatcher(QLatin1String(kWatcher), bus_,
                                        QDBusServiceWatcher::WatchForOwnerChange, this);
  connect(owner, &QDBusServiceWatcher::serviceRegistered, this,
          [this] { settle_timer_.start(kSettle); });
  connect(owner, &QDBusServiceWatcher::serviceUnregistered, this, &TrayHost::on_watcher_gone);
  for (const char* signal : {"StatusNotifierHostRegistered", "StatusNotifierHostUnregistered"}) {
    bus_.connect(QLatin1String(kWatcher), QLatin1String(kPath), QLatin1String(kWatcher),
                 QLatin1String(signal), this, SLOT(ask()));
  }
  // An XEmbed tray is looked for once this has said that there is no better one.
  ask();
}

void TrayHost::on_watcher_gone() {
  has_host_ = false;
  if (kind_ == Kind::notifier) {
    set(Kind::none);
  }
  look_for_xembed();
}

void TrayHost::ask() {
  QDBusMessage message = QDBusMessage::createMethodCall(
      QLatin1String(kWatcher), QLatin1String(kPath),
      QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
  message << QLatin1String(kWatcher) << QStringLiteral("IsStatusNotifierHostRegistered");
  auto* watcher = new QDBusPendingCallWatcher(bus_.asyncCall(message), this);
  connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
    watcher->deleteLater();
    const QDBusPendingReply<QDBusVariant> reply(*watcher);
    if (reply.isError()) {
      look_for_xembed();  // there is no watcher
    } else {
      on_answer(reply.value().variant().toBool());
    }
  });
}

void TrayHost::on_answer(bool has_host) {
  has_host_ = has_host;
  if (has_host) {
    xembed_timer_.stop();
    set(Kind::notifier);
    return;
  }
  if (kind_ == Kind::notifier) {
    set(Kind::none);
  }
  if (!xembed_timer_.isActive()) {
    xembed_timer_.start(kHostPatience);
  }
}

void TrayHost::look_for_xembed() {
  if (has_host_) {
    return;
  }
  set(has_xembed_tray_() ? Kind::xembed : Kind::none);
  ++looks_;
  xembed_timer_.start(looks_ <= kOftenLooks && kind_ == Kind::none ? kOften : kSeldom);
}

void TrayHost::set(Kind kind) {
  if (kind != kind_) {
    kind_ = kind;
    emit changed();
  }
}

}  // namespace tidings::desktop
