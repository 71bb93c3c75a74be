#pragma once

#include <QList>

class QAction;
class QWidget;

namespace tidings::desktop {

/// What can be done with chosen notifications and with the list: the menus, the list's context menu
/// and the shortcuts show the same actions.
struct HistoryActions {
  /// Those on chosen entries belong to `list`, whose keys they are; the others to `page`.
  HistoryActions(QWidget* page, QWidget* list);

  QAction* open;
  QAction* toggle_read;
  QAction* copy;
  QAction* remove;
  QAction* undo;
  QAction* mark_all_read;
  QAction* search;
  QAction* unread_only;
  QAction* clear_filters;

  [[nodiscard]] QList<QAction*> on_entries() const { return {open, toggle_read, copy, remove}; }
  void enable_on_entries(bool any, bool has_url);
};

}  // namespace tidings::desktop
