#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <chrono>
#include <functional>
#include <memory>

#include "domain/account_status.h"
#include "domain/message_source.h"
#include "service/account_details.h"

namespace tidings::desktop {

struct FollowSettings;

/// One line of "Test connection".
struct ConnectionCheck {
  enum class Status { ok, warning, failure };
  QString name;
  Status status = Status::ok;
  QString detail;
  QString advice;
};

/// What differs between the program and its tests.
struct ServiceOptions {
  /// Where small state survives a restart (marks that the server has not heard yet); empty: none.
  QString state_folder;
  /// How long nothing looks like an error after a connection was lost or the machine woke.
  std::chrono::milliseconds grace{30'000};
};

/// Follows the accounts' streams and talks to their servers: the only piece of the program that
/// touches core. Lives on the GUI thread; core's thread reaches it through queued calls.
///
/// Bounded: one `batch_received` of an account at a time, until `acknowledge` has answered it; a
/// stream that is some thousand entries ahead is paused.
class AccountService : public MessageSource {
  Q_OBJECT

 public:
  /// `last_position` tells where each account's stream resumes (empty: the account is new here and
  /// its kept history is fetched as backlog).
  AccountService(QString configuration_path,
                 std::function<QByteArray(const QString& account)> last_position,
                 QObject* parent = nullptr, ServiceOptions options = {});
  ~AccountService() override;

  /// Reads the configuration and follows what it names. `only`: just these profiles.
  void start(const QStringList& only = {});
  void stop();

  [[nodiscard]] QStringList accounts() const;
  [[nodiscard]] AccountStatus status(const QString& account) const;
  /// The worst of all: what the tray shows.
  [[nodiscard]] AccountState overall_state() const;
  [[nodiscard]] AccountDetails details(const QString& account) const;
  [[nodiscard]] QString configuration_warning() const;

  /// Each returns a translated sentence when it failed, else an empty string. `token` goes to where
  /// `details.token_place` says; an empty one leaves a stored token alone.
  QString add_account(const AccountDetails& details, const QString& token);
  QString change_account(const QString& account, const AccountDetails& details,
                         const QString& token);
  QString remove_account(const QString& account);
  /// A new token for an account that needs one; answered by `token_stored` or `token_not_stored`.
  void set_token(const QString& account, const QString& token);
  /// After `token_not_stored(…, may_use_file)`: the user agrees to a file that only he can read.
  void set_token_in_file(const QString& account, const QString& token);

  /// Asks the user to unlock the keyring (`NeededAction::unlock_keyring`).
  void unlock_keyring();

  /// Connects as the account would, and reports by `connection_tested`.
  void test_connection(const AccountDetails& details, const QString& token);
  void cancel_test();

  [[nodiscard]] QString host(const QString& account) const override;
  void send_read(const QString& account, const QStringList& ids, bool read) override;
  void send_read_up_to(const QString& account, const QString& id) override;
  void acknowledge(const QString& account, bool stored) override;

  /// The network came back or the machine woke: reconnect at once.
  void reconnect_now();

 signals:
  void accounts_changed();
  void status_changed(const QString& account);
  void token_stored(const QString& account);
  void token_not_stored(const QString& account, const QString& sentence, bool may_use_file);
  void connection_tested(const QList<tidings::desktop::ConnectionCheck>& checks);

 private:
  struct State;
  void reload();
  void begin_test(const FollowSettings& settings);
  std::unique_ptr<State> state_;
};

}  // namespace tidings::desktop

Q_DECLARE_METATYPE(tidings::desktop::ConnectionCheck)
