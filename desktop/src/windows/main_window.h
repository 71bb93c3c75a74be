#pragma once

#include <QMainWindow>
#include <QString>
#include <memory>

namespace tidings::desktop {

class AccountService;
class HistoryReader;
class HistoryStore;
class Inbox;
class SettingsFile;

/// History list with search and filters, details of one entry, first-start page, status line. Opens
/// the settings window. Reaches everything by keyboard.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  MainWindow(AccountService& service, HistoryStore& store, HistoryReader& reader, Inbox& inbox,
             SettingsFile& settings, QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Shows and raises the window. `activation_token`: what a popup or a launcher handed over.
  void bring_up(const QString& activation_token = {});
  void show_entry(qint64 row);
  void show_settings();
  /// Whether closing the window leaves something by which it can be had back.
  void set_tray_visible(bool visible);

 signals:
  void quit_requested();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct State;

  static QString first_trouble(const State& state);
  void build();
  void build_again();
  void keep_place();
  void show_trouble(const QString& sentence);
  void show_configuration_trouble();
  void show_unread();
  void open_settings(const QString& account);
  void confirm_url(qint64 row, const QString& url, const QString& host);
  void explain_tray_once();
  void quit();

  std::unique_ptr<State> state_;
};

}  // namespace tidings::desktop
