#include "windows/main_menu.h"

#include <QAction>
#include <QCoreApplication>
#include <QDateTime>
#include <QMenu>
#include <QMenuBar>

#include "inbox/inbox.h"
#include "windows/history_actions.h"
#include "windows/qt_new.h"

namespace tidings::desktop {
namespace {

constexpr qint64 kHourSeconds = 3600;

class Text {
  Q_DECLARE_TR_FUNCTIONS(tidings::desktop::MainMenu)
};

QAction* action(QWidget& owner, const QString& text, const QKeySequence& keys = {}) {
  auto* made = qt_new<QAction>(text, &owner);
  made->setShortcut(keys);
  return made;
}

void fill_pause_menu(QMenu& menu, Inbox& inbox) {
  QObject::connect(
      menu.addAction(Text::tr("For one &hour")), &QAction::triggered, &inbox,
      [&inbox] { inbox.pause_until(QDateTime::currentDateTimeUtc().addSecs(kHourSeconds)); });
  QObject::connect(menu.addAction(Text::tr("Until &tomorrow")), &QAction::triggered, &inbox,
                   [&inbox] { inbox.pause_until(QDate::currentDate().addDays(1).startOfDay()); });
  QObject::connect(menu.addAction(Text::tr("Until I &switch them on")), &QAction::triggered, &inbox,
                   [&inbox] { inbox.pause(); });
  menu.addSeparator();
  QAction* resume = menu.addAction(Text::tr("&Resume"));
  QObject::connect(resume, &QAction::triggered, &inbox, &Inbox::resume);
  QObject::connect(&menu, &QMenu::aboutToShow, resume,
                   [resume, &inbox] { resume->setEnabled(inbox.is_paused()); });
}

}  // namespace

MainMenu::MainMenu(QMainWindow& window, QWidget& owner, const HistoryActions& history, Inbox& inbox)
    : export_history(action(owner, Text::tr("&Export…"), Qt::CTRL | Qt::Key_E)),
      settings(action(owner, Text::tr("&Settings…"), Qt::CTRL | Qt::Key_Comma)),
      reconnect(action(owner, Text::tr("Connect &now"), Qt::Key_F5)),
      close(action(owner, Text::tr("&Close window"), Qt::CTRL | Qt::Key_W)),
      quit(action(owner, Text::tr("&Quit"), Qt::CTRL | Qt::Key_Q)),
      next_part(action(owner, Text::tr("&Next part of the window"), Qt::Key_F6)),
      shortcuts(action(owner, Text::tr("&Keyboard shortcuts"), Qt::Key_F1)),
      about(action(owner, Text::tr("&About Tidings"))) {
  QMenuBar* bar = window.menuBar();
  QMenu* program = bar->addMenu(Text::tr("&Tidings"));
  program->addAction(history.mark_all_read);
  fill_pause_menu(*program->addMenu(Text::tr("&Pause popups")), inbox);
  program->addAction(reconnect);
  program->addSeparator();
  program->addActions({export_history, settings});
  program->addSeparator();
  program->addActions({close, quit});
  QMenu* notification = bar->addMenu(Text::tr("&Notification"));
  notification->addActions(history.on_entries());
  notification->addSeparator();
  notification->addAction(history.undo);
  QMenu* view = bar->addMenu(Text::tr("&View"));
  view->addActions({history.search, history.unread_only, history.clear_filters, next_part});
  QMenu* help = bar->addMenu(Text::tr("&Help"));
  help->addActions({shortcuts, about});
}

}  // namespace tidings::desktop
