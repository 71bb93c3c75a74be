#include "inbox/removals.h"

#include <QTimer>
#include <algorithm>

#include "store/history_store.h"

namespace tidings::desktop {
namespace {

/// Entries that are changed at once: some milliseconds.
constexpr int kPiece = 100;
constexpr qsizetype kMaxUndo = 100;

}  // namespace

Removals::Removals(HistoryStore& store, QObject* parent) : QObject(parent), store_(store) {}

void Removals::remove(const QList<qint64>& rows) {
  const quint64 number = ++last_number_;
  removed_.append(Removal{number, {}});
  if (removed_.size() > kMaxUndo) {
    removed_.removeFirst();
  }
  going_on_.insert(number);
  remove_piece(number, rows);
}

void Removals::remove_piece(quint64 number, const QList<qint64>& rows) {
  if (!going_on_.contains(number)) {
    return;  // taken back meanwhile
  }
  const QList<qint64> piece = rows.mid(0, kPiece);
  const auto own = std::find_if(removed_.begin(), removed_.end(),
                                [&](const Removal& one) { return one.number == number; });
  if (const auto done = store_.remove(piece); !done) {
    going_on_.remove(number);
    if (own != removed_.end() && own->rows.isEmpty()) {
      removed_.erase(own);
    }
    emit failed(tr("It cannot be deleted: %1.").arg(QString::fromStdString(done.error().message)));
    return;
  }
  if (own != removed_.end()) {
    own->rows += piece;
  }
  if (rows.size() > kPiece) {
    QTimer::singleShot(0, this,
                       [this, number, rest = rows.mid(kPiece)] { remove_piece(number, rest); });
  } else {
    going_on_.remove(number);
  }
}

void Removals::undo() {
  if (!removed_.isEmpty()) {
    const Removal latest = removed_.takeLast();
    going_on_.remove(latest.number);
    restore_piece(latest.rows);
  }
}

void Removals::restore_piece(const QList<qint64>& rows) {
  if (const auto done = store_.restore(rows.mid(0, kPiece)); !done) {
    removed_.append(Removal{++last_number_, rows});
    emit failed(tr("It cannot be put back: %1.").arg(QString::fromStdString(done.error().message)));
    return;
  }
  if (rows.size() > kPiece) {
    QTimer::singleShot(0, this, [this, rest = rows.mid(kPiece)] { restore_piece(rest); });
  }
}

}  // namespace tidings::desktop
