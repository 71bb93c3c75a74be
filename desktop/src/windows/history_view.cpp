#include "windows/history_view.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <chrono>

namespace tidings::desktop {
namespace {

constexpr std::chrono::seconds kClockStep{30};

}  // namespace

HistoryView::HistoryView(QWidget* parent) : QListView(parent) {
  setUniformItemSizes(true);
  setSelectionMode(ExtendedSelection);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFrameShape(NoFrame);
  setMouseTracking(true);
  setTextElideMode(Qt::ElideRight);
  setContextMenuPolicy(Qt::ActionsContextMenu);
  setAccessibleName(tr("Notifications"));
  connect(this, &QListView::doubleClicked, this, &HistoryView::open_requested);
  connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &HistoryView::fetch_ahead);
  clock_.setTimerType(Qt::VeryCoarseTimer);
  clock_.setInterval(kClockStep);
  connect(&clock_, &QTimer::timeout, this, [this] { viewport()->update(); });
}

void HistoryView::setModel(QAbstractItemModel* model) {
  QListView::setModel(model);
  if (model != nullptr) {
    connect(model, &QAbstractItemModel::rowsInserted, this, &HistoryView::keep_place);
  }
}

void HistoryView::keyboardSearch(const QString&) {
  // Letters belong to the search field; jumping by the first letter would load the whole history.
}

void HistoryView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QListView::currentChanged(current, previous);
  emit current_changed(current);
}

void HistoryView::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (enter && event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
    emit open_requested(currentIndex());
    return;
  }
  QListView::keyPressEvent(event);
}

void HistoryView::showEvent(QShowEvent* event) {
  QListView::showEvent(event);
  clock_.start();
}

void HistoryView::hideEvent(QHideEvent* event) {
  QListView::hideEvent(event);
  clock_.stop();
}

void HistoryView::fetch_ahead() {
  const QScrollBar* bar = verticalScrollBar();
  const bool near_end = bar->value() >= bar->maximum() - 2 * bar->pageStep();
  if (near_end && model() != nullptr && model()->canFetchMore({})) {
    model()->fetchMore({});
  }
}

void HistoryView::keep_place(const QModelIndex&, int first, int last) {
  const int value = verticalScrollBar()->value();
  if (value == 0) {
    return;
  }
  const int height = sizeHintForRow(first);
  if (height <= 0 || first * height >= value) {
    return;
  }
  executeDelayedItemsLayout();
  verticalScrollBar()->setValue(value + (last - first + 1) * height);
}

}  // namespace tidings::desktop
