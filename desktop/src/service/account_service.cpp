#include "service/account_service.h"

#include <QDBusConnection>
#include <QFileInfo>
#include <QUrl>
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "tidings/profile.h"
#include "tidings/stream_client.h"

#include "service/configuration_watch.h"
#include "service/connection_report.h"
#include "service/connection_test.h"
#include "service/follow_settings.h"
#include "service/followed_account.h"
#include "service/profile_edit.h"
#include "service/secret_service.h"
#include "service/text.h"
#include "service/token_file.h"

namespace tidings::desktop {
namespace {

QString sentence(const Error& error) {
  QString text = to_qt(error.message);
  if (!text.isEmpty()) {
    text.front() = text.front().toUpper();
  }
  return text + QChar(u'.');
}

int severity(AccountState state) {
  switch (state) {
    case AccountState::connected:
      return 0;
    case AccountState::connecting:
      return 1;
    case AccountState::offline:
      return 2;
    case AccountState::action_needed:
      return 3;
  }
  return 3;
}

}  // namespace

struct AccountService::State {
  AccountService& service;
  const QString configuration_path;
  std::function<QByteArray(const QString& account)> last_position;
  const ServiceOptions options;
  std::unique_ptr<StreamClient> client;  ///< until it is stopped
  SecretService secrets;
  ConfigurationWatch watch;
  std::vector<std::weak_ptr<StreamFollower>> followers;
  std::optional<AccountSurroundings> surroundings;
  QStringList only;
  Configuration configuration;
  QString warning;
  std::vector<std::unique_ptr<FollowedAccount>> accounts;  ///< in the order of the file
  std::shared_ptr<Mailbox> test_mailbox;
  std::shared_ptr<ConnectionTest> connection_test;

  State(AccountService& owner, QString path,
        std::function<QByteArray(const QString& account)> position, ServiceOptions how)
      : service(owner),
        configuration_path(std::move(path)),
        last_position(std::move(position)),
        options(std::move(how)),
        secrets(QDBusConnection::sessionBus()),
        watch(configuration_path) {}

  [[nodiscard]] FollowedAccount* find(const QString& name) const {
    const auto found = std::find_if(accounts.begin(), accounts.end(), [&](const auto& account) {
      return account->status().account == name;
    });
    return found == accounts.end() ? nullptr : found->get();
  }

  void note_follower(const std::shared_ptr<StreamFollower>& follower) {
    std::erase_if(followers, [](const auto& known) { return known.expired(); });
    followers.push_back(follower);
  }

  [[nodiscard]] bool is_wanted(const Profile& profile) const {
    return !profile.stream.empty() && (only.isEmpty() || only.contains(to_qt(profile.name)));
  }

  Result<void> ensure_client();
  /// Follows what the configuration names now; accounts that did not change go on untouched.
  void reload();
  void say_warnings();
  void follow_configured();
  std::unique_ptr<FollowedAccount> kept_or_new(const Profile& profile,
                                               std::vector<FollowedAccount*>& fresh);
  void connect_account(FollowedAccount& account) const;

  QString change(const std::function<Result<std::string>(std::string_view)>& edit);
  void test(const Profile& profile, const QString& token);
  void store_token(const QString& account, const AccountDetails& details, const QString& token);
  void stored(const QString& account);
};

/// Not before it is needed: the HTTP library takes its time to begin.
Result<void> AccountService::State::ensure_client() {
  if (client) {
    return {};
  }
  auto made = StreamClient::create();
  if (!made) {
    return made.error();
  }
  if (const Result<void> started = (*made)->start(); !started) {
    return started.error();
  }
  client = std::move(*made);
  surroundings.emplace(AccountSurroundings{
      *client, secrets, last_position, [this](const auto& follower) { note_follower(follower); },
      options.state_folder, options.grace});
  return {};
}

void AccountService::State::reload() {
  auto read = read_configuration(to_utf8(configuration_path));
  if (!read) {
    // What is followed stays as it is until the file can be read again.
    warning = sentence(read.error());
    emit service.accounts_changed();
    return;
  }
  configuration = std::move(*read);
  say_warnings();
  if (client) {
    follow_configured();
  }
  emit service.accounts_changed();
}

void AccountService::State::say_warnings() {
  QStringList lines;
  for (const std::string& line : configuration.warnings) {
    lines.append(sentence(Error{line}));
  }
  for (const QString& name : only) {
    if (configuration.find(to_utf8(name)) == nullptr) {
      lines.append(tr("There is no account “%1” in %2.").arg(name, configuration_path));
    }
  }
  warning = lines.join(QChar(u'\n'));
}

void AccountService::State::follow_configured() {
  std::vector<std::unique_ptr<FollowedAccount>> former = std::exchange(accounts, {});
  std::vector<FollowedAccount*> fresh;
  for (const Profile& profile : configuration.profiles) {
    if (!is_wanted(profile)) {
      continue;
    }
    const auto same = std::find_if(former.begin(), former.end(), [&](const auto& account) {
      return account && profile_fingerprint(account->profile()) == profile_fingerprint(profile);
    });
    if (same != former.end()) {
      accounts.push_back(std::move(*same));
      continue;
    }
    accounts.push_back(std::make_unique<FollowedAccount>(*surroundings, profile));
    connect_account(*accounts.back());
    fresh.push_back(accounts.back().get());
  }
  former.clear();
  for (FollowedAccount* account : fresh) {
    account->start();
  }
}

void AccountService::State::connect_account(FollowedAccount& account) const {
  const QString name = account.status().account;
  AccountService* target = &service;
  QObject::connect(&account, &FollowedAccount::status_changed, target,
                   [target, name] { emit target->status_changed(name); });
  QObject::connect(&account, &FollowedAccount::batch_received, target,
                   &AccountService::batch_received);
  QObject::connect(&account, &FollowedAccount::read_changed, target,
                   [target, name](const QStringList& ids, bool read) {
                     emit target->read_changed(name, ids, read);
                   });
  QObject::connect(
      &account, &FollowedAccount::read_up_to_changed, target,
      [target, name](const QString& id) { emit target->read_up_to_changed(name, id); });
  QObject::connect(&account, &FollowedAccount::gap_reported, target,
                   [target, name] { emit target->gap_reported(name); });
}

QString AccountService::State::change(
    const std::function<Result<std::string>(std::string_view)>& edit) {
  const auto changed = change_configuration(to_utf8(configuration_path), edit);
  if (!changed) {
    return sentence(changed.error());
  }
  reload();
  return {};
}

void AccountService::State::test(const Profile& profile, const QString& token) {
  test_mailbox = std::make_shared<Mailbox>(&service);
  connection_test =
      std::make_shared<ConnectionTest>(*client, test_mailbox, [this](const Diagnosis& diagnosis) {
        service.cancel_test();
        emit service.connection_tested(connection_report(diagnosis));
      });
  connection_test->start(follow_settings(profile, token, {}, {}));
}

void AccountService::State::store_token(const QString& account, const AccountDetails& details,
                                        const QString& token) {
  switch (details.token_place) {
    case AccountDetails::TokenPlace::keychain:
      secrets.write(account, token, [this, account](const QString& error) {
        if (error.isEmpty()) {
          stored(account);
        } else {
          emit service.token_not_stored(account, error, true);
        }
      });
      return;
    case AccountDetails::TokenPlace::file: {
      const QString error = write_token_file(details.token_file, token);
      if (error.isEmpty()) {
        stored(account);
      } else {
        emit service.token_not_stored(account, error, false);
      }
      return;
    }
    case AccountDetails::TokenPlace::configuration:
      stored(account);
      return;
    case AccountDetails::TokenPlace::command:
      emit service.token_not_stored(
          account, tr("This account's token comes from a command: change it there."), false);
      return;
    case AccountDetails::TokenPlace::none:
      emit service.token_not_stored(account, tr("Say first where the token is to be kept."), false);
      return;
  }
}

void AccountService::State::stored(const QString& account) {
  if (FollowedAccount* followed = find(account)) {
    followed->restart();
  }
  emit service.token_stored(account);
}

AccountService::AccountService(QString configuration_path,
                               std::function<QByteArray(const QString& account)> last_position,
                               QObject* parent, ServiceOptions options)
    : MessageSource(parent),
      state_(std::make_unique<State>(*this, std::move(configuration_path), std::move(last_position),
                                     std::move(options))) {
  qRegisterMetaType<ReceivedBatch>();
  qRegisterMetaType<QList<ConnectionCheck>>();
  connect(&state_->watch, &ConfigurationWatch::changed, this, [this] {
    if (state_->client) {
      state_->reload();
    }
  });
}

AccountService::~AccountService() {
  stop();
}

void AccountService::start(const QStringList& only) {
  state_->only = only;
  if (const Result<void> made = state_->ensure_client(); !made) {
    state_->warning = sentence(made.error());
    return;
  }
  state_->reload();
}

void AccountService::stop() {
  state_->accounts.clear();
  if (!state_->client) {
    return;
  }
  const std::shared_ptr<ConnectionTest> test = state_->connection_test;
  cancel_test();
  state_->client->stop();
  if (test) {
    test->cancel_now();
  }
  // What belongs to a follower on core's thread goes before the client that it uses.
  for (const auto& known : state_->followers) {
    if (const auto follower = known.lock()) {
      follower->close_now();
    }
  }
  state_->client.reset();
}

QStringList AccountService::accounts() const {
  QStringList names;
  for (const auto& account : state_->accounts) {
    names.append(account->status().account);
  }
  return names;
}

AccountStatus AccountService::status(const QString& account) const {
  const FollowedAccount* found = state_->find(account);
  return found != nullptr
             ? found->status()
             : AccountStatus{account, AccountState::connecting, NeededAction::none, {}};
}

AccountState AccountService::overall_state() const {
  AccountState worst = AccountState::connected;
  for (const auto& account : state_->accounts) {
    if (severity(account->status().state) > severity(worst)) {
      worst = account->status().state;
    }
  }
  return state_->accounts.empty() ? AccountState::action_needed : worst;
}

AccountDetails AccountService::details(const QString& account) const {
  const Profile* profile = state_->configuration.find(to_utf8(account));
  return profile != nullptr ? details_of(*profile) : AccountDetails{};
}

QString AccountService::configuration_warning() const {
  return state_->warning;
}

QString AccountService::add_account(const AccountDetails& details, const QString& token) {
  QString error = state_->change([&](std::string_view text) {
    return with_profile_added(text, to_utf8(details.name), given_keys(details, token));
  });
  if (error.isEmpty() && !token.isEmpty()) {
    state_->store_token(details.name, details, token);
  }
  return error;
}

QString AccountService::change_account(const QString& account, const AccountDetails& details,
                                       const QString& token) {
  if (details.name != account) {
    return tr("An account keeps its name. Add another one and remove this one.");
  }
  QString error = state_->change([&](std::string_view text) {
    return with_profile_changed(text, to_utf8(account), keys_of(details, token));
  });
  if (error.isEmpty() && !token.isEmpty()) {
    state_->store_token(account, details, token);
  }
  return error;
}

QString AccountService::remove_account(const QString& account) {
  const bool in_keychain = details(account).token_place == AccountDetails::TokenPlace::keychain;
  QString error = state_->change(
      [&](std::string_view text) { return with_profile_removed(text, to_utf8(account)); });
  if (error.isEmpty() && in_keychain) {
    state_->secrets.remove(account);
  }
  return error;
}

void AccountService::set_token(const QString& account, const QString& token) {
  AccountDetails known = details(account);
  using Place = AccountDetails::TokenPlace;
  if (known.token_place == Place::none) {
    known.token_place = Place::keychain;
  }
  if (known.token_place != Place::command) {
    const QString error = state_->change([&](std::string_view text) {
      return with_profile_changed(text, to_utf8(account), keys_of(known, token));
    });
    if (!error.isEmpty()) {
      emit token_not_stored(account, error, false);
      return;
    }
  }
  state_->store_token(account, known, token);
}

void AccountService::set_token_in_file(const QString& account, const QString& token) {
  AccountDetails known = details(account);
  known.token_place = AccountDetails::TokenPlace::file;
  known.token_file = QFileInfo(state_->configuration_path).absolutePath() + QChar(u'/') + account +
                     QLatin1String(".token");
  QString error = write_token_file(known.token_file, token);
  if (error.isEmpty()) {
    error = state_->change([&](std::string_view text) {
      return with_profile_changed(text, to_utf8(account), keys_of(known, {}));
    });
  }
  if (error.isEmpty()) {
    state_->stored(account);
  } else {
    emit token_not_stored(account, error, false);
  }
}

void AccountService::unlock_keyring() {
  state_->secrets.unlock();
}

void AccountService::test_connection(const AccountDetails& details, const QString& token) {
  cancel_test();
  const Result<Profile> profile = profile_of(details, token);
  if (!profile) {
    emit connection_tested(
        {{tr("Settings"), ConnectionCheck::Status::failure, sentence(profile.error()), {}}});
    return;
  }
  if (const Result<void> made = state_->ensure_client(); !made) {
    emit connection_tested(
        {{tr("Settings"), ConnectionCheck::Status::failure, sentence(made.error()), {}}});
    return;
  }
  const bool asks_keychain =
      details.token_place == AccountDetails::TokenPlace::keychain && token.isEmpty();
  if (!asks_keychain) {
    state_->test(*profile, token);
    return;
  }
  state_->secrets.read(details.name, [this, profile = *profile](const TokenReading& reading) {
    state_->test(profile, reading.token);
  });
}

void AccountService::cancel_test() {
  if (state_->test_mailbox) {
    state_->test_mailbox->close();
    state_->connection_test->cancel();
    state_->test_mailbox.reset();
    state_->connection_test.reset();
  }
}

QString AccountService::host(const QString& account) const {
  return QUrl(details(account).stream).host();
}

void AccountService::send_read(const QString& account, const QStringList& ids, bool read) {
  if (FollowedAccount* found = state_->find(account)) {
    found->send_read(ids, read);
  }
}

void AccountService::send_read_up_to(const QString& account, const QString& id) {
  if (FollowedAccount* found = state_->find(account)) {
    found->send_read_up_to(id);
  }
}

void AccountService::reconnect_now() {
  if (state_->client) {
    state_->client->reconnect_now(true);
  }
  for (const auto& account : state_->accounts) {
    account->woke();
  }
}

void AccountService::acknowledge(const QString& account, bool stored) {
  if (FollowedAccount* found = state_->find(account)) {
    found->acknowledge(stored);
  }
}

}  // namespace tidings::desktop
