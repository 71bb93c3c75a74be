#pragma once

#include <QString>

#include "app/command_line.h"

namespace tidings::desktop {

/// Where everything is.
struct Folders {
  QString configuration_file;
  QString settings_file;
  QString history_file;
  QString data;
};

/// Makes the folders that are missing, for the user alone (0700), and returns where everything is.
Folders prepare_folders(const CommandLine& line);

}  // namespace tidings::desktop
