#include "tray/tray_menu.h"

#include <QTime>

#include "tray/tray_words.h"

namespace tidings::desktop {
namespace {

constexpr qint64 kHour = 3600;
const QTime kMorning(8, 0);

/// An ampersand in a name is no shortcut.
QString label(QString text) {
  return text.replace(QChar(u'&'), QLatin1String("&&"));
}

}  // namespace

QDateTime tomorrow_morning(const QDateTime& now) {
  return {now.date().addDays(1), kMorning};
}

TrayMenu::TrayMenu(QObject* parent) : QObject(parent) {
  open_ = menu_.addAction(QString(), this, &TrayMenu::window_requested);
  menu_.setDefaultAction(open_);
  mark_all_read_ = menu_.addAction(QString(), this, &TrayMenu::mark_all_read_requested);
  menu_.addSeparator();
  pause_for_an_hour_ = pause_menu_.addAction(QString(), this, [this] {
    emit pause_requested(QDateTime::currentDateTime().addSecs(kHour));
  });
  pause_until_tomorrow_ = pause_menu_.addAction(QString(), this, [this] {
    emit pause_requested(tomorrow_morning(QDateTime::currentDateTime()));
  });
  pause_ = pause_menu_.addAction(QString(), this, [this] { emit pause_requested(QDateTime()); });
  menu_.addMenu(&pause_menu_);
  resume_ = menu_.addAction(QString(), this, &TrayMenu::resume_requested);
  menu_.addSeparator();
  accounts_end_ = menu_.addSeparator();
  settings_ = menu_.addAction(QString(), this, &TrayMenu::settings_requested);
  quit_ = menu_.addAction(QString(), this, &TrayMenu::quit_requested);
  set_words();
}

void TrayMenu::set_words() {
  open_->setText(tr("&Open Tidings"));
  mark_all_read_->setText(tr("&Mark all as read"));
  pause_menu_.setTitle(tr("&Pause popups"));
  pause_for_an_hour_->setText(tr("For &1 hour"));
  pause_until_tomorrow_->setText(tr("Until &tomorrow"));
  pause_->setText(tr("Until I &switch them on"));
  settings_->setText(tr("&Settings…"));
  quit_->setText(tr("&Quit"));
}

void TrayMenu::show(const Content& content) {
  mark_all_read_->setEnabled(content.unread > 0);
  pause_menu_.menuAction()->setVisible(!content.is_paused);
  resume_->setVisible(content.is_paused);
  resume_->setText(TrayWords::resume(content.paused_until, QDateTime::currentDateTime()));
  show_accounts(content.accounts);
}

/// As many entries as accounts; those that are there are kept.
void TrayMenu::show_accounts(const QList<AccountStatus>& accounts) {
  const auto count = static_cast<std::size_t>(accounts.size());
  while (accounts_.size() > count) {
    accounts_.pop_back();
  }
  while (accounts_.size() < count) {
    accounts_.push_back(std::make_unique<QAction>());
    connect(accounts_.back().get(), &QAction::triggered, this, &TrayMenu::settings_requested);
    menu_.insertAction(accounts_end_, accounts_.back().get());
  }
  for (std::size_t index = 0; index < count; ++index) {
    const AccountStatus& status = accounts[static_cast<qsizetype>(index)];
    accounts_[index]->setText(label(TrayWords::account(status)));
    accounts_[index]->setToolTip(status.detail);
  }
  accounts_end_->setVisible(count > 0);
}

}  // namespace tidings::desktop
