#include "desktop/models/scripted_accounts.h"

#include <QUrl>

using tidings::test::ScriptedAccounts;

namespace tidings::test {

ScriptedAccounts::ScriptedAccounts(desktop::AccountService* service)
    : QObject(service), service_(*service) {}

ScriptedAccounts& ScriptedAccounts::of(desktop::AccountService& service) {
  return *service.findChild<ScriptedAccounts*>();
}

void ScriptedAccounts::add(const QString& account, desktop::AccountState state) {
  desktop::AccountDetails added;
  added.name = account;
  added.stream = QStringLiteral("https://%1.example/v1/stream").arg(account);
  details.append(added);
  statuses.insert(account, {account, state, desktop::NeededAction::none, {}});
  emit service_.accounts_changed();
}

void ScriptedAccounts::set_warning(const QString& sentence) {
  warning = sentence;
  emit service_.accounts_changed();
}

void ScriptedAccounts::set_status(const desktop::AccountStatus& status) {
  statuses.insert(status.account, status);
  emit service_.status_changed(status.account);
}

}  // namespace tidings::test

namespace tidings::desktop {

struct AccountService::State {};

AccountService::AccountService(QString, std::function<QByteArray(const QString&)>, QObject* parent,
                               ServiceOptions)
    : MessageSource(parent) {
  static_cast<void>(std::make_unique<ScriptedAccounts>(this).release());  // its parent owns it
}

AccountService::~AccountService() = default;

void AccountService::start(const QStringList&) {}
void AccountService::stop() {}

QStringList AccountService::accounts() const {
  QStringList names;
  for (const AccountDetails& account : findChild<ScriptedAccounts*>()->details) {
    names.append(account.name);
  }
  return names;
}

AccountStatus AccountService::status(const QString& account) const {
  return findChild<ScriptedAccounts*>()->statuses.value(account);
}

AccountState AccountService::overall_state() const {
  return AccountState::connected;
}

AccountDetails AccountService::details(const QString& account) const {
  for (const AccountDetails& known : findChild<ScriptedAccounts*>()->details) {
    if (known.name == account) {
      return known;
    }
  }
  return {};
}

QString AccountService::configuration_warning() const {
  return findChild<ScriptedAccounts*>()->warning;
}

QString AccountService::add_account(const AccountDetails& details, const QString& token) {
  ScriptedAccounts& script = ScriptedAccounts::of(*this);
  script.asked.append(QStringLiteral("add %1 %2 %3").arg(details.name, details.stream, token));
  if (script.mistake.isEmpty()) {
    script.details.append(details);
    script.statuses.insert(details.name,
                           {details.name, AccountState::connecting, NeededAction::none, {}});
    emit accounts_changed();
  }
  return script.mistake;
}

QString AccountService::change_account(const QString& account, const AccountDetails& details,
                                       const QString& token) {
  ScriptedAccounts& script = ScriptedAccounts::of(*this);
  script.asked.append(
      QStringLiteral("change %1 %2 %3 %4").arg(account, details.name, details.stream, token));
  if (script.mistake.isEmpty()) {
    for (AccountDetails& known : script.details) {
      if (known.name == account) {
        known = details;
      }
    }
    script.statuses.insert(details.name,
                           {details.name, AccountState::connecting, NeededAction::none, {}});
    emit accounts_changed();
  }
  return script.mistake;
}

QString AccountService::remove_account(const QString& account) {
  ScriptedAccounts& script = ScriptedAccounts::of(*this);
  script.asked.append(QStringLiteral("remove %1").arg(account));
  script.details.removeIf([&](const AccountDetails& known) { return known.name == account; });
  emit accounts_changed();
  return script.mistake;
}

void AccountService::set_token(const QString& account, const QString& token) {
  ScriptedAccounts::of(*this).asked.append(QStringLiteral("token %1 %2").arg(account, token));
}

void AccountService::set_token_in_file(const QString& account, const QString& token) {
  ScriptedAccounts::of(*this).asked.append(QStringLiteral("file %1 %2").arg(account, token));
}

void AccountService::unlock_keyring() {
  ScriptedAccounts::of(*this).asked.append(QStringLiteral("unlock"));
}

void AccountService::test_connection(const AccountDetails& details, const QString& token) {
  ScriptedAccounts::of(*this).asked.append(QStringLiteral("test %1 %2").arg(details.stream, token));
}

void AccountService::cancel_test() {}

QString AccountService::host(const QString& account) const {
  return QUrl(details(account).stream).host();
}

void AccountService::send_read(const QString& account, const QStringList& ids, bool read) {
  ScriptedAccounts::of(*this).asked.append(
      QStringLiteral("%1 %2 %3")
          .arg(read ? QStringLiteral("read") : QStringLiteral("unread"), account, ids.join(u',')));
}

void AccountService::send_read_up_to(const QString& account, const QString& id) {
  ScriptedAccounts::of(*this).asked.append(QStringLiteral("read-up-to %1 %2").arg(account, id));
}

void AccountService::acknowledge(const QString&, bool) {}

void AccountService::reconnect_now() {
  ScriptedAccounts::of(*this).asked.append(QStringLiteral("reconnect"));
}

}  // namespace tidings::desktop
