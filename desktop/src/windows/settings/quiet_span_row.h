#pragma once

#include <QList>
#include <QWidget>

#include "settings/settings.h"

class QCheckBox;
class QTimeEdit;
class QToolButton;

namespace tidings::desktop {

/// One span of quiet hours to edit: on or off, from, to, days.
class QuietSpanRow : public QWidget {
  Q_OBJECT

 public:
  QuietSpanRow(const QuietHours& span, int number, QWidget* parent = nullptr);

  [[nodiscard]] QuietHours span() const;

 signals:
  void edited();
  void remove_requested();

 private:
  QWidget* build_days(unsigned days);

  QCheckBox* enabled_;
  QTimeEdit* begin_;
  QTimeEdit* end_;
  QToolButton* remove_;
  QList<QToolButton*> days_;
};

}  // namespace tidings::desktop
