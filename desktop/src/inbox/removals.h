#pragma once

#include <QList>
#include <QObject>
#include <QSet>
#include <QString>

namespace tidings::desktop {

class HistoryStore;

/// Deletes entries, and puts back what was deleted. In pieces, between which the event loop runs.
class Removals : public QObject {
  Q_OBJECT

 public:
  explicit Removals(HistoryStore& store, QObject* parent = nullptr);

  void remove(const QList<qint64>& rows);
  /// What the last `remove` took, then that of the one before, … What it has not come to stays.
  void undo();
  [[nodiscard]] bool can_undo() const { return !removed_.isEmpty(); }

 signals:
  /// One translated sentence.
  void failed(const QString& sentence);

 private:
  struct Removal {
    quint64 number = 0;
    QList<qint64> rows;
  };
  void remove_piece(quint64 number, const QList<qint64>& rows);
  void restore_piece(const QList<qint64>& rows);

  HistoryStore& store_;
  quint64 last_number_ = 0;
  QList<Removal> removed_;  ///< the latest last
  QSet<quint64> going_on_;  ///< those that have pieces to come
};

}  // namespace tidings::desktop
