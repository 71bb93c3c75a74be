#include "store/history_query.h"

#include <limits>
#include <utility>

#include "store/search_text.h"

namespace tidings::desktop {
namespace {

/// So many unread entries are remembered by their rows while the words are looked for, so that only
/// those entries are read that are in both indexes: each may lie elsewhere on the disk.
constexpr qint64 kFewUnread = 5000;

qint64 milliseconds(const QDateTime& moment, qint64 open_end) {
  return moment.isValid() ? moment.toMSecsSinceEpoch() : open_end;
}

struct Rows {
  qint64 first = 0;
  qint64 last = std::numeric_limits<qint64>::max();
};

/// Where the entries of a span of time lie. They are nearly in the order of the rows, but for
/// clocks that were set back; the span is asked about once more for each row.
Rows rows_of_span(SqliteDatabase& database, const HistoryFilter& filter) {
  Rows rows;
  if (!filter.from.isValid() && !filter.until.isValid()) {
    return rows;
  }
  SqliteStatement select(database,
                         "SELECT min(row), max(row) FROM entries INDEXED BY entries_received "
                         "WHERE received_at >= ? AND received_at < ?");
  select.bind(milliseconds(filter.from, std::numeric_limits<qint64>::min()))
      .bind(milliseconds(filter.until, std::numeric_limits<qint64>::max()));
  if (select.step()) {
    rows = select.is_null(0) ? Rows{1, 0} : Rows{select.integer(0), select.integer(1)};
  }
  return rows;
}

bool few_unread(SqliteDatabase& database) {
  const QByteArray count =
      "SELECT count(*) FROM (SELECT 1 FROM entries INDEXED BY entries_unread "
      "WHERE read = 0 LIMIT " +
      QByteArray::number(kFewUnread) + ")";
  return database.number(count.constData()) < kFewUnread;
}

const char* index_for(const HistoryFilter& filter) {
  if (filter.unread_only) {
    return filter.account.isEmpty() ? "entries_unread" : "entries_unread_account";
  }
  if (!filter.type.isEmpty()) {
    return "entries_type";
  }
  return filter.account.isEmpty() ? nullptr : "entries_account";
}

qint64 account_number(const AccountNames& names, const QString& name) {
  return names.key(name, 0);
}

}  // namespace

struct HistoryQuery::Plan {
  AccountNames names;
  QStringList words;       ///< all that were asked for
  bool by_search = false;  ///< through the index of pieces
  bool few_unread = false;
  Rows rows;
  HistoryFilter filter;
  bool has_forgotten = false;

  [[nodiscard]] QByteArray sql() const;
  void bind(SqliteStatement& statement) const;
};

QByteArray HistoryQuery::Plan::sql() const {
  QByteArray sql = QByteArray("SELECT row, ") + kEntryColumns + " FROM ";
  const char* const index = index_for(filter);
  if (by_search) {
    sql +=
        "search CROSS JOIN entries ON entries.row = search.rowid WHERE search MATCH ? "
        "AND search.rowid BETWEEN ? AND ?";
    if (few_unread) {
      // The plus keeps SQLite from asking the index of pieces anew for each of the rows.
      sql +=
          " AND +search.rowid IN "
          "(SELECT row FROM entries INDEXED BY entries_unread WHERE read = 0)";
    }
  } else if (index != nullptr) {
    sql += QByteArray("entries INDEXED BY ") + index + " WHERE row BETWEEN ? AND ?";
  } else {
    sql += "entries NOT INDEXED WHERE row BETWEEN ? AND ?";
  }
  sql += filter.unread_only ? " AND read = 0" : "";
  sql += filter.account.isEmpty() ? "" : " AND account = ?";
  sql += filter.type.isEmpty() ? "" : " AND type = ?";
  sql += filter.from.isValid() ? " AND received_at >= ?" : "";
  sql += filter.until.isValid() ? " AND received_at < ?" : "";
  sql +=
      has_forgotten ? " AND account NOT IN (SELECT account FROM accounts WHERE name IS NULL)" : "";
  return sql + (by_search ? " ORDER BY search.rowid DESC" : " ORDER BY row DESC");
}

void HistoryQuery::Plan::bind(SqliteStatement& statement) const {
  if (by_search) {
    statement.bind(match_expression(words));
  }
  statement.bind(rows.first).bind(rows.last);
  if (!filter.account.isEmpty()) {
    statement.bind(account_number(names, filter.account));
  }
  if (!filter.type.isEmpty()) {
    statement.bind(filter.type);
  }
  for (const QDateTime& end : {filter.from, filter.until}) {
    if (end.isValid()) {
      statement.bind(end.toMSecsSinceEpoch());
    }
  }
}

HistoryQuery::Plan HistoryQuery::plan(SqliteDatabase& database, const HistoryFilter& filter,
                                      qint64 before) {
  Plan plan;
  plan.filter = filter;
  plan.words = search_words(filter.text);
  plan.by_search = !plan.words.isEmpty();
  plan.few_unread = filter.unread_only && few_unread(database);
  plan.names = account_names(database);
  plan.has_forgotten = database.number("SELECT count(*) FROM accounts WHERE name IS NULL") != 0;
  plan.rows = rows_of_span(database, filter);
  if (before > 0) {
    plan.rows.last = std::min(plan.rows.last, before - 1);
  }
  return plan;
}

HistoryQuery::HistoryQuery(SqliteDatabase& database, const HistoryFilter& filter, qint64 before)
    : HistoryQuery(database, plan(database, filter, before)) {}

HistoryQuery::HistoryQuery(SqliteDatabase& database, const Plan& plan)
    : names_(plan.names),
      words_(plan.by_search && !needs_check(plan.words) ? QStringList() : plan.words),
      select_(database, plan.sql()) {
  plan.bind(select_);
}

std::optional<HistoryEntry> HistoryQuery::next() {
  while (select_.step()) {
    HistoryEntry entry = entry_from(select_, names_);
    if (words_.isEmpty() || contains_all(searched_texts(entry), words_)) {
      return entry;
    }
  }
  return std::nullopt;
}

}  // namespace tidings::desktop
