#pragma once

#include <QStyledItemDelegate>

namespace tidings::desktop {

/// Draws one entry of the history: a dot while it is unread, title and time, one line of the body,
/// type and account with the priority in a word. Received text is drawn as it is, never as markup.
class HistoryDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  /// Accounts are named only where there are several.
  void set_shows_account(bool shows) { shows_account_ = shows; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                               const QModelIndex& index) const override;
  bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                 const QModelIndex& index) override;

 private:
  bool shows_account_ = false;
};

}  // namespace tidings::desktop
