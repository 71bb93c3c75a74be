#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace tidings::desktop {

/// What a settings window shows and changes of one account: a profile of the shared config.toml.
/// Values are as users write them there; an empty one is not in the file.
struct AccountDetails {
  QString name;
  QString stream;
  QString publish;
  QString api;
  QString preset;
  /// Member of a notification → JSON pointer, `heartbeat` → what is one; over the preset's.
  QMap<QString, QString> mapping;
  QString proxy;
  QString ca_file;
  QString heartbeat_timeout;
  QStringList headers;
  /// Where the token is: in the keychain, a file, a command's output, the configuration itself, or
  /// nowhere.
  enum class TokenPlace { none, keychain, file, command, configuration };
  TokenPlace token_place = TokenPlace::none;
  QString token_file;
  QString token_command;
};

}  // namespace tidings::desktop
