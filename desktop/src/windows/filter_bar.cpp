#include "windows/filter_bar.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>
#include <chrono>

#include "models/shown_text.h"
#include "windows/action_icon.h"
#include "windows/qt_new.h"

namespace tidings::desktop {
namespace {

constexpr std::chrono::milliseconds kSettleTime{180};
constexpr int kSearchLimit = 200;
constexpr int kChoiceWidth = 14;  ///< characters

enum DateChoice { kAnyTime, kToday, kLastWeek, kLastMonth };

QDateTime begin_of(int choice) {
  const QDate today = QDate::currentDate();
  switch (choice) {
    case kToday:
      return today.startOfDay();
    case kLastWeek:
      return today.addDays(-6).startOfDay();
    case kLastMonth:
      return today.addDays(-29).startOfDay();
    default:
      return {};
  }
}

QComboBox* choice_box(const QString& name, QWidget* parent) {
  auto* box = qt_new<QComboBox>(parent);
  box->setAccessibleName(name);
  box->setToolTip(name);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(kChoiceWidth);
  return box;
}

void fill(QComboBox* box, const QString& all, const QStringList& values) {
  const QString chosen = box->currentData().toString();
  const QSignalBlocker quiet(box);
  box->clear();
  box->addItem(all, QString());
  for (const QString& value : values) {
    box->addItem(shown_line(value), value);
  }
  box->setCurrentIndex(qMax(0, box->findData(chosen)));
}

}  // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent),
      search_(qt_new<QLineEdit>(this)),
      unread_(qt_new<QToolButton>(this)),
      type_(choice_box(tr("Type"), this)),
      account_(choice_box(tr("Account"), this)),
      date_(choice_box(tr("Date"), this)) {
  build_search();
  unread_->setText(tr("Un&read"));
  unread_->setToolTip(tr("Only what is unread (Ctrl+U)"));
  unread_->setAccessibleName(tr("Only unread"));
  unread_->setCheckable(true);
  unread_->setFocusPolicy(Qt::StrongFocus);
  date_->addItem(tr("Any time"), kAnyTime);
  date_->addItem(tr("Today"), kToday);
  date_->addItem(tr("Last 7 days"), kLastWeek);
  date_->addItem(tr("Last 30 days"), kLastMonth);
  set_types({});
  set_accounts({});

  auto* layout = qt_new<QHBoxLayout>(this);
  layout->setContentsMargins(10, 8, 10, 8);
  layout->setSpacing(6);
  layout->addWidget(search_, 1);
  layout->addWidget(unread_);
  for (QComboBox* box : {type_, account_, date_}) {
    layout->addWidget(box);
    connect(box, &QComboBox::currentIndexChanged, this, &FilterBar::announce_now);
  }
  type_->installEventFilter(this);
  connect(unread_, &QToolButton::toggled, this, &FilterBar::announce_now);
  draw_icons();
}

void FilterBar::build_search() {
  search_->setPlaceholderText(tr("Search notifications"));
  search_->setAccessibleName(tr("Search notifications"));
  search_->setClearButtonEnabled(true);
  search_->setMaxLength(kSearchLimit);
  search_->setMinimumWidth(140);
  search_->installEventFilter(this);
  settle_.setSingleShot(true);
  settle_.setInterval(kSettleTime);
  connect(&settle_, &QTimer::timeout, this, &FilterBar::announce_now);
  connect(search_, &QLineEdit::textChanged, &settle_, qOverload<>(&QTimer::start));
}

HistoryFilter FilterBar::filter() const {
  HistoryFilter filter;
  filter.text = search_->text().simplified();
  filter.account = account_->currentData().toString();
  filter.type = type_->currentData().toString();
  filter.unread_only = unread_->isChecked();
  filter.from = begin_of(date_->currentData().toInt());
  return filter;
}

void FilterBar::clear() {
  {
    const QSignalBlocker quiet_unread(unread_);
    const QSignalBlocker quiet_type(type_);
    const QSignalBlocker quiet_account(account_);
    const QSignalBlocker quiet_date(date_);
    search_->clear();
    unread_->setChecked(false);
    for (QComboBox* box : {type_, account_, date_}) {
      box->setCurrentIndex(0);
    }
  }
  announce_now();
}

void FilterBar::announce_now() {
  settle_.stop();
  emit filter_changed(filter());
}

void FilterBar::focus_search() {
  search_->setFocus(Qt::ShortcutFocusReason);
  search_->selectAll();
}

void FilterBar::set_unread_only(bool unread_only) {
  unread_->setChecked(unread_only);
}

void FilterBar::set_accounts(const QStringList& accounts) {
  const QString former = account_->currentData().toString();
  fill(account_, tr("All accounts"), accounts);
  account_->setVisible(accounts.size() > 1);
  if (account_->currentData().toString() != former) {
    announce_now();
  }
}

void FilterBar::set_types(const QStringList& types) {
  fill(type_, tr("All types"), types);
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == type_ && (event->type() == QEvent::FocusIn || event->type() == QEvent::Enter)) {
    emit types_wanted();
  }
  if (watched == search_ && event->type() == QEvent::KeyPress) {
    return handle_search_key(static_cast<QKeyEvent*>(event)->key());
  }
  return QWidget::eventFilter(watched, event);
}

bool FilterBar::handle_search_key(int key) {
  if (key == Qt::Key_Escape && !search_->text().isEmpty()) {
    search_->clear();
    announce_now();
    return true;
  }
  const bool to_list =
      key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape;
  if (to_list) {
    if (settle_.isActive()) {
      announce_now();
    }
    emit list_wanted();
  }
  return to_list;
}

void FilterBar::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) {
    draw_icons();
  }
}

void FilterBar::draw_icons() {
  for (QAction* action : search_->actions()) {
    if (action->property("lens").toBool()) {
      search_->removeAction(action);
    }
  }
  QAction* lens = search_->addAction(action_icon(QStringLiteral("search"), palette()),
                                     QLineEdit::LeadingPosition);
  lens->setProperty("lens", true);
}

}  // namespace tidings::desktop
