#include "popups/do_not_disturb.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <memory>

namespace tidings::desktop {
namespace {

constexpr int kTimeout = 5000;
const QLatin1String kService("org.freedesktop.Notifications");
const QLatin1String kPath("/org/freedesktop/Notifications");
const QLatin1String kProperties("org.freedesktop.DBus.Properties");
const QLatin1String kDunst("org.dunstproject.cmd0");
const QLatin1String kInhibited("Inhibited");
const QLatin1String kPaused("paused");

}  // namespace

DoNotDisturb::DoNotDisturb(const QDBusConnection& bus, QObject* parent)
    : QObject(parent), bus_(bus) {
  bus_.connect(kService, kPath, kProperties, QStringLiteral("PropertiesChanged"), this,
               SLOT(on_properties_changed(QString, QVariantMap, QStringList)));
}

void DoNotDisturb::forget() {
  ++generation_;
  set(&DoNotDisturb::inhibited_, false);
  set(&DoNotDisturb::paused_, false);
}

void DoNotDisturb::ask() {
  ask_for(kService, kInhibited, &DoNotDisturb::inhibited_);
  ask_for(kDunst, kPaused, &DoNotDisturb::paused_);
}

/// A daemon that does not have the property answers with an error: then nothing is kept back.
void DoNotDisturb::ask_for(const QString& interface, const QString& property,
                           bool DoNotDisturb::*value) {
  QDBusMessage call =
      QDBusMessage::createMethodCall(kService, kPath, kProperties, QStringLiteral("Get"));
  call << interface << property;
  auto* const watcher =
      std::make_unique<QDBusPendingCallWatcher>(bus_.asyncCall(call, kTimeout), this).release();
  connect(watcher, &QDBusPendingCallWatcher::finished, this,
          [this, watcher, value, generation = generation_] {
            watcher->deleteLater();
            const QDBusPendingReply<QDBusVariant> reply = *watcher;
            if (generation == generation_ && reply.isValid()) {
              set(value, reply.value().variant().toBool());
            }
          });
}

void DoNotDisturb::on_properties_changed(const QString& interface, const QVariantMap& changed,
                                         const QStringList& invalidated) {
  if (interface == kService && changed.contains(kInhibited)) {
    set(&DoNotDisturb::inhibited_, changed.value(kInhibited).toBool());
  } else if (interface == kDunst && changed.contains(kPaused)) {
    set(&DoNotDisturb::paused_, changed.value(kPaused).toBool());
  } else if (invalidated.contains(kInhibited) || invalidated.contains(kPaused)) {
    ask();
  }
}

void DoNotDisturb::set(bool DoNotDisturb::*value, bool on) {
  const bool before = is_on();
  this->*value = on;
  if (before != is_on()) {
    emit changed();
  }
}

}  // namespace tidings::desktop
