#include "service/account_service.h"

#include <QDBusConnection>
#include <QUrl>
#include <utility>

#include "service/account_configuration.h"
#include "service/connection_report.h"
#include "service/connection_test.h"
#include "service/follow_settings.h"
#include "service/followed_accounts.h"
#include "service/secret_service.h"
#include "service/text.h"
#include "service/token_keeper.h"

namespace tidings::desktop {

struct AccountService::State {
  State(QString path, std::function<QByteArray(const QString& account)> last_position,
        ServiceOptions options)
      : secrets(QDBusConnection::sessionBus()),
        configuration(std::move(path)),
        tokens(secrets, configuration),
        accounts(secrets, std::move(last_position), std::move(options.state_folder),
                 options.grace) {}

  SecretService secrets;
  AccountConfiguration configuration;
  TokenKeeper tokens;
  FollowedAccounts accounts;
  std::shared_ptr<Mailbox> test_mailbox;
  std::shared_ptr<ConnectionTest> test;
};

AccountService::AccountService(QString configuration_path,
                               std::function<QByteArray(const QString& account)> last_position,
                               QObject* parent, ServiceOptions options)
    : MessageSource(parent),
      state_(std::make_unique<State>(std::move(configuration_path), std::move(last_position),
                                     std::move(options))) {
  qRegisterMetaType<ReceivedBatch>();
  qRegisterMetaType<QList<ConnectionCheck>>();
  connect(&state_->configuration, &AccountConfiguration::changed, this, &AccountService::reload);
  connect(&state_->tokens, &TokenKeeper::stored, this, [this](const QString& account) {
    if (FollowedAccount* followed = state_->accounts.find(account)) {
      followed->restart();
    }
    emit token_stored(account);
  });
  connect(&state_->tokens, &TokenKeeper::not_stored, this, &AccountService::token_not_stored);
  const FollowedAccounts* accounts = &state_->accounts;
  connect(accounts, &FollowedAccounts::status_changed, this, &AccountService::status_changed);
  connect(accounts, &FollowedAccounts::batch_received, this, &AccountService::batch_received);
  connect(accounts, &FollowedAccounts::read_changed, this, &AccountService::read_changed);
  connect(accounts, &FollowedAccounts::read_up_to_changed, this,
          &AccountService::read_up_to_changed);
  connect(accounts, &FollowedAccounts::gap_reported, this, &AccountService::gap_reported);
}

AccountService::~AccountService() {
  stop();
}

void AccountService::start(const QStringList& only) {
  state_->configuration.limit_to(only);
  if (const auto client = state_->accounts.client(); !client) {
    state_->configuration.set_warning(sentence_of(client.error()));
    return;
  }
  reload();
}

/// What is followed stays as it is until the file can be read.
void AccountService::reload() {
  if (state_->configuration.read() && state_->accounts.running_client() != nullptr) {
    state_->accounts.follow(state_->configuration.wanted());
  }
  emit accounts_changed();
}

void AccountService::stop() {
  state_->accounts.unfollow();
  const std::shared_ptr<ConnectionTest> test = state_->test;
  cancel_test();
  state_->accounts.stop([test] {
    if (test) {
      test->cancel_now();
    }
  });
}

QStringList AccountService::accounts() const {
  return state_->accounts.names();
}

AccountStatus AccountService::status(const QString& account) const {
  const FollowedAccount* found = state_->accounts.find(account);
  return found != nullptr
             ? found->status()
             : AccountStatus{account, AccountState::connecting, NeededAction::none, {}};
}

AccountState AccountService::overall_state() const {
  return state_->accounts.state();
}

AccountDetails AccountService::details(const QString& account) const {
  return state_->configuration.details(account);
}

QString AccountService::configuration_warning() const {
  return state_->configuration.warning();
}

QString AccountService::add_account(const AccountDetails& details, const QString& token) {
  QString error = state_->configuration.add(details, token);
  if (error.isEmpty() && !token.isEmpty()) {
    state_->tokens.store(details, token);
  }
  return error;
}

QString AccountService::change_account(const QString& account, const AccountDetails& details,
                                       const QString& token) {
  if (details.name != account) {
    return tr("An account keeps its name. Add another one and remove this one.");
  }
  QString error = state_->configuration.change(account, details, token);
  if (error.isEmpty() && !token.isEmpty()) {
    state_->tokens.store(details, token);
  }
  return error;
}

QString AccountService::remove_account(const QString& account) {
  const bool in_keychain = details(account).token_place == AccountDetails::TokenPlace::keychain;
  QString error = state_->configuration.remove(account);
  if (error.isEmpty() && in_keychain) {
    state_->secrets.remove(account);
  }
  return error;
}

void AccountService::set_token(const QString& account, const QString& token) {
  state_->tokens.replace(account, token);
}

void AccountService::set_token_in_file(const QString& account, const QString& token) {
  state_->tokens.move_to_file(account, token);
}

void AccountService::unlock_keyring() {
  state_->secrets.unlock();
}

void AccountService::test_connection(const AccountDetails& details, const QString& token) {
  cancel_test();
  const auto refuse = [this](const Error& error) {
    emit connection_tested(
        {{tr("Settings"), ConnectionCheck::Status::failure, sentence_of(error), {}}});
  };
  const Result<Profile> profile = state_->configuration.tried(details, token);
  if (!profile) {
    refuse(profile.error());
    return;
  }
  if (const auto client = state_->accounts.client(); !client) {
    refuse(client.error());
    return;
  }
  const bool asks_keychain =
      details.token_place == AccountDetails::TokenPlace::keychain && token.isEmpty();
  if (!asks_keychain) {
    begin_test(follow_settings(*profile, token, {}, {}));
    return;
  }
  state_->secrets.read(details.name, [this, profile = *profile](const TokenReading& reading) {
    begin_test(follow_settings(profile, reading.token, {}, {}));
  });
}

void AccountService::begin_test(const FollowSettings& settings) {
  cancel_test();
  StreamClient* client = state_->accounts.running_client();
  if (client == nullptr) {
    return;  // stopped meanwhile
  }
  state_->test_mailbox = std::make_shared<Mailbox>(this);
  state_->test = std::make_shared<ConnectionTest>(
      *client, state_->test_mailbox, [this](const Diagnosis& diagnosis) {
        cancel_test();
        emit connection_tested(connection_report(diagnosis));
      });
  state_->test->start(settings);
}

void AccountService::cancel_test() {
  if (state_->test_mailbox) {
    state_->test_mailbox->close();
    state_->test->cancel();
    state_->test_mailbox.reset();
    state_->test.reset();
  }
}

QString AccountService::host(const QString& account) const {
  return QUrl(details(account).stream).host();
}

void AccountService::send_read(const QString& account, const QStringList& ids, bool read) {
  if (FollowedAccount* found = state_->accounts.find(account)) {
    found->send_read(ids, read);
  }
}

void AccountService::send_read_up_to(const QString& account, const QString& id) {
  if (FollowedAccount* found = state_->accounts.find(account)) {
    found->send_read_up_to(id);
  }
}

void AccountService::acknowledge(const QString& account, bool stored) {
  if (FollowedAccount* found = state_->accounts.find(account)) {
    found->acknowledge(stored);
  }
}

void AccountService::reconnect_now() {
  state_->accounts.reconnect_now();
}

}  // namespace tidings::desktop
