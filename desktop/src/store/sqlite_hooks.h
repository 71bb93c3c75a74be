#pragma once

#include <functional>

class QSqlDatabase;
struct sqlite3;

namespace tidings::desktop {

/// What of SQLite QtSql has no words for: ending a statement that nobody waits for any more, and
/// hearing of commits to the write-ahead log. Both are set through the driver's handle, and only
/// where the driver uses the very SQLite that this program is linked with (Debian's does; a Qt with
/// a copy of its own would be handed a foreign structure): otherwise statements run to their end
/// and SQLite writes back within a commit, as it does by itself.
class SqliteHooks {
 public:
  SqliteHooks() = default;
  SqliteHooks(const SqliteHooks&) = delete;
  SqliteHooks& operator=(const SqliteHooks&) = delete;

  /// REQUIRES: an open connection, which ends before this.
  void attach(const QSqlDatabase& connection);

  /// Asked every now and then while a statement runs; true ends it with a failure.
  void set_cancelled(std::function<bool()> is_cancelled);
  /// Called after each commit with the pages in the log.
  void set_on_commit(std::function<void(int pages)> on_commit);

 private:
  static int on_progress(void* self);
  static int on_commit(void* self, sqlite3* handle, const char* name, int pages);

  sqlite3* handle_ = nullptr;
  std::function<bool()> is_cancelled_;
  std::function<void(int)> on_commit_;
};

}  // namespace tidings::desktop
