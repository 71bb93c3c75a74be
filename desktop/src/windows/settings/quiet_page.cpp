#include "windows/settings/quiet_page.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "windows/qt_new.h"
#include "windows/settings/page_parts.h"
#include "windows/settings/quiet_span_row.h"
#include "windows/settings/settings_edit.h"

namespace tidings::desktop {

QuietPage::QuietPage(SettingsEdit& edit, QWidget* parent)
    : QWidget(parent),
      edit_(edit),
      rows_layout_(nullptr),
      add_(qt_new<QPushButton>(tr("&Add quiet hours"), this)) {
  auto* area = qt_new<QScrollArea>(this);
  area->setFrameShape(QFrame::NoFrame);
  area->setWidgetResizable(true);
  area->setFocusPolicy(Qt::NoFocus);
  auto* rows = qt_new<QWidget>(area);
  rows_layout_ = qt_new<QVBoxLayout>(rows);
  rows_layout_->setContentsMargins(0, 0, 0, 0);
  rows_layout_->addStretch(1);
  area->setWidget(rows);

  auto* layout = page_layout(this);
  layout->addWidget(page_heading(tr("Quiet hours"), this));
  layout->addWidget(
      page_note(tr("In these hours notifications go into the history without a popup or "
                   "a sound. A time that ends before it begins goes on to the next "
                   "morning; the days are those on which it begins."),
                this));
  layout->addWidget(area, 1);
  layout->addWidget(add_, 0, Qt::AlignLeft);

  for (const QuietHours& span : edit_.now().quiet_hours) {
    add_row(span);
  }
  connect(add_, &QPushButton::clicked, this, [this] {
    QuietHours span;
    span.enabled = true;
    add_row(span);
    save();
  });
}

void QuietPage::add_row(const QuietHours& span) {
  auto* row = qt_new<QuietSpanRow>(span, static_cast<int>(rows_.size()) + 1, this);
  rows_.append(row);
  rows_layout_->insertWidget(rows_layout_->count() - 1, row);
  connect(row, &QuietSpanRow::edited, this, &QuietPage::save);
  connect(row, &QuietSpanRow::remove_requested, this, [this, row] { remove_row(row); });
  add_->setEnabled(rows_.size() < kLimit);
}

void QuietPage::remove_row(QuietSpanRow* row) {
  rows_.removeOne(row);
  row->deleteLater();
  add_->setEnabled(true);
  add_->setFocus();
  save();
}

void QuietPage::save() {
  QList<QuietHours> spans;
  for (const QuietSpanRow* row : rows_) {
    spans.append(row->span());
  }
  edit_.change([&](Settings& settings) { settings.quiet_hours = spans; });
}

}  // namespace tidings::desktop
