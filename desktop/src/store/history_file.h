#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <memory>

#include "tidings/result.h"

#include "store/sqlite_database.h"

namespace tidings::desktop {

/// The history's file, opened for writing and fit for use.
struct HistoryFile {
  std::unique_ptr<SqliteDatabase> database;
  /// A translated sentence when a file had to be moved aside.
  QString warning;
  /// The accounts' positions, as far as a damaged file still told them.
  QHash<QString, QByteArray> saved_positions;
};

/// Makes folder (0700), file (0600) and tables where there are none. A file that is damaged or from
/// a newer version is moved aside beside itself, and a new one is begun. The error is a translated
/// reason.
Result<HistoryFile> open_history_file(const QString& path);

/// A history that lives as long as this and its other connections (by the same name).
Result<HistoryFile> open_history_in_memory(const QString& name);

/// For a file that turned out to be damaged in use: moves it aside and begins a new one.
/// REQUIRES: the caller has no connection to it any more.
Result<HistoryFile> open_damaged_history_anew(const QString& path);

}  // namespace tidings::desktop
