#pragma once

#include <QString>
#include <QStringList>

#include "tidings/result.h"

namespace tidings::desktop {

/// What the program was asked for.
struct CommandLine {
  enum class Request { run, help, version, quit };
  Request request = Request::run;
  QStringList profiles;  ///< empty: all
  bool minimized = false;
  QString config_folder;  ///< empty: the user's
  QString data_folder;
  QStringList uris;  ///< `tidings:PROFILE/ID`
};

/// Reads the arguments without the program's name. Errors are wrong usage.
Result<CommandLine> parse_command_line(const QStringList& arguments);

QString help_text();

/// `tidings:PROFILE/ID`
struct EntryAddress {
  QString account;
  QString id;
};
/// The error says what is expected.
Result<EntryAddress> parse_entry_uri(const QString& uri);

}  // namespace tidings::desktop
