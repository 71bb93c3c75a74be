#include "inbox/batch_intake.h"

#include <QTimer>
#include <algorithm>
#include <iterator>
#include <utility>

#include "domain/message_source.h"
#include "policy/popup_policy.h"
#include "store/history_store.h"

namespace tidings::desktop {

BatchIntake::BatchIntake(MessageSource& source, HistoryStore& store, const PopupPolicy& policy,
                         QObject* parent)
    : QObject(parent), source_(source), store_(store), policy_(policy) {}

/// What comes alone is stored before this returns: nothing waits for an event loop's next round.
void BatchIntake::take(const ReceivedBatch& batch) {
  waiting_.push_back({batch, 0});
  if (!is_scheduled_) {
    store_next_piece();
    go_on();
  }
}

void BatchIntake::go_on() {
  if (waiting_.empty() || is_scheduled_) {
    return;
  }
  is_scheduled_ = true;
  QTimer::singleShot(0, this, [this] {
    is_scheduled_ = false;
    store_next_piece();
    go_on();
  });
}

void BatchIntake::store_next_piece() {
  if (waiting_.empty()) {
    return;
  }
  Waiting& first = waiting_.front();
  ReceivedBatch piece;
  piece.account = first.batch.account;
  const std::size_t count = std::min(kPiece, first.batch.entries.size() - first.done);
  const auto begin = first.batch.entries.begin() + static_cast<std::ptrdiff_t>(first.done);
  piece.entries.assign(std::make_move_iterator(begin),
                       std::make_move_iterator(begin + static_cast<std::ptrdiff_t>(count)));
  first.done += count;
  const bool is_last = first.done == first.batch.entries.size();
  if (is_last) {
    piece.position = first.batch.position;
  }
  const Arrival arrival = first.batch.arrival;
  const auto added =
      store_.insert(piece, [this](const HistoryEntry& entry) { return policy_.is_muted(entry); });
  if (!added) {
    refuse(piece.account, QString::fromStdString(added.error().message));
    return;
  }
  if (is_last) {
    waiting_.pop_front();
  }
  if (std::exchange(has_failed_, false)) {
    emit recovered();
  }
  if (!added->empty()) {
    emit stored(*added, arrival);
  }
  if (is_last) {
    source_.acknowledge(piece.account, true);
  }
}

void BatchIntake::refuse(const QString& account, const QString& reason) {
  const auto is_of_account = [&](const Waiting& one) { return one.batch.account == account; };
  const auto refused = std::count_if(waiting_.begin(), waiting_.end(), is_of_account);
  std::erase_if(waiting_, is_of_account);
  if (!std::exchange(has_failed_, true)) {
    emit failed(reason);
  }
  for (std::ptrdiff_t number = 0; number < refused; ++number) {
    source_.acknowledge(account, false);
  }
}

}  // namespace tidings::desktop
