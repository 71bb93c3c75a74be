#pragma once

#include <QMainWindow>

class QAction;

namespace tidings::desktop {

struct HistoryActions;
class Inbox;

/// The actions of the menu bar that are not about notifications; the window connects them.
struct MainMenu {
  /// `owner`: with which the actions go.
  MainMenu(QMainWindow& window, QWidget& owner, const HistoryActions& history, Inbox& inbox);

  QAction* export_history;
  QAction* settings;
  QAction* reconnect;
  QAction* close;
  QAction* quit;
  QAction* next_part;
  QAction* shortcuts;
  QAction* about;
};

}  // namespace tidings::desktop
