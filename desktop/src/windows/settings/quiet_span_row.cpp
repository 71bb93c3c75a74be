#include "windows/settings/quiet_span_row.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QTimeEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include "windows/action_icon.h"
#include "windows/qt_new.h"

namespace tidings::desktop {
namespace {

constexpr int kWeek = 7;

QTimeEdit* time_field(const QTime& time, const QString& name, QWidget* parent) {
  auto* field = qt_new<QTimeEdit>(time, parent);
  field->setDisplayFormat(QStringLiteral("HH:mm"));
  field->setAccessibleName(name);
  return field;
}

/// A chosen day has a tick and a colour: one of them is always seen.
void show_day(QToolButton* button, int day) {
  const QString name = QLocale().standaloneDayName(day + 1, QLocale::ShortFormat);
  const bool chosen = button->isChecked();
  button->setText(chosen ? QStringLiteral("✓ ") + name : name);
  QPalette colours = button->parentWidget()->palette();
  if (chosen) {
    colours.setColor(QPalette::Button, colours.color(QPalette::Highlight));
    colours.setColor(QPalette::ButtonText, colours.color(QPalette::HighlightedText));
  }
  button->setPalette(colours);
}

}  // namespace

QuietSpanRow::QuietSpanRow(const QuietHours& span, int number, QWidget* parent)
    : QWidget(parent),
      enabled_(qt_new<QCheckBox>(tr("From"), this)),
      begin_(time_field(span.begin, tr("Quiet from"), this)),
      end_(time_field(span.end, tr("Quiet until"), this)),
      remove_(qt_new<QToolButton>(this)) {
  enabled_->setChecked(span.enabled);
  enabled_->setAccessibleName(tr("Quiet hours %1").arg(number));
  remove_->setAutoRaise(true);
  remove_->setIcon(action_icon(QStringLiteral("delete"), palette()));
  remove_->setAccessibleName(tr("Remove quiet hours %1").arg(number));
  remove_->setToolTip(remove_->accessibleName());
  remove_->setFocusPolicy(Qt::StrongFocus);

  auto* times = qt_new<QHBoxLayout>();
  times->addWidget(enabled_);
  times->addWidget(begin_);
  times->addWidget(qt_new<QLabel>(tr("to"), this));
  times->addWidget(end_);
  times->addStretch(1);
  times->addWidget(remove_);
  auto* layout = qt_new<QVBoxLayout>(this);
  layout->setContentsMargins(0, 4, 0, 8);
  layout->setSpacing(6);
  layout->addLayout(times);
  layout->addWidget(build_days(span.days));

  connect(enabled_, &QCheckBox::toggled, this, &QuietSpanRow::edited);
  connect(begin_, &QTimeEdit::timeChanged, this, &QuietSpanRow::edited);
  connect(end_, &QTimeEdit::timeChanged, this, &QuietSpanRow::edited);
  connect(remove_, &QToolButton::clicked, this, &QuietSpanRow::remove_requested);
}

QWidget* QuietSpanRow::build_days(unsigned days) {
  auto* row = qt_new<QWidget>(this);
  auto* layout = qt_new<QHBoxLayout>(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  for (int day = 0; day < kWeek; ++day) {
    auto* button = qt_new<QToolButton>(row);
    button->setAccessibleName(QLocale().standaloneDayName(day + 1, QLocale::LongFormat));
    button->setCheckable(true);
    button->setChecked(((days >> static_cast<unsigned>(day)) & 1U) != 0);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    show_day(button, day);
    connect(button, &QToolButton::toggled, this, [this, button, day] {
      show_day(button, day);
      emit edited();
    });
    layout->addWidget(button);
    days_.append(button);
  }
  return row;
}

QuietHours QuietSpanRow::span() const {
  QuietHours span;
  span.enabled = enabled_->isChecked();
  span.begin = begin_->time();
  span.end = end_->time();
  span.days = 0;
  for (int day = 0; day < kWeek; ++day) {
    if (days_[day]->isChecked()) {
      span.days |= 1U << static_cast<unsigned>(day);
    }
  }
  return span;
}

}  // namespace tidings::desktop
