#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QString>

namespace tidings::desktop {

class AccountService;
class TokenDialog;

/// Gets tokens from the user: one dialog at a time, each account asked once until it works again or
/// the user asks for the dialog; and where no keyring keeps a token, the question whether a file
/// may.
class TokenRequests : public QObject {
  Q_OBJECT

 public:
  TokenRequests(AccountService& service, QWidget* window);

  /// Asks for those accounts that need it and were not asked about yet.
  void ask_where_needed();
  void ask(const QString& account);
  /// A token that was handed to the service and may come back as not stored.
  void remember(const QString& account, const QString& token);

 signals:
  void trouble(const QString& sentence);

 private:
  void take_token(const QString& account, const QString& token);
  void offer_file(const QString& account, const QString& sentence);

  AccountService& service_;
  QWidget* window_;
  QPointer<TokenDialog> dialog_;
  QSet<QString> asked_;
  QHash<QString, QString> on_their_way_;  ///< tokens, until they are stored or given up
};

}  // namespace tidings::desktop
