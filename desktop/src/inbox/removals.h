#pragma once

#include <QList>
#include <QObject>
#include <QString>

namespace tidings::desktop {

class HistoryStore;

/// Deletes entries, and puts back what was deleted. In pieces, between which the event loop runs.
class Removals : public QObject {
  Q_OBJECT

 public:
  explicit Removals(HistoryStore& store, QObject* parent = nullptr);

  void remove(const QList<qint64>& rows);
  /// What the last `remove` took, then that of the one before, …
  void undo();
  [[nodiscard]] bool can_undo() const { return !removed_.isEmpty(); }

 signals:
  /// One translated sentence.
  void failed(const QString& sentence);

 private:
  void remove_piece(const QList<qint64>& rows);
  void restore_piece(const QList<qint64>& rows);

  HistoryStore& store_;
  QList<QList<qint64>> removed_;  ///< the latest last
};

}  // namespace tidings::desktop
