#pragma once

#include <QList>

#include "store/sqlite_database.h"

namespace tidings::desktop {

struct CleaningLimits {
  qint64 now = 0;          ///< milliseconds since the epoch
  qint64 keep_from = 0;    ///< entries received before this go
  qint64 keep_number = 0;  ///< 0: any number
  qint64 max_known = 0;
  qint64 run_began = 0;  ///< what was deleted before is not put back any more
};

struct CleanedPiece {
  QList<qint64> rows;  ///< entries that were in lists and are gone
  bool more = false;
};

/// Does one piece of what is to be cleaned up: forgotten accounts, entries that are too old or too
/// many, old trash, ids known for too long, free pages. REQUIRES: a transaction is open.
CleanedPiece clean(SqliteDatabase& database, const CleaningLimits& limits);

}  // namespace tidings::desktop
