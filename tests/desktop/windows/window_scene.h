#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QTemporaryDir>
#include <QUrl>
#include <memory>

#include "desktop/models/scripted_accounts.h"
#include "desktop/windows/silent_popups.h"
#include "inbox/inbox.h"
#include "service/account_service.h"
#include "settings/settings_file.h"
#include "store/history_reader.h"
#include "store/history_store.h"
#include "windows/main_window.h"

namespace tidings::test {

/// The main window over a real history, inbox and settings file, with accounts by a script. It goes
/// as it came: all in a folder of its own.
class WindowScene {
 public:
  WindowScene();
  ~WindowScene();
  WindowScene(const WindowScene&) = delete;
  WindowScene& operator=(const WindowScene&) = delete;

  [[nodiscard]] ScriptedAccounts& accounts() { return ScriptedAccounts::of(service); }
  /// Puts an entry into the history as if it had arrived; its row.
  qint64 arrive(desktop::HistoryEntry entry);
  qint64 arrive(const QString& id, const QString& title, const QString& body = {});
  /// Shows the window and waits until it can be used.
  void show();
  [[nodiscard]] bool wait_for_rows(int number);

  /// Nothing can be written into the folder any more.
  void lose_folder();
  /// The button with these words (without its mnemonic) that can be seen; null: none.
  [[nodiscard]] QAbstractButton* button(const QString& words) const;
  /// The dialog of this kind that is open; null: none.
  template <class T>
  T* open_dialog() {
    for (QWidget* widget : QApplication::topLevelWidgets()) {
      T* dialog = qobject_cast<T*>(widget);
      if (dialog != nullptr && dialog->isVisible()) {
        return dialog;
      }
    }
    return nullptr;
  }

 private:
  QTemporaryDir folder_;
  QString in_its_place_;  ///< a file where the folder was
  std::unique_ptr<desktop::HistoryStore> owned_store_;

 public:
  desktop::AccountService service;
  desktop::HistoryStore& store;
  desktop::HistoryReader reader;
  SilentPopups popups;
  desktop::SettingsFile settings;
  QList<QUrl> opened;  ///< in the browser
  desktop::Inbox inbox;
  std::unique_ptr<desktop::MainWindow> window;
};

/// A day in a shop, in several scripts; for pictures.
void fill_with_a_day(WindowScene& scene);

}  // namespace tidings::test
