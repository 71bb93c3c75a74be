#include "windows/main_window_content.h"

#include <QAction>
#include <QFrame>
#include <QMainWindow>
#include <QMenuBar>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <memory>
#include <utility>

#include "inbox/inbox.h"
#include "service/account_service.h"
#include "settings/settings_file.h"
#include "store/history_store.h"
#include "windows/about_dialog.h"
#include "windows/first_start_page.h"
#include "windows/history_browser.h"
#include "windows/notice_bar.h"
#include "windows/qt_new.h"
#include "windows/shortcuts_dialog.h"
#include "windows/status_line.h"

namespace tidings::desktop {

MainWindowContent::MainWindowContent(QMainWindow& window, const WindowSubject& subject)
    : window_(window),
      subject_(subject),
      root_(qt_new<QWidget>(&window)),
      accounts_(subject.service),
      tokens_(subject.service, &window),
      trouble_(qt_new<NoticeBar>(NoticeBar::Tone::warning, root_)),
      pages_(qt_new<QStackedWidget>(root_)),
      first_start_(qt_new<FirstStartPage>(subject.service, pages_)),
      history_(
          qt_new<HistoryBrowser>(subject.store, subject.reader, subject.inbox, accounts_, pages_)),
      status_(qt_new<StatusLine>(accounts_, subject.inbox, root_)),
      notice_(qt_new<NoticeBar>(NoticeBar::Tone::notice, root_)),
      export_(subject.store.path(), &window),
      menu_(window, *root_, history_->actions_on_history(), subject.inbox) {
  build();
  connect_menu();
  connect_pages();
  choose_page();
}

MainWindowContent::~MainWindowContent() {
  window_.setMenuBar(nullptr);
  const std::unique_ptr<QWidget> root(window_.takeCentralWidget());
}

void MainWindowContent::show_entry(qint64 row) {
  history_->show_entry(row);
}

QByteArray MainWindowContent::parts() const {
  return history_->parts();
}

void MainWindowContent::show_trouble(const QString& sentence) {
  if (sentence.isEmpty()) {
    trouble_->dismiss();
  } else {
    trouble_->show_sentence(sentence);
  }
}

void MainWindowContent::build() {
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
  history_->set_parts(subject_.settings.settings().window_parts);
}

void MainWindowContent::connect_menu() {
  const auto on = [this](QAction* action, auto&& act) {
    connect(action, &QAction::triggered, root_, std::forward<decltype(act)>(act));
  };
  on(menu_.export_history, [this] { export_.ask(history_->filter()); });
  on(menu_.settings, [this] { emit settings_requested({}); });
  on(menu_.reconnect, [this] { subject_.service.reconnect_now(); });
  on(menu_.close, [this] { window_.close(); });
  on(menu_.quit, [this] { emit quit_requested(); });
  on(menu_.next_part, [this] { history_->focus_next_part(); });
  on(menu_.shortcuts, [this] { qt_new<ShortcutsDialog>(&window_)->open(); });
  on(menu_.about, [this] { qt_new<AboutDialog>(&window_)->open(); });
}

void MainWindowContent::connect_pages() {
  connect(&accounts_, &QAbstractItemModel::modelReset, root_, [this] { choose_page(); });
  connect(first_start_, &FirstStartPage::account_added, root_,
          [this](const QString& account, const QString& token) {
            tokens_.remember(account, token);
            choose_page();
          });
  connect(first_start_, &FirstStartPage::all_settings_requested, root_,
          [this] { emit settings_requested({}); });
  connect(history_, &HistoryBrowser::trouble, root_,
          [this](const QString& sentence) { show_trouble(sentence); });
  connect(&tokens_, &TokenRequests::trouble, root_,
          [this](const QString& sentence) { show_trouble(sentence); });
  connect(&export_, &HistoryExportDialog::failed, root_,
          [this](const QString& sentence) { show_trouble(sentence); });
  connect(&export_, &HistoryExportDialog::finished, root_,
          [this](const QString& sentence) { notice_->show_sentence(sentence); });
  connect(trouble_, &NoticeBar::dismissed, this, &MainWindowContent::trouble_dismissed);
  connect(status_, &StatusLine::action_requested, root_,
          [this](const QString& account, NeededAction action) { act(account, action); });
}

void MainWindowContent::choose_page() {
  const bool none = subject_.service.accounts().isEmpty();
  pages_->setCurrentWidget(none ? static_cast<QWidget*>(first_start_) : history_);
  status_->setVisible(!none);
  for (QAction* action : {menu_.export_history, menu_.reconnect, menu_.next_part}) {
    action->setEnabled(!none);
  }
}

void MainWindowContent::act(const QString& account, NeededAction action) {
  if (action == NeededAction::enter_token) {
    tokens_.ask(account);
  } else if (action == NeededAction::mend_settings) {
    emit settings_requested(account);
  } else if (action == NeededAction::unlock_keyring) {
    subject_.service.unlock_keyring();
  } else {
    subject_.service.reconnect_now();
  }
}

}  // namespace tidings::desktop
