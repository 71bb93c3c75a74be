#include "inbox/removals.h"

#include <QTimer>

#include "store/history_store.h"

namespace tidings::desktop {
namespace {

/// Entries that are changed at once: some milliseconds.
constexpr int kPiece = 100;
constexpr qsizetype kMaxUndo = 100;

}  // namespace

Removals::Removals(HistoryStore& store, QObject* parent) : QObject(parent), store_(store) {}

void Removals::remove(const QList<qint64>& rows) {
  removed_.append(QList<qint64>());
  if (removed_.size() > kMaxUndo) {
    removed_.removeFirst();
  }
  remove_piece(rows);
}

void Removals::remove_piece(const QList<qint64>& rows) {
  const QList<qint64> piece = rows.mid(0, kPiece);
  const bool has_room = !removed_.isEmpty();
  if (const auto done = store_.remove(piece); !done) {
    if (has_room && removed_.last().isEmpty()) {
      removed_.removeLast();
    }
    emit failed(tr("It cannot be deleted: %1.").arg(QString::fromStdString(done.error().message)));
    return;
  }
  if (has_room) {
    removed_.last() += piece;
  }
  if (rows.size() > kPiece) {
    QTimer::singleShot(0, this, [this, rest = rows.mid(kPiece)] { remove_piece(rest); });
  }
}

void Removals::undo() {
  if (!removed_.isEmpty()) {
    restore_piece(removed_.takeLast());
  }
}

void Removals::restore_piece(const QList<qint64>& rows) {
  if (const auto done = store_.restore(rows.mid(0, kPiece)); !done) {
    removed_.append(rows);
    emit failed(tr("It cannot be put back: %1.").arg(QString::fromStdString(done.error().message)));
    return;
  }
  if (rows.size() > kPiece) {
    QTimer::singleShot(0, this, [this, rest = rows.mid(kPiece)] { restore_piece(rest); });
  }
}

}  // namespace tidings::desktop
