#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace tidings::desktop {

/// What stands where a list would be: why it is empty, and what to do.
class EmptyState : public QWidget {
  Q_OBJECT

 public:
  explicit EmptyState(QWidget* parent = nullptr);

  /// `action`: what the button says; empty: there is nothing to do.
  void say(const QString& title, const QString& text, const QString& action = {});

 signals:
  void action_requested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void colour();

  QLabel* picture_;
  QLabel* title_;
  QLabel* text_;
  QPushButton* action_;
};

}  // namespace tidings::desktop
