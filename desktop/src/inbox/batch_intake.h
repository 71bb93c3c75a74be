#pragma once

#include <QObject>
#include <QString>
#include <deque>
#include <vector>

#include "domain/history_entry.h"

namespace tidings::desktop {

class HistoryStore;
class MessageSource;
class PopupPolicy;

/// Stores what arrives, in pieces small enough that a window never stands still: the position moves
/// with a batch's last piece. A batch that cannot be stored is answered so, and so is what waits
/// behind it of the same account: storing that would move the position past what is missing.
class BatchIntake : public QObject {
  Q_OBJECT

 public:
  /// Some milliseconds of work: most of it goes into the search index.
  static constexpr std::size_t kPiece = 25;

  BatchIntake(MessageSource& source, HistoryStore& store, const PopupPolicy& policy,
              QObject* parent = nullptr);

  void take(const ReceivedBatch& batch);

 signals:
  void stored(const std::vector<tidings::desktop::HistoryEntry>& entries,
              tidings::desktop::Arrival arrival);
  void failed(const QString& reason);
  /// After `failed`: storing works again.
  void recovered();

 private:
  struct Waiting {
    ReceivedBatch batch;
    std::size_t done = 0;
  };
  void store_next_piece();
  void refuse(const QString& account, const QString& reason);
  void go_on();

  MessageSource& source_;
  HistoryStore& store_;
  const PopupPolicy& policy_;
  std::deque<Waiting> waiting_;
  bool is_scheduled_ = false;
  bool has_failed_ = false;
};

}  // namespace tidings::desktop
