#include "service/followed_accounts.h"

#include <algorithm>
#include <utility>

#include "service/follow_settings.h"

namespace tidings::desktop {
namespace {

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

FollowedAccounts::FollowedAccounts(SecretService& secrets,
                                   std::function<QByteArray(const QString& account)> last_position,
                                   QString state_folder, std::chrono::milliseconds grace,
                                   QObject* parent)
    : QObject(parent),
      secrets_(secrets),
      last_position_(std::move(last_position)),
      state_folder_(std::move(state_folder)),
      grace_(grace) {}

FollowedAccounts::~FollowedAccounts() = default;

Result<StreamClient*> FollowedAccounts::client() {
  if (client_) {
    return client_.get();
  }
  auto made = StreamClient::create();
  if (!made) {
    return made.error();
  }
  if (const Result<void> started = (*made)->start(); !started) {
    return started.error();
  }
  client_ = std::move(*made);
  surroundings_.emplace(AccountSurroundings{
      *client_, secrets_, last_position_, [this](const auto& follower) { note_follower(follower); },
      state_folder_, grace_});
  return client_.get();
}

void FollowedAccounts::note_follower(const std::shared_ptr<StreamFollower>& follower) {
  std::erase_if(followers_, [](const auto& known) { return known.expired(); });
  followers_.push_back(follower);
}

void FollowedAccounts::follow(const std::vector<Profile>& profiles) {
  std::vector<std::unique_ptr<FollowedAccount>> former = std::exchange(accounts_, {});
  std::vector<FollowedAccount*> fresh;
  for (const Profile& profile : profiles) {
    const auto same = std::find_if(former.begin(), former.end(), [&](const auto& account) {
      return account && profile_fingerprint(account->profile()) == profile_fingerprint(profile);
    });
    if (same != former.end()) {
      accounts_.push_back(std::move(*same));
      continue;
    }
    accounts_.push_back(std::make_unique<FollowedAccount>(*surroundings_, profile));
    connect_account(*accounts_.back());
    fresh.push_back(accounts_.back().get());
  }
  former.clear();
  for (FollowedAccount* account : fresh) {
    account->start();
  }
}

void FollowedAccounts::connect_account(FollowedAccount& account) {
  const QString name = account.status().account;
  connect(&account, &FollowedAccount::status_changed, this,
          [this, name] { emit status_changed(name); });
  connect(&account, &FollowedAccount::batch_received, this, &FollowedAccounts::batch_received);
  connect(&account, &FollowedAccount::read_changed, this,
          [this, name](const QStringList& ids, bool read) { emit read_changed(name, ids, read); });
  connect(&account, &FollowedAccount::read_up_to_changed, this,
          [this, name](const QString& id) { emit read_up_to_changed(name, id); });
  connect(&account, &FollowedAccount::gap_reported, this,
          [this, name] { emit gap_reported(name); });
}

void FollowedAccounts::stop(const std::function<void()>& at_end) {
  if (!client_) {
    return;
  }
  client_->stop();
  at_end();
  // What belongs to a follower on core's thread goes before the client that it uses.
  for (const auto& known : followers_) {
    if (const auto follower = known.lock()) {
      follower->close_now();
    }
  }
  client_.reset();
}

FollowedAccount* FollowedAccounts::find(const QString& account) const {
  const auto found = std::find_if(accounts_.begin(), accounts_.end(), [&](const auto& known) {
    return known->status().account == account;
  });
  return found == accounts_.end() ? nullptr : found->get();
}

QStringList FollowedAccounts::names() const {
  QStringList names;
  for (const auto& account : accounts_) {
    names.append(account->status().account);
  }
  return names;
}

AccountState FollowedAccounts::state() const {
  AccountState worst = AccountState::connected;
  for (const auto& account : accounts_) {
    if (severity(account->status().state) > severity(worst)) {
      worst = account->status().state;
    }
  }
  return accounts_.empty() ? AccountState::action_needed : worst;
}

void FollowedAccounts::reconnect_now() {
  if (client_) {
    client_->reconnect_now(true);
  }
  for (const auto& account : accounts_) {
    account->woke();
  }
}

}  // namespace tidings::desktop
