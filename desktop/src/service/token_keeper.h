#pragma once

#include <QObject>
#include <QString>

#include "service/account_configuration.h"
#include "service/secret_service.h"

namespace tidings::desktop {

/// Puts tokens to where an account keeps its own.
class TokenKeeper : public QObject {
  Q_OBJECT

 public:
  TokenKeeper(SecretService& secrets, AccountConfiguration& configuration,
              QObject* parent = nullptr);

  /// Of an account that is in the configuration already, with these details.
  void store(const AccountDetails& details, const QString& token);
  /// A new token for an account, whose details are changed where they have to be.
  void replace(const QString& account, const QString& token);
  /// Into a file beside the configuration that only the user can read, from now on.
  void move_to_file(const QString& account, const QString& token);

 signals:
  void stored(const QString& account);
  /// `may_use_file`: the keychain did not take it, a file would.
  void not_stored(const QString& account, const QString& sentence, bool may_use_file);

 private:
  void say(const QString& account, const QString& error);

  SecretService& secrets_;
  AccountConfiguration& configuration_;
};

}  // namespace tidings::desktop
