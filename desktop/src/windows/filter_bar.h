#pragma once

#include <QStringList>
#include <QTimer>
#include <QWidget>

#include "store/history_filter.h"

class QComboBox;
class QLineEdit;
class QToolButton;

namespace tidings::desktop {

/// Search field and filters above the list. Typing is let settle before anything is asked for.
class FilterBar : public QWidget {
  Q_OBJECT

 public:
  explicit FilterBar(QWidget* parent = nullptr);

  [[nodiscard]] HistoryFilter filter() const;
  void clear();
  void focus_search();
  void set_unread_only(bool unread_only);
  /// What there is to choose from; a choice that is gone falls back to "all".
  void set_accounts(const QStringList& accounts);
  void set_types(const QStringList& types);

 signals:
  void filter_changed(const tidings::desktop::HistoryFilter& filter);
  /// The user is done with the field: to the list.
  void list_wanted();
  /// The list of types is about to be shown.
  void types_wanted();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void build_search();
  void announce_now();
  void draw_icons();
  bool handle_search_key(int key);

  QLineEdit* search_;
  QToolButton* unread_;
  QComboBox* type_;
  QComboBox* account_;
  QComboBox* date_;
  QTimer settle_;
};

}  // namespace tidings::desktop
