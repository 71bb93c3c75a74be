#include "windows/main_window.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QHideEvent>
#include <QPointer>
#include <utility>

#include "icons/icon_image.h"
#include "inbox/inbox.h"
#include "service/account_service.h"
#include "settings/settings_file.h"
#include "store/history_store.h"
#include "windows/closing_dialogs.h"
#include "windows/main_window_content.h"
#include "windows/qt_new.h"
#include "windows/settings/settings_window.h"
#include "windows/url_confirmation.h"

namespace tidings::desktop {
namespace {

constexpr QSize kFirstSize{940, 620};
constexpr QSize kSmallestSize{620, 400};

}  // namespace

struct MainWindow::State {
  WindowSubject subject;
  bool tray_visible = false;
  bool quitting = false;
  bool language_changed = false;
  QString trouble{};
  QString configuration_trouble{};
  std::unique_ptr<MainWindowContent> content{};
  QPointer<SettingsWindow> settings_window{};
};

MainWindow::MainWindow(AccountService& service, HistoryStore& store, HistoryReader& reader,
                       Inbox& inbox, SettingsFile& settings, QWidget* parent)
    : QMainWindow(parent),
      state_(std::make_unique<State>(State{{service, store, reader, inbox, settings}})) {
  setWindowIcon(app_icon());
  setWindowTitle(QStringLiteral("Tidings"));
  setMinimumSize(kSmallestSize);
  if (!restoreGeometry(settings.settings().window_place)) {
    resize(kFirstSize);
  }
  state_->trouble = first_trouble(*state_);
  state_->configuration_trouble = service.configuration_warning();
  connect(&inbox, &Inbox::trouble, this, &MainWindow::show_trouble);
  connect(&inbox, &Inbox::trouble_over, this, [this] { show_trouble({}); });
  connect(&inbox, &Inbox::url_confirmation_needed, this, &MainWindow::confirm_url);
  connect(&inbox, &Inbox::unread_changed, this, &MainWindow::show_unread);
  connect(&store, &HistoryStore::reloaded, this,
          [this] { show_trouble(state_->subject.store.warning()); });
  connect(&service, &AccountService::accounts_changed, this,
          &MainWindow::show_configuration_trouble);
  show_unread();
  QCoreApplication::instance()->installEventFilter(this);
}

MainWindow::~MainWindow() = default;

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  // However the program is told to end (tray, D-Bus, a signal), the window must not hold it back.
  if (event->type() == QEvent::Quit) {
    state_->quitting = true;
    keep_place();
  }
  return QMainWindow::eventFilter(watched, event);
}

QString MainWindow::first_trouble(const State& state) {
  QStringList sentences{state.subject.store.warning(), state.subject.settings.warning(),
                        state.subject.service.configuration_warning(),
                        state.subject.inbox.standing_trouble()};
  sentences.removeAll(QString());
  return sentences.join(u'\n');
}

void MainWindow::show_trouble(const QString& sentence) {
  state_->trouble = sentence;
  if (state_->content) {
    state_->content->show_trouble(sentence);
  }
}

/// The file may be broken, or mended, by hand at any time.
void MainWindow::show_configuration_trouble() {
  const QString now = state_->subject.service.configuration_warning();
  const QString before = std::exchange(state_->configuration_trouble, now);
  if (!now.isEmpty() && now != before) {
    show_trouble(now);
  } else if (now.isEmpty() && !before.isEmpty() && state_->trouble == before) {
    show_trouble({});
  }
}

void MainWindow::show_unread() {
  const int unread = state_->subject.inbox.unread();
  setWindowTitle(unread > 0 ? tr("%n unread – Tidings", "window title", unread)
                            : QStringLiteral("Tidings"));
}

void MainWindow::build() {
  if (state_->content) {
    return;
  }
  state_->content = std::make_unique<MainWindowContent>(*this, state_->subject);
  const MainWindowContent* content = state_->content.get();
  connect(content, &MainWindowContent::settings_requested, this, &MainWindow::open_settings);
  connect(content, &MainWindowContent::quit_requested, this, &MainWindow::quit);
  connect(content, &MainWindowContent::trouble_dismissed, this,
          [this] { state_->trouble.clear(); });
  if (!state_->trouble.isEmpty()) {
    state_->content->show_trouble(state_->trouble);
  }
}

void MainWindow::bring_up(const QString& activation_token) {
  build();
  if (!activation_token.isEmpty()) {
    qputenv("XDG_ACTIVATION_TOKEN", activation_token.toUtf8());
  }
  setWindowState(windowState() & ~Qt::WindowMinimized);
  show();
  raise();
  activateWindow();
  state_->content->ask_for_tokens();
}

void MainWindow::show_entry(qint64 row) {
  build();
  if (row != 0) {
    state_->content->show_entry(row);
  }
}

void MainWindow::show_settings() {
  open_settings({});
}

void MainWindow::open_settings(const QString& account) {
  if (!isVisible()) {
    bring_up();
  }
  QPointer<SettingsWindow>& open = state_->settings_window;
  if (!open) {
    open = qt_new<SettingsWindow>(state_->subject.service, state_->subject.store,
                                  state_->subject.settings, this);
    connect(open, &SettingsWindow::token_given, this,
            [this](const QString& given_for, const QString& token) {
              state_->content->remember_token(given_for, token);
            });
    connect(open, &SettingsWindow::account_removed, &state_->subject.inbox, &Inbox::forget_account);
  }
  if (!account.isEmpty()) {
    open->show_account(account);
  }
  open->show();
  open->raise();
  open->activateWindow();
}

void MainWindow::set_tray_visible(bool visible) {
  state_->tray_visible = visible;
}

void MainWindow::quit() {
  state_->quitting = true;
  emit quit_requested();
}

void MainWindow::confirm_url(qint64 row, const QString& url, const QString& host) {
  bring_up();
  auto* question = qt_new<UrlConfirmation>(url, host, this);
  connect(question, &QDialog::accepted, this,
          [this, row] { state_->subject.inbox.open_confirmed_url(row); });
  question->open();
}

void MainWindow::showEvent(QShowEvent* event) {
  build();
  QMainWindow::showEvent(event);
}

void MainWindow::hideEvent(QHideEvent* event) {
  QMainWindow::hideEvent(event);
  if (!event->spontaneous()) {
    keep_place();
  }
}

/// For the next start. That it fails is told where the user changes a setting.
void MainWindow::keep_place() {
  if (!state_->content) {
    return;
  }
  Settings settings = state_->subject.settings.settings();
  settings.window_place = saveGeometry();
  settings.window_parts = state_->content->parts();
  if (!(settings == state_->subject.settings.settings())) {
    (void)state_->subject.settings.change(settings);
  }
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  // One change comes as several events: texts come and go one catalogue after the other.
  if (event->type() == QEvent::LanguageChange && state_->content &&
      !std::exchange(state_->language_changed, true)) {
    QMetaObject::invokeMethod(this, &MainWindow::build_again, Qt::QueuedConnection);
  }
}

void MainWindow::build_again() {
  state_->language_changed = false;
  const int page = state_->settings_window ? state_->settings_window->page() : -1;
  std::unique_ptr<SettingsWindow>(state_->settings_window).reset();
  keep_place();
  state_->content.reset();
  show_unread();
  build();
  if (page >= 0) {
    show_settings();
    state_->settings_window->show_page(page);
    state_->settings_window->focus_page();
  }
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (state_->quitting) {
    event->accept();
    return;
  }
  if (state_->tray_visible) {
    event->accept();  // hidden; the tray icon brings it back
    explain_tray_once();
    return;
  }
  event->ignore();
  ask_how_to_close(
      *this, [this] { showMinimized(); }, [this] { quit(); });
}

void MainWindow::explain_tray_once() {
  Settings settings = state_->subject.settings.settings();
  if (settings.close_to_tray_explained) {
    return;
  }
  settings.close_to_tray_explained = true;
  state_->subject.settings.change(settings);
  explain_tray();
}

}  // namespace tidings::desktop
