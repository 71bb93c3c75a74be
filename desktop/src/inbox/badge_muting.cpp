#include "inbox/badge_muting.h"

#include <QTimer>
#include <limits>

#include "policy/popup_policy.h"
#include "store/history_store.h"

namespace tidings::desktop {
namespace {

/// Entries that are changed at once: some milliseconds.
constexpr int kPiece = 100;

}  // namespace

BadgeMuting::BadgeMuting(HistoryStore& store, const PopupPolicy& policy, const QList<Rule>& rules,
                         QObject* parent)
    : QObject(parent), store_(store), policy_(policy), rules_(rules) {}

void BadgeMuting::take(const QList<Rule>& rules) {
  if (rules_ != rules) {
    rules_ = rules;
    mute_piece(std::numeric_limits<qint64>::max());
  }
}

void BadgeMuting::mute_piece(qint64 below) {
  const QList<HistoryEntry> unread = store_.unread_before(below, kPiece);
  QList<qint64> muted;
  QList<qint64> others;
  for (const HistoryEntry& entry : unread) {
    (policy_.is_muted(entry) ? muted : others).append(entry.row);
  }
  for (const bool mutes : {true, false}) {
    const QList<qint64>& rows = mutes ? muted : others;
    const auto done = rows.isEmpty() ? Result<void>() : store_.set_muted(rows, mutes);
    if (!done) {
      emit failed(tr("The rules cannot be applied to what is unread: %1.")
                      .arg(QString::fromStdString(done.error().message)));
      return;
    }
  }
  if (unread.size() == kPiece) {
    QTimer::singleShot(0, this, [this, next = unread.last().row] { mute_piece(next); });
  }
}

}  // namespace tidings::desktop
