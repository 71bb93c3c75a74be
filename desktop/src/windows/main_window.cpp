#include "windows/main_window.h"

#include <QAction>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QHideEvent>
#include <QMenuBar>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

#include "icons/icon_image.h"
#include "inbox/inbox.h"
#include "models/account_model.h"
#include "service/account_service.h"
#include "settings/settings_file.h"
#include "store/history_store.h"
#include "windows/about_dialog.h"
#include "windows/first_start_page.h"
#include "windows/history_browser.h"
#include "windows/history_export_dialog.h"
#include "windows/main_menu.h"
#include "windows/notice_bar.h"
#include "windows/qt_new.h"
#include "windows/settings/settings_window.h"
#include "windows/shortcuts_dialog.h"
#include "windows/status_line.h"
#include "windows/token_requests.h"
#include "windows/url_confirmation.h"

namespace tidings::desktop {
namespace {

constexpr QSize kFirstSize{940, 620};
constexpr QSize kSmallestSize{620, 400};

}  // namespace

struct MainWindow::State {
  AccountService& service;
  HistoryStore& store;
  HistoryReader& reader;
  Inbox& inbox;
  SettingsFile& settings;
  bool tray_visible = false;
  bool quitting = false;
  bool language_changed = false;
  QString trouble{};
  std::unique_ptr<Content> content{};
  QPointer<SettingsWindow> settings_window{};
};

/// What the window is made of, from when it is first shown: a program that lives in the tray pays
/// for no widgets. Made anew when the language changes.
class MainWindow::Content {
 public:
  Content(MainWindow& window, State& state);
  ~Content();
  Content(const Content&) = delete;
  Content& operator=(const Content&) = delete;

  void show_entry(qint64 row) { history_->show_entry(row); }
  [[nodiscard]] QByteArray parts() const { return history_->parts(); }
  void show_trouble(const QString& sentence) { trouble_->show_sentence(sentence); }
  void end_trouble() { trouble_->dismiss(); }
  void ask_for_tokens() { tokens_.ask_where_needed(); }
  void remember_token(const QString& account, const QString& token) {
    tokens_.remember(account, token);
  }

 private:
  void build();
  void connect_menu();
  void connect_pages();
  void choose_page();
  void act(const QString& account, NeededAction action);

  MainWindow& window_;
  State& state_;
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

MainWindow::Content::Content(MainWindow& window, State& state)
    : window_(window),
      state_(state),
      root_(qt_new<QWidget>(&window)),
      accounts_(state.service),
      tokens_(state.service, &window),
      trouble_(qt_new<NoticeBar>(NoticeBar::Tone::warning, root_)),
      pages_(qt_new<QStackedWidget>(root_)),
      first_start_(qt_new<FirstStartPage>(state.service, pages_)),
      history_(qt_new<HistoryBrowser>(state.store, state.reader, state.inbox, accounts_, pages_)),
      status_(qt_new<StatusLine>(accounts_, state.inbox, root_)),
      notice_(qt_new<NoticeBar>(NoticeBar::Tone::notice, root_)),
      export_(state.store.path(), &window),
      menu_(window, *root_, history_->actions_on_history(), state.inbox) {
  build();
  connect_menu();
  connect_pages();
  choose_page();
}

MainWindow::Content::~Content() {
  window_.setMenuBar(nullptr);
  const std::unique_ptr<QWidget> root(window_.takeCentralWidget());
}

void MainWindow::Content::build() {
  pages_->addWidget(first_start_);
  pages_->addWidget(history_);
  auto* line = qt_new<QFrame>(root_);
  line->setFrameShape(QFrame::HLine);
  line->setFrameShadow(QFrame::Plain);
  line->setForegroundRole(QPalette::Midlight);
  auto* layout = qt_new<QVBoxLayout>(root_);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(trouble_);
  layout->addWidget(pages_, 1);
  layout->addWidget(notice_);
  layout->addWidget(line);
  layout->addWidget(status_);
  window_.setCentralWidget(root_);
  history_->set_parts(state_.settings.settings().window_parts);
}

void MainWindow::Content::connect_menu() {
  const auto on = [this](QAction* action, auto&& act) {
    QObject::connect(action, &QAction::triggered, root_, std::forward<decltype(act)>(act));
  };
  on(menu_.export_history, [this] { export_.ask(history_->filter()); });
  on(menu_.settings, [this] { window_.show_settings(); });
  on(menu_.reconnect, [this] { state_.service.reconnect_now(); });
  on(menu_.close, [this] { window_.close(); });
  on(menu_.quit, [this] { window_.quit(); });
  on(menu_.next_part, [this] { history_->focus_next_part(); });
  on(menu_.shortcuts, [this] { qt_new<ShortcutsDialog>(&window_)->open(); });
  on(menu_.about, [this] { qt_new<AboutDialog>(&window_)->open(); });
}

void MainWindow::Content::connect_pages() {
  QObject::connect(&accounts_, &QAbstractItemModel::modelReset, root_, [this] { choose_page(); });
  QObject::connect(first_start_, &FirstStartPage::account_added, root_,
                   [this](const QString& account, const QString& token) {
                     tokens_.remember(account, token);
                     choose_page();
                   });
  QObject::connect(first_start_, &FirstStartPage::all_settings_requested, root_,
                   [this] { window_.show_settings(); });
  QObject::connect(history_, &HistoryBrowser::trouble, root_,
                   [this](const QString& sentence) { show_trouble(sentence); });
  QObject::connect(&tokens_, &TokenRequests::trouble, root_,
                   [this](const QString& sentence) { show_trouble(sentence); });
  QObject::connect(&export_, &HistoryExportDialog::failed, root_,
                   [this](const QString& sentence) { show_trouble(sentence); });
  QObject::connect(&export_, &HistoryExportDialog::finished, root_,
                   [this](const QString& sentence) { notice_->show_sentence(sentence); });
  QObject::connect(trouble_, &NoticeBar::dismissed, root_, [this] { state_.trouble.clear(); });
  QObject::connect(status_, &StatusLine::action_requested, root_,
                   [this](const QString& account, NeededAction action) { act(account, action); });
}

void MainWindow::Content::choose_page() {
  const bool none = state_.service.accounts().isEmpty();
  pages_->setCurrentWidget(none ? static_cast<QWidget*>(first_start_) : history_);
  status_->setVisible(!none);
  for (QAction* action : {menu_.export_history, menu_.reconnect, menu_.next_part}) {
    action->setEnabled(!none);
  }
}

void MainWindow::Content::act(const QString& account, NeededAction action) {
  if (action == NeededAction::enter_token) {
    tokens_.ask(account);
  } else if (action == NeededAction::mend_settings) {
    window_.open_settings(account);
  } else if (action == NeededAction::unlock_keyring) {
    state_.service.unlock_keyring();
  } else {
    state_.service.reconnect_now();
  }
}

MainWindow::MainWindow(AccountService& service, HistoryStore& store, HistoryReader& reader,
                       Inbox& inbox, SettingsFile& settings, QWidget* parent)
    : QMainWindow(parent),
      state_(std::make_unique<State>(State{service, store, reader, inbox, settings})) {
  setWindowIcon(app_icon());
  setWindowTitle(QStringLiteral("Tidings"));
  setMinimumSize(kSmallestSize);
  if (!restoreGeometry(settings.settings().window_place)) {
    resize(kFirstSize);
  }
  state_->trouble = first_trouble(*state_);
  connect(&inbox, &Inbox::trouble, this, &MainWindow::show_trouble);
  connect(&inbox, &Inbox::trouble_over, this, [this] { show_trouble({}); });
  connect(&inbox, &Inbox::url_confirmation_needed, this, &MainWindow::confirm_url);
  connect(&inbox, &Inbox::unread_changed, this, &MainWindow::show_unread);
  connect(&store, &HistoryStore::reloaded, this, [this] { show_trouble(state_->store.warning()); });
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
  QStringList sentences{state.store.warning(), state.settings.warning(),
                        state.service.configuration_warning(), state.inbox.standing_trouble()};
  sentences.removeAll(QString());
  return sentences.join(u'\n');
}

void MainWindow::show_trouble(const QString& sentence) {
  state_->trouble = sentence;
  if (!state_->content) {
    return;
  }
  if (sentence.isEmpty()) {
    state_->content->end_trouble();
  } else {
    state_->content->show_trouble(sentence);
  }
}

void MainWindow::show_unread() {
  const int unread = state_->inbox.unread();
  setWindowTitle(unread > 0 ? tr("%n unread – Tidings", "window title", unread)
                            : QStringLiteral("Tidings"));
}

void MainWindow::build() {
  if (!state_->content) {
    state_->content = std::make_unique<Content>(*this, *state_);
    if (!state_->trouble.isEmpty()) {
      state_->content->show_trouble(state_->trouble);
    }
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
    open = qt_new<SettingsWindow>(state_->service, state_->store, state_->settings, this);
    connect(open, &SettingsWindow::token_given, this,
            [this](const QString& given_for, const QString& token) {
              state_->content->remember_token(given_for, token);
            });
    connect(open, &SettingsWindow::account_removed, &state_->inbox, &Inbox::forget_account);
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
          [this, row] { state_->inbox.open_confirmed_url(row); });
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
  Settings settings = state_->settings.settings();
  settings.window_place = saveGeometry();
  settings.window_parts = state_->content->parts();
  if (!(settings == state_->settings.settings())) {
    (void)state_->settings.change(settings);
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
  ask_how_to_close();
}

void MainWindow::explain_tray_once() {
  Settings settings = state_->settings.settings();
  if (settings.close_to_tray_explained) {
    return;
  }
  settings.close_to_tray_explained = true;
  state_->settings.change(settings);
  auto* box = qt_new<QMessageBox>(QMessageBox::Information, tr("Tidings keeps running"),
                                  tr("Tidings stays in the tray and goes on announcing."));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextFormat(Qt::PlainText);
  box->setInformativeText(
      tr("Click its icon to see this window again. To end the program choose "
         "“Quit” in the icon's menu."));
  box->addButton(tr("&Understood"), QMessageBox::AcceptRole);
  box->show();
}

void MainWindow::ask_how_to_close() {
  auto* box =
      qt_new<QMessageBox>(QMessageBox::Question, tr("Close Tidings?"),
                          tr("This desktop shows no tray icons."), QMessageBox::NoButton, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextFormat(Qt::PlainText);
  box->setInformativeText(
      tr("Minimised, Tidings goes on announcing. When it is quit, nothing is announced until it is "
         "started again."));
  auto* minimise = box->addButton(tr("&Minimise"), QMessageBox::AcceptRole);
  auto* leave = box->addButton(tr("&Quit"), QMessageBox::DestructiveRole);
  auto* stay = box->addButton(tr("&Cancel"), QMessageBox::RejectRole);
  box->setDefaultButton(minimise);
  box->setEscapeButton(stay);
  connect(box, &QMessageBox::finished, this, [this, box, minimise, leave] {
    if (box->clickedButton() == minimise) {
      showMinimized();
    } else if (box->clickedButton() == leave) {
      quit();
    }
  });
  box->open();
}

}  // namespace tidings::desktop
