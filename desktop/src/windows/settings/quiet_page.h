#pragma once

#include <QList>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace tidings::desktop {

class QuietSpanRow;
class SettingsEdit;
struct QuietHours;

/// When no popups are wanted.
class QuietPage : public QWidget {
  Q_OBJECT

 public:
  static constexpr int kLimit = 10;

  explicit QuietPage(SettingsEdit& edit, QWidget* parent = nullptr);

 private:
  void add_row(const QuietHours& span);
  void remove_row(QuietSpanRow* row);
  void save();

  SettingsEdit& edit_;
  QVBoxLayout* rows_layout_;
  QPushButton* add_;
  QList<QuietSpanRow*> rows_;
};

}  // namespace tidings::desktop
