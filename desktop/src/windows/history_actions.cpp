#include "windows/history_actions.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeySequence>
#include <QWidget>

#include "windows/qt_new.h"

namespace tidings::desktop {
namespace {

class Text {
  Q_DECLARE_TR_FUNCTIONS(tidings::desktop::HistoryActions)
};

QAction* action(const QString& text, const QKeySequence& keys, QWidget* owner,
                Qt::ShortcutContext context) {
  auto* made = qt_new<QAction>(text, owner);
  made->setShortcut(keys);
  made->setShortcutContext(context);
  owner->addAction(made);
  return made;
}

}  // namespace

HistoryActions::HistoryActions(QWidget* page, QWidget* list) {
  const auto on_list = [list](const QString& text, const QKeySequence& keys) {
    return action(text, keys, list, Qt::WidgetShortcut);
  };
  const auto on_page = [page](const QString& text, const QKeySequence& keys) {
    return action(text, keys, page, Qt::WindowShortcut);
  };
  open = on_page(Text::tr("&Open link"), Qt::CTRL | Qt::Key_O);
  toggle_read = on_page(Text::tr("Mark &read or unread"), Qt::CTRL | Qt::Key_M);
  copy = on_list(Text::tr("&Copy"), QKeySequence::Copy);
  remove = on_list(Text::tr("&Delete"), QKeySequence::Delete);
  undo = on_page(Text::tr("&Undo delete"), QKeySequence::Undo);
  mark_all_read = on_page(Text::tr("Mark &all read"), Qt::CTRL | Qt::SHIFT | Qt::Key_M);
  search = on_page(Text::tr("&Search"), QKeySequence::Find);
  unread_only = on_page(Text::tr("&Only unread"), Qt::CTRL | Qt::Key_U);
  unread_only->setCheckable(true);
  clear_filters = on_page(Text::tr("&Clear search and filters"), Qt::CTRL | Qt::Key_Backspace);
  list->insertAction(copy, toggle_read);
  list->insertAction(toggle_read, open);
  enable_on_entries(false, false);
  undo->setEnabled(false);
}

void HistoryActions::enable_on_entries(bool any, bool has_url) {
  open->setEnabled(has_url);
  toggle_read->setEnabled(any);
  copy->setEnabled(any);
  remove->setEnabled(any);
}

}  // namespace tidings::desktop
