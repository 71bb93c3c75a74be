#include "store/history_query.h"

#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "store/search_text.h"

namespace tidings::desktop {
namespace {

/// So many entries are remembered by their rows while words are looked for, so that only those are
/// read that are in both indexes: each may lie elsewhere on the disk.
constexpr qint64 kFew = 100'000;

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

qint64 account_number(const AccountNames& names, const QString& name) {
  return names.key(name, 0);
}

/// One of the filter's conditions, with the index that answers it in the order of the rows.
struct IndexedCondition {
  const char* index = nullptr;
  QByteArray sql;
  std::optional<qint64> account;
  QString type;

  void bind(SqliteStatement& statement) const {
    if (account) {
      statement.bind(*account);
    }
    if (!type.isEmpty()) {
      statement.bind(type);
    }
  }
  [[nodiscard]] bool is_met_by_few(SqliteDatabase& database) const {
    SqliteStatement count(database, QByteArray("SELECT count(*) FROM (SELECT 1 FROM entries ") +
                                        "INDEXED BY " + index + " WHERE " + sql + " LIMIT " +
                                        QByteArray::number(kFew) + ")");
    bind(count);
    return count.step() && count.integer(0) < kFew;
  }
};

std::vector<IndexedCondition> indexed_conditions(const HistoryFilter& filter,
                                                 const AccountNames& names) {
  std::vector<IndexedCondition> conditions;
  const bool has_account = !filter.account.isEmpty();
  const qint64 account = account_number(names, filter.account);
  if (filter.unread_only && has_account) {
    conditions.push_back({"entries_unread_account", "read = 0 AND account = ?", account, {}});
  } else if (filter.unread_only) {
    conditions.push_back({"entries_unread", "read = 0", std::nullopt, {}});
  }
  if (!filter.type.isEmpty()) {
    conditions.push_back({"entries_type", "type = ?", std::nullopt, filter.type});
  }
  if (has_account && !filter.unread_only) {
    conditions.push_back({"entries_account", "account = ?", account, {}});
  }
  return conditions;
}

}  // namespace

struct HistoryQuery::Plan {
  AccountNames names;
  QStringList words;                          ///< all that were asked for
  bool by_search = false;                     ///< through the index of pieces
  std::optional<IndexedCondition> condition;  ///< the one that the fewest entries meet, nearly
  bool few = false;                           ///< that do
  Rows rows;
  HistoryFilter filter;
  bool has_forgotten = false;

  [[nodiscard]] QByteArray sql() const;
  void bind(SqliteStatement& statement) const;
};

QByteArray HistoryQuery::Plan::sql() const {
  QByteArray sql = QByteArray("SELECT row, ") + kEntryColumns + " FROM ";
  if (by_search) {
    sql +=
        "search CROSS JOIN entries ON entries.row = search.rowid WHERE search MATCH ? "
        "AND search.rowid BETWEEN ? AND ?";
    if (condition && few) {
      // The plus keeps SQLite from asking the index of pieces anew for each of the rows.
      sql += QByteArray(" AND +search.rowid IN (SELECT row FROM entries INDEXED BY ") +
             condition->index + " WHERE " + condition->sql + ")";
    }
  } else if (condition) {
    sql += QByteArray("entries INDEXED BY ") + condition->index + " WHERE row BETWEEN ? AND ?";
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
  if (by_search && condition && few) {
    condition->bind(statement);
  }
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
  plan.names = account_names(database);
  for (const IndexedCondition& condition : indexed_conditions(filter, plan.names)) {
    if (!plan.condition) {
      plan.condition = condition;
    }
    if (condition.is_met_by_few(database)) {
      plan.condition = condition;
      plan.few = true;
      break;
    }
  }
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
