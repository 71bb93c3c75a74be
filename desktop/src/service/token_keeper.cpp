#include "service/token_keeper.h"

#include <QFileInfo>

#include "service/token_file.h"

namespace tidings::desktop {
namespace {

using Place = AccountDetails::TokenPlace;

}  // namespace

TokenKeeper::TokenKeeper(SecretService& secrets, AccountConfiguration& configuration,
                         QObject* parent)
    : QObject(parent), secrets_(secrets), configuration_(configuration) {}

void TokenKeeper::say(const QString& account, const QString& error) {
  if (error.isEmpty()) {
    emit stored(account);
  } else {
    emit not_stored(account, error, false);
  }
}

void TokenKeeper::store(const AccountDetails& details, const QString& token) {
  const QString account = details.name;
  switch (details.token_place) {
    case Place::keychain:
      secrets_.write(account, token, [this, account](const QString& error) {
        if (error.isEmpty()) {
          emit stored(account);
        } else {
          emit not_stored(account, error, true);
        }
      });
      return;
    case Place::file:
      say(account, write_token_file(details.token_file, token));
      return;
    case Place::configuration:
      emit stored(account);
      return;
    case Place::command:
      say(account, tr("This account's token comes from a command: change it there."));
      return;
    case Place::none:
      say(account, tr("Say first where the token is to be kept."));
      return;
  }
}

void TokenKeeper::replace(const QString& account, const QString& token) {
  AccountDetails known = configuration_.details(account);
  if (known.token_place == Place::none) {
    known.token_place = Place::keychain;
  }
  if (known.token_place != Place::command) {
    const QString error = configuration_.change(account, known, token);
    if (!error.isEmpty()) {
      emit not_stored(account, error, false);
      return;
    }
  }
  store(known, token);
}

void TokenKeeper::move_to_file(const QString& account, const QString& token) {
  AccountDetails known = configuration_.details(account);
  known.token_place = Place::file;
  known.token_file = QFileInfo(configuration_.path()).absolutePath() + QChar(u'/') + account +
                     QLatin1String(".token");
  QString error = write_token_file(known.token_file, token);
  if (error.isEmpty()) {
    error = configuration_.change(account, known, {});
  }
  say(account, error);
}

}  // namespace tidings::desktop
