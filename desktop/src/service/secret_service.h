#pragma once

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QList>
#include <QObject>
#include <QString>
#include <QVariant>
#include <functional>

namespace tidings::desktop {

/// What asking the keychain for a token gave.
struct TokenReading {
  enum class Kind {
    token,
    none,        ///< the keyring is open and has none
    locked,      ///< or not there yet: wait for `changed`
    no_service,  ///< the desktop has no keyring at all
  };
  Kind kind = Kind::none;
  QString token;
};

/// The desktop's keychain: tokens in the Secret Service (freedesktop.org), under the attributes
/// `service=tidings` and `account=NAME`, so that `secret-tool`, `tidings watch` and this program
/// mean the same.
///
/// Not QtKeychain (0.13): the attributes it writes and looks for are its own (`user`, `server`,
/// `type`, under the schema org.qt.keychain) and cannot be chosen; a keyring that is locked or has
/// not been made yet reads as "entry not found", which would have us ask for a token that is there;
/// and it does not tell when the keyring comes or is unlocked.
///
/// Nothing blocks; answers come later on the GUI thread, or never when the object goes first.
class SecretService : public QObject {
  Q_OBJECT

 public:
  explicit SecretService(const QDBusConnection& bus, QObject* parent = nullptr);

  /// Asks the user for nothing.
  void read(const QString& account, const std::function<void(const TokenReading&)>& done);
  /// May ask the user to unlock the keyring or to make one. `done` gets a translated sentence when
  /// it failed, else an empty string.
  void write(const QString& account, const QString& token,
             const std::function<void(const QString& error)>& done);
  void remove(const QString& account);
  /// Asks the user to unlock the keyring; `changed` follows when he did.
  void unlock();

 signals:
  /// The keyring came, or was locked or unlocked.
  void changed();

 private:
  using Found =
      std::function<void(const QList<QDBusObjectPath>& open, const QList<QDBusObjectPath>& locked)>;
  using Reply = std::function<void(const QVariantList& values)>;
  using Failure = std::function<void(const QString& error_name)>;

  void call(const QString& path, const char* interface, const char* method,
            const QVariantList& arguments, Reply done, Failure failed);
  void open_session(std::function<void(const QDBusObjectPath& session)> done, Failure failed);
  void search(const QString& account, Found done, Failure failed);
  void read_item(const QDBusObjectPath& item, const std::function<void(const TokenReading&)>& done);
  void judge_absence(const std::function<void(const TokenReading&)>& done);
  void with_open_collection(const std::function<void(const QDBusObjectPath& collection)>& done,
                            const Failure& failed);
  void make_collection(const std::function<void(const QDBusObjectPath& collection)>& done,
                       const Failure& failed);
  void store(const QDBusObjectPath& collection, const QString& account, const QString& token,
             const std::function<void(const QString& error)>& done);
  /// Shows the prompt; `path` `/`: none is needed. `done`: whether the user agreed.
  void prompt(const QDBusObjectPath& path, std::function<void(bool agreed, QVariant result)> done);

  QDBusConnection bus_;

 private slots:
  void on_collection_changed();
};

/// One prompt of the Secret Service: lives until the user has answered.
class SecretPrompt : public QObject {
  Q_OBJECT

 public:
  SecretPrompt(const QDBusConnection& bus, const QString& path,
               std::function<void(bool agreed, QVariant result)> done, QObject* parent);

 private slots:
  void on_completed(bool dismissed, const QDBusVariant& result);

 private:
  std::function<void(bool agreed, QVariant result)> done_;
};

}  // namespace tidings::desktop
