#include "windows/history_browser.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHideEvent>
#include <QShowEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>

#include "inbox/inbox.h"
#include "models/account_model.h"
#include "models/account_words.h"
#include "models/entry_words.h"
#include "store/history_store.h"
#include "windows/details_pane.h"
#include "windows/empty_state.h"
#include "windows/filter_bar.h"
#include "windows/history_delegate.h"
#include "windows/history_view.h"
#include "windows/notice_bar.h"
#include "windows/qt_new.h"

namespace tidings::desktop {
namespace {

constexpr std::chrono::seconds kSeenAfter{2};
constexpr std::chrono::seconds kUndoTime{15};
constexpr int kListWidth = 420;
constexpr int kDetailsWidth = 520;
constexpr int kCopyLimit = 500;

}  // namespace

HistoryBrowser::HistoryBrowser(HistoryStore& store, HistoryReader& reader, Inbox& inbox,
                               AccountModel& accounts, QWidget* parent)
    : QWidget(parent),
      store_(store),
      inbox_(inbox),
      accounts_(accounts),
      model_(store, reader),
      filter_bar_(qt_new<FilterBar>(this)),
      splitter_(qt_new<QSplitter>(this)),
      stack_(qt_new<QStackedWidget>(splitter_)),
      view_(qt_new<HistoryView>(stack_)),
      empty_(qt_new<EmptyState>(stack_)),
      details_(qt_new<DetailsPane>(splitter_)),
      undo_bar_(qt_new<NoticeBar>(NoticeBar::Tone::notice, this)),
      delegate_(qt_new<HistoryDelegate>(view_)),
      actions_(this, view_) {
  build();
  connect_list();
  connect_actions();
  connect_details();
  take_accounts();
}

HistoryBrowser::~HistoryBrowser() {
  view_->setModel(nullptr);
}

void HistoryBrowser::build() {
  stack_->addWidget(view_);
  stack_->addWidget(empty_);
  splitter_->setChildrenCollapsible(false);
  splitter_->setHandleWidth(1);
  splitter_->setSizes({kListWidth, kDetailsWidth});
  splitter_->setStretchFactor(0, 1);
  splitter_->setStretchFactor(1, 1);
  stack_->setMinimumWidth(260);
  details_->setMinimumWidth(280);
  view_->setItemDelegate(delegate_);
  view_->setModel(&model_);
  auto* layout = qt_new<QVBoxLayout>(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(filter_bar_);
  layout->addWidget(splitter_, 1);
  layout->addWidget(undo_bar_);
  seen_.setSingleShot(true);
  seen_.setInterval(kSeenAfter);
}

void HistoryBrowser::connect_list() {
  connect(filter_bar_, &FilterBar::filter_changed, this, [this](const HistoryFilter& filter) {
    actions_.unread_only->setChecked(filter.unread_only);
    model_.set_filter(filter);
  });
  connect(filter_bar_, &FilterBar::types_wanted, this,
          [this] { filter_bar_->set_types(store_.types()); });
  connect(filter_bar_, &FilterBar::list_wanted, this, [this] {
    view_->setFocus(Qt::ShortcutFocusReason);
    if (!view_->currentIndex().isValid() && model_.rowCount() > 0) {
      view_->setCurrentIndex(model_.index(0));
    }
  });
  connect(&model_, &HistoryModel::loaded, this, &HistoryBrowser::choose_again);
  connect(&model_, &HistoryModel::failed, this, &HistoryBrowser::trouble);
  connect(&model_, &QAbstractItemModel::rowsInserted, this, &HistoryBrowser::update_emptiness);
  connect(&model_, &QAbstractItemModel::rowsRemoved, this, &HistoryBrowser::update_emptiness);
  connect(&model_, &QAbstractItemModel::dataChanged, this, &HistoryBrowser::show_chosen);
  connect(view_, &HistoryView::open_requested, this, &HistoryBrowser::open_chosen);
  connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          &HistoryBrowser::show_chosen);
  connect(view_, &HistoryView::current_changed, this, [this] {
    if (view_->hasFocus()) {
      seen_.start();
    }
  });
  connect(&seen_, &QTimer::timeout, this, [this] {
    if (isVisible() && isActiveWindow() && chosen_rows().size() == 1) {
      set_chosen_read(true);
    }
  });
  connect(&accounts_, &QAbstractItemModel::modelReset, this, &HistoryBrowser::take_accounts);
  connect(&accounts_, &QAbstractItemModel::dataChanged, this, &HistoryBrowser::update_emptiness);
  connect(empty_, &EmptyState::action_requested, this, &HistoryBrowser::empty_action);
}

void HistoryBrowser::connect_actions() {
  const auto on = [this](QAction* action, auto&& act) {
    connect(action, &QAction::triggered, this, std::forward<decltype(act)>(act));
  };
  on(actions_.open, [this] { open_chosen(); });
  on(actions_.toggle_read, [this] { toggle_read(); });
  on(actions_.copy, [this] { copy_chosen(); });
  on(actions_.remove, [this] { remove_chosen(); });
  on(actions_.undo, [this] { undo_remove(); });
  on(actions_.mark_all_read, [this] { inbox_.mark_all_read(filter().account); });
  on(actions_.search, [this] { filter_bar_->focus_search(); });
  on(actions_.clear_filters, [this] { filter_bar_->clear(); });
  on(actions_.unread_only, [this](bool only) { filter_bar_->set_unread_only(only); });
}

void HistoryBrowser::connect_details() {
  connect(details_, &DetailsPane::open_requested, this, &HistoryBrowser::open_chosen);
  connect(details_, &DetailsPane::read_requested, this, &HistoryBrowser::set_chosen_read);
  connect(details_, &DetailsPane::copy_requested, this, &HistoryBrowser::copy_chosen);
  connect(details_, &DetailsPane::delete_requested, this, &HistoryBrowser::remove_chosen);
  connect(undo_bar_, &NoticeBar::action_requested, this, &HistoryBrowser::undo_remove);
}

void HistoryBrowser::take_accounts() {
  filter_bar_->set_accounts(accounts_.accounts());
  delegate_->set_shows_account(accounts_.rowCount() > 1);
  update_emptiness();
}

QList<qint64> HistoryBrowser::chosen_rows() const {
  QList<qint64> rows;
  for (const QModelIndex& index : view_->selectionModel()->selectedIndexes()) {
    rows.append(index.data(HistoryModel::kRow).toLongLong());
  }
  if (rows.isEmpty() && details_->entry()) {
    rows.append(details_->entry()->row);
  }
  return rows;
}

void HistoryBrowser::show_chosen() {
  const QModelIndexList chosen = view_->selectionModel()->selectedIndexes();
  if (chosen.size() == 1) {
    show_details_of(chosen.first().data(HistoryModel::kRow).toLongLong());
  } else if (chosen.size() > 1) {
    details_->show_several(static_cast<int>(chosen.size()));
    actions_.enable_on_entries(true, false);
  } else if (!details_->entry() || model_.index_of(details_->entry()->row).isValid()) {
    show_details_of(0);
  }
}

void HistoryBrowser::show_details_of(qint64 row) {
  if (current_ != row) {
    current_ = row;
    // Not now: the list may be in the middle of telling about its change.
    QMetaObject::invokeMethod(
        this, [this] { model_.hold(current_); }, Qt::QueuedConnection);
  }
  const QList<HistoryEntry> entries = row != 0 ? store_.entries({row}) : QList<HistoryEntry>();
  const bool found = !entries.isEmpty();
  details_->show_entry(found ? std::optional(entries.first()) : std::nullopt);
  actions_.enable_on_entries(found, found && !entries.first().url.isEmpty());
}

void HistoryBrowser::choose_again() {
  const QModelIndex index = model_.index_of(current_);
  if (index.isValid()) {
    view_->setCurrentIndex(index);
  } else {
    show_details_of(0);
    view_->scrollToTop();
  }
  update_emptiness();
  if (focus_list_) {
    focus_list_ = false;
    view_->setFocus();
  }
}

void HistoryBrowser::update_emptiness() {
  if (model_.rowCount() > 0) {
    stack_->setCurrentWidget(view_);
    return;
  }
  HistoryFilter rest = filter();
  rest.unread_only = false;
  if (!(rest == HistoryFilter{})) {
    empty_->say(tr("Nothing matches"), tr("No notification has all that you asked for."),
                tr("Clear search and filters"));
  } else if (filter().unread_only) {
    empty_->say(tr("All read"), tr("There is nothing unread."), tr("Show all notifications"));
  } else {
    QStringList states;
    for (int row = 0; row < accounts_.rowCount(); ++row) {
      states.append(status_sentence(accounts_.status(accounts_.index(row))));
    }
    empty_->say(
        tr("No notifications yet"),
        tr("What is announced to you appears here at once, and stays until you delete it.") +
            QStringLiteral("\n\n") + states.join(u'\n'));
  }
  if (!model_.is_loading()) {
    stack_->setCurrentWidget(empty_);
  }
}

void HistoryBrowser::empty_action() {
  filter_bar_->clear();
  view_->setFocus();
}

void HistoryBrowser::show_entry(qint64 row) {
  current_ = row;
  if (!model_.index_of(row).isValid() && !(filter() == HistoryFilter{})) {
    filter_bar_->clear();
  }
  view_->clearSelection();
  const QModelIndex index = model_.index_of(row);
  if (index.isValid()) {
    view_->setCurrentIndex(index);
    view_->scrollTo(index);
  }
  show_details_of(row);
  view_->setFocus();
}

QByteArray HistoryBrowser::parts() const {
  return splitter_->saveState();
}

void HistoryBrowser::set_parts(const QByteArray& parts) {
  splitter_->restoreState(parts);
}

void HistoryBrowser::focus_next_part() {
  QWidget* focused = QApplication::focusWidget();
  if (view_->hasFocus() && details_->entry()) {
    details_->take_focus();
  } else if (focused != nullptr && filter_bar_->isAncestorOf(focused)) {
    view_->setFocus(Qt::TabFocusReason);
  } else {
    filter_bar_->focus_search();
  }
}

void HistoryBrowser::open_chosen() {
  const QList<qint64> rows = chosen_rows();
  if (rows.size() != 1) {
    return;
  }
  const QList<HistoryEntry> entries = store_.entries(rows);
  if (!entries.isEmpty() && !entries.first().url.isEmpty()) {
    inbox_.open_url(rows.first());
  } else {
    set_chosen_read(true);
  }
}

void HistoryBrowser::set_chosen_read(bool read) {
  seen_.stop();
  inbox_.set_read(chosen_rows(), read);
}

void HistoryBrowser::toggle_read() {
  const QList<HistoryEntry> entries = store_.entries(chosen_rows());
  const bool any_unread = std::any_of(entries.begin(), entries.end(),
                                      [](const HistoryEntry& entry) { return !entry.read; });
  set_chosen_read(any_unread);
}

void HistoryBrowser::copy_chosen() {
  QStringList texts;
  for (const HistoryEntry& entry : store_.entries(chosen_rows().mid(0, kCopyLimit))) {
    texts.append(entry_as_text(entry));
  }
  if (!texts.isEmpty()) {
    QApplication::clipboard()->setText(texts.join(QStringLiteral("\n\n")));
  }
}

void HistoryBrowser::remove_chosen() {
  const QList<qint64> rows = chosen_rows();
  if (rows.isEmpty()) {
    return;
  }
  seen_.stop();
  const int place = model_.index_of(*std::max_element(rows.begin(), rows.end())).row();
  inbox_.remove(rows);
  undo_bar_->show_sentence(tr("%n notifications deleted.", nullptr, static_cast<int>(rows.size())),
                           tr("&Undo"), kUndoTime);
  actions_.undo->setEnabled(true);
  if (place >= 0 && model_.rowCount() > 0) {
    view_->setCurrentIndex(model_.index(std::min(place, model_.rowCount() - 1)));
  } else {
    show_details_of(0);
  }
}

void HistoryBrowser::undo_remove() {
  undo_bar_->dismiss();
  inbox_.undo_remove();
  actions_.undo->setEnabled(inbox_.can_undo_remove());
}

void HistoryBrowser::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!event->spontaneous()) {
    model_.reload();
    focus_list_ = true;
  }
}

void HistoryBrowser::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  seen_.stop();
  if (!event->spontaneous()) {
    model_.release();  // the program lives in the tray most of the time
  }
}

}  // namespace tidings::desktop
