#include "app/token_reports.h"

#include "inbox/inbox.h"
#include "service/account_service.h"

namespace tidings::desktop {
namespace {

QString key_of(const QString& account) {
  return QStringLiteral("token:") + account;
}

}  // namespace

TokenReports::TokenReports(AccountService& service, Inbox& inbox, QObject* parent)
    : QObject(parent), service_(service), inbox_(inbox) {
  connect(&service, &AccountService::status_changed, this, &TokenReports::look);
  connect(&service, &AccountService::accounts_changed, this, &TokenReports::forget_removed);
}

void TokenReports::look(const QString& account) {
  const AccountStatus status = service_.status(account);
  if (status.action != NeededAction::enter_token) {
    if (told_.remove(account)) {
      inbox_.report_over(key_of(account));
    }
  } else if (!told_.contains(account)) {
    told_.insert(account);
    inbox_.report(key_of(account), tr("%1 needs a new token").arg(account), status.detail);
  }
}

void TokenReports::forget_removed() {
  const QStringList accounts = service_.accounts();
  for (const QString& account : QSet<QString>(told_)) {
    if (!accounts.contains(account)) {
      told_.remove(account);
      inbox_.report_over(key_of(account));
    }
  }
}

}  // namespace tidings::desktop
