#include "service/secret_service.h"

#include <QDBusArgument>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>
#include <utility>

#include "service/secret_types.h"

namespace tidings::desktop {
namespace {

constexpr const char* kName = "org.freedesktop.secrets";
constexpr const char* kPath = "/org/freedesktop/secrets";
constexpr const char* kService = "org.freedesktop.Secret.Service";
constexpr const char* kCollection = "org.freedesktop.Secret.Collection";
constexpr const char* kItem = "org.freedesktop.Secret.Item";
constexpr const char* kPrompt = "org.freedesktop.Secret.Prompt";
constexpr const char* kProperties = "org.freedesktop.DBus.Properties";
/// A keyring that does not answer is as good as none; its prompts have all the time they need.
constexpr int kAnswerTimeout = 25'000;

SecretAttributes attributes_of(const QString& account) {
  return {{QStringLiteral("service"), QStringLiteral("tidings")},
          {QStringLiteral("account"), account}};
}

QList<QDBusObjectPath> paths_in(const QVariant& value) {
  return qdbus_cast<QList<QDBusObjectPath>>(value);
}

bool is_none(const QDBusObjectPath& path) {
  return path.path().isEmpty() || path.path() == QLatin1String("/");
}

}  // namespace

SecretService::SecretService(const QDBusConnection& bus, QObject* parent)
    : QObject(parent), bus_(bus) {
  register_secret_types();
  auto* watcher = new QDBusServiceWatcher(QLatin1String(kName), bus_,
                                          QDBusServiceWatcher::WatchForRegistration, this);
  connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &SecretService::changed);
  for (const char* signal : {"CollectionChanged", "CollectionCreated"}) {
    bus_.connect(QLatin1String(kName), QLatin1String(kPath), QLatin1String(kService),
                 QLatin1String(signal), this, SLOT(on_collection_changed()));
  }
}

void SecretService::on_collection_changed() {
  emit changed();
}

void SecretService::call(const QString& path, const char* interface, const char* method,
                         const QVariantList& arguments, Reply done, Failure failed) {
  if (!bus_.isConnected()) {
    // Qt tells nobody of such a call's end.
    QMetaObject::invokeMethod(
        this,
        [failed = std::move(failed)] { failed(QDBusError::errorString(QDBusError::Disconnected)); },
        Qt::QueuedConnection);
    return;
  }
  QDBusMessage message = QDBusMessage::createMethodCall(
      QLatin1String(kName), path, QLatin1String(interface), QLatin1String(method));
  message.setArguments(arguments);
  auto* watcher = new QDBusPendingCallWatcher(bus_.asyncCall(message, kAnswerTimeout), this);
  connect(watcher, &QDBusPendingCallWatcher::finished, this,
          [watcher, done = std::move(done), failed = std::move(failed)] {
            watcher->deleteLater();
            if (watcher->isError()) {
              failed(watcher->error().name());
            } else {
              done(watcher->reply().arguments());
            }
          });
}

void SecretService::open_session(std::function<void(const QDBusObjectPath& session)> done,
                                 Failure failed) {
  const QVariant no_input = QVariant::fromValue(QDBusVariant(QString()));
  call(
      QLatin1String(kPath), kService, "OpenSession", {QStringLiteral("plain"), no_input},
      [done = std::move(done)](const QVariantList& values) {
        done(values.value(1).value<QDBusObjectPath>());
      },
      std::move(failed));
}

void SecretService::search(const QString& account, Found done, Failure failed) {
  call(
      QLatin1String(kPath), kService, "SearchItems", {QVariant::fromValue(attributes_of(account))},
      [done = std::move(done)](const QVariantList& values) {
        done(paths_in(values.value(0)), paths_in(values.value(1)));
      },
      std::move(failed));
}

void SecretService::read(const QString& account,
                         const std::function<void(const TokenReading&)>& done) {
  search(
      account,
      [this, done](const QList<QDBusObjectPath>& open, const QList<QDBusObjectPath>& locked) {
        if (!open.isEmpty()) {
          read_item(open.front(), done);
        } else if (!locked.isEmpty()) {
          done({TokenReading::Kind::locked, {}});
        } else {
          judge_absence(done);
        }
      },
      [done](const QString&) {
        done({TokenReading::Kind::no_service, {}});
      });
}

void SecretService::read_item(const QDBusObjectPath& item,
                              const std::function<void(const TokenReading&)>& done) {
  const auto locked = [done](const QString&) { done({TokenReading::Kind::locked, {}}); };
  open_session(
      [this, item, done, locked](const QDBusObjectPath& session) {
        call(
            item.path(), kItem, "GetSecret", {QVariant::fromValue(session)},
            [done](const QVariantList& values) {
              const auto secret = qdbus_cast<WireSecret>(values.value(0));
              const QString token = QString::fromUtf8(secret.value).trimmed();
              done({token.isEmpty() ? TokenReading::Kind::none : TokenReading::Kind::token, token});
            },
            locked);
      },
      locked);
}

/// A keyring that is locked, or was never opened in this session, shows nothing of what it has:
/// that is no "there is none".
void SecretService::judge_absence(const std::function<void(const TokenReading&)>& done) {
  const auto locked = [done](const QString&) { done({TokenReading::Kind::locked, {}}); };
  call(
      QLatin1String(kPath), kService, "ReadAlias", {QStringLiteral("default")},
      [this, done, locked](const QVariantList& values) {
        const auto collection = values.value(0).value<QDBusObjectPath>();
        if (is_none(collection)) {
          locked({});
          return;
        }
        call(
            collection.path(), kProperties, "Get",
            {QLatin1String(kCollection), QStringLiteral("Locked")},
            [done](const QVariantList& state) {
              const bool is_locked = state.value(0).value<QDBusVariant>().variant().toBool();
              done({is_locked ? TokenReading::Kind::locked : TokenReading::Kind::none, {}});
            },
            locked);
      },
      locked);
}

void SecretService::write(const QString& account, const QString& token,
                          const std::function<void(const QString& error)>& done) {
  with_open_collection(
      [this, account, token, done](const QDBusObjectPath& collection) {
        store(collection, account, token, done);
      },
      [done](const QString& error_name) {
        done(error_name.isEmpty() ? tr("The keyring was not unlocked.")
                                  : tr("This desktop has no keyring that can keep the token."));
      });
}

void SecretService::with_open_collection(
    const std::function<void(const QDBusObjectPath& collection)>& done, const Failure& failed) {
  call(
      QLatin1String(kPath), kService, "ReadAlias", {QStringLiteral("default")},
      [this, done, failed](const QVariantList& values) {
        const auto collection = values.value(0).value<QDBusObjectPath>();
        if (is_none(collection)) {
          make_collection(done, failed);
          return;
        }
        call(
            QLatin1String(kPath), kService, "Unlock",
            {QVariant::fromValue(QList<QDBusObjectPath>{collection})},
            [this, collection, done, failed](const QVariantList& unlocking) {
              prompt(unlocking.value(1).value<QDBusObjectPath>(),
                     [collection, done, failed](bool agreed, const QVariant&) {
                       if (agreed) {
                         done(collection);
                       } else {
                         failed({});
                       }
                     });
            },
            failed);
      },
      failed);
}

void SecretService::make_collection(
    const std::function<void(const QDBusObjectPath& collection)>& done, const Failure& failed) {
  const QVariantMap properties{
      {QStringLiteral("org.freedesktop.Secret.Collection.Label"), QStringLiteral("Login")}};
  call(
      QLatin1String(kPath), kService, "CreateCollection", {properties, QStringLiteral("default")},
      [this, done, failed](const QVariantList& values) {
        const auto made = values.value(0).value<QDBusObjectPath>();
        prompt(values.value(1).value<QDBusObjectPath>(),
               [made, done, failed](bool agreed, const QVariant& result) {
                 const auto asked = qvariant_cast<QDBusObjectPath>(result);
                 if (agreed && !(is_none(made) && is_none(asked))) {
                   done(is_none(made) ? asked : made);
                 } else {
                   failed({});
                 }
               });
      },
      failed);
}

void SecretService::store(const QDBusObjectPath& collection, const QString& account,
                          const QString& token,
                          const std::function<void(const QString& error)>& done) {
  const auto failed = [done](const QString&) { done(tr("The keyring did not take the token.")); };
  open_session(
      [this, collection, account, token, done, failed](const QDBusObjectPath& session) {
        const QVariantMap properties{{QStringLiteral("org.freedesktop.Secret.Item.Label"),
                                      tr("Tidings token of %1").arg(account)},
                                     {QStringLiteral("org.freedesktop.Secret.Item.Attributes"),
                                      QVariant::fromValue(attributes_of(account))}};
        const WireSecret secret{session, {}, token.toUtf8(), QStringLiteral("text/plain")};
        call(
            collection.path(), kCollection, "CreateItem",
            {properties, QVariant::fromValue(secret), true},
            [this, done](const QVariantList& values) {
              prompt(values.value(1).value<QDBusObjectPath>(),
                     [done](bool agreed, const QVariant&) {
                       done(agreed ? QString() : tr("The keyring did not take the token."));
                     });
            },
            failed);
      },
      failed);
}

void SecretService::remove(const QString& account) {
  const auto ignore = [](const QString&) {};
  search(
      account,
      [this, ignore](const QList<QDBusObjectPath>& open, const QList<QDBusObjectPath>& locked) {
        for (const QDBusObjectPath& item : open + locked) {
          call(
              item.path(), kItem, "Delete", {}, [](const QVariantList&) {}, ignore);
        }
      },
      ignore);
}

void SecretService::unlock() {
  with_open_collection([this](const QDBusObjectPath&) { emit changed(); }, [](const QString&) {});
}

void SecretService::prompt(const QDBusObjectPath& path,
                           std::function<void(bool agreed, QVariant result)> done) {
  if (is_none(path)) {
    done(true, {});
    return;
  }
  new SecretPrompt(bus_, path.path(), std::move(done), this);
  call(
      path.path(), kPrompt, "Prompt", {QString()}, [](const QVariantList&) {},
      [](const QString&) {});
}

SecretPrompt::SecretPrompt(const QDBusConnection& bus, const QString& path,
                           std::function<void(bool agreed, QVariant result)> done, QObject* parent)
    : QObject(parent), done_(std::move(done)) {
  QDBusConnection connection = bus;
  connection.connect(QLatin1String(kName), path, QLatin1String(kPrompt),
                     QStringLiteral("Completed"), this, SLOT(on_completed(bool, QDBusVariant)));
}

void SecretPrompt::on_completed(bool dismissed, const QDBusVariant& result) {
  deleteLater();
  done_(!dismissed, result.variant());
}

}  // namespace tidings::desktop
