#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include "models/account_model.h"
#include "windows/history_export_dialog.h"
#include "windows/main_menu.h"
#include "windows/token_requests.h"

class QMainWindow;
class QStackedWidget;

namespace tidings::desktop {

class AccountService;
class FirstStartPage;
class HistoryBrowser;
class HistoryReader;
class HistoryStore;
class Inbox;
class NoticeBar;
class SettingsFile;
class StatusLine;

/// What the main window is about. All of it outlives the window.
struct WindowSubject {
  AccountService& service;
  HistoryStore& store;
  HistoryReader& reader;
  Inbox& inbox;
  SettingsFile& settings;
};

/// What the main window is made of, from when it is first shown: a program that lives in the tray
/// pays for no widgets. Made anew when the language changes.
class MainWindowContent : public QObject {
  Q_OBJECT

 public:
  /// Becomes the window's menu and central widget, until its end.
  MainWindowContent(QMainWindow& window, const WindowSubject& subject);
  ~MainWindowContent() override;

  void show_entry(qint64 row);
  /// How its parts are divided, for the settings.
  [[nodiscard]] QByteArray parts() const;
  /// Empty: it is over.
  void show_trouble(const QString& sentence);
  void ask_for_tokens() { tokens_.ask_where_needed(); }
  void remember_token(const QString& account, const QString& token) {
    tokens_.remember(account, token);
  }

 signals:
  /// Those of this account; empty: any.
  void settings_requested(const QString& account);
  void quit_requested();
  void trouble_dismissed();

 private:
  void build();
  void connect_menu();
  void connect_pages();
  void choose_page();
  void act(const QString& account, NeededAction action);

  QMainWindow& window_;
  WindowSubject subject_;
  QWidget* root_;
  AccountModel accounts_;
  TokenRequests tokens_;
  NoticeBar* trouble_;
  QStackedWidget* pages_;
  FirstStartPage* first_start_;
  HistoryBrowser* history_;
  StatusLine* status_;
  NoticeBar* notice_;
  HistoryExportDialog export_;
  MainMenu menu_;
};

}  // namespace tidings::desktop
