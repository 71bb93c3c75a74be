#pragma once

#include <QObject>
#include <QSet>
#include <QString>

namespace tidings::desktop {

class AccountService;
class Inbox;

/// Whoever only sees the tray must hear that an account needs a new token: one popup each time,
/// whose click opens the window that asks for it.
class TokenReports : public QObject {
  Q_OBJECT

 public:
  TokenReports(AccountService& service, Inbox& inbox, QObject* parent = nullptr);

 private:
  void look(const QString& account);
  void forget_removed();

  AccountService& service_;
  Inbox& inbox_;
  QSet<QString> told_;
};

}  // namespace tidings::desktop
