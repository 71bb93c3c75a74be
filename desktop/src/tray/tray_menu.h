#pragma once

#include <QAction>
#include <QDateTime>
#include <QList>
#include <QMenu>
#include <QObject>
#include <memory>
#include <vector>

#include "domain/account_status.h"

namespace tidings::desktop {

/// The tray's menu: one menu that lives as long as the icon and whose entries change, since some
/// desktops keep the first one they were shown.
class TrayMenu : public QObject {
  Q_OBJECT

 public:
  struct Content {
    int unread = 0;
    bool is_paused = false;
    QDateTime paused_until;
    QList<AccountStatus> accounts;
  };

  explicit TrayMenu(QObject* parent = nullptr);

  [[nodiscard]] QMenu* menu() { return &menu_; }
  void show(const Content& content);
  /// In the language that is installed now; `show` has the rest.
  void set_words();

 signals:
  void window_requested();
  void mark_all_read_requested();
  /// An invalid moment: until it is switched on again.
  void pause_requested(const QDateTime& until);
  void resume_requested();
  void settings_requested();
  void quit_requested();

 private:
  void show_accounts(const QList<AccountStatus>& accounts);

  QMenu menu_;
  QMenu pause_menu_;
  QAction* open_ = nullptr;
  QAction* mark_all_read_ = nullptr;
  QAction* pause_for_an_hour_ = nullptr;
  QAction* pause_until_tomorrow_ = nullptr;
  QAction* pause_ = nullptr;
  QAction* resume_ = nullptr;
  QAction* accounts_end_ = nullptr;
  QAction* settings_ = nullptr;
  QAction* quit_ = nullptr;
  std::vector<std::unique_ptr<QAction>> accounts_;
};

/// Eight in the morning of the day after `now`.
QDateTime tomorrow_morning(const QDateTime& now);

}  // namespace tidings::desktop
