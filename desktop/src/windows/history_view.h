#pragma once

#include <QListView>
#include <QTimer>

namespace tidings::desktop {

/// The list of the history. Keeps what the user looks at in place when something arrives above it,
/// fetches ahead of the scrolling, and lets its relative times move on only while it can be seen.
class HistoryView : public QListView {
  Q_OBJECT

 public:
  explicit HistoryView(QWidget* parent = nullptr);

  void setModel(QAbstractItemModel* model) override;
  void keyboardSearch(const QString& search) override;
  [[nodiscard]] bool is_ticking() const { return clock_.isActive(); }

 signals:
  void open_requested(const QModelIndex& index);
  void current_changed(const QModelIndex& index);

 protected:
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
  void keyPressEvent(QKeyEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void fetch_ahead();
  void keep_place(const QModelIndex& parent, int first, int last);

  QTimer clock_;
};

}  // namespace tidings::desktop
