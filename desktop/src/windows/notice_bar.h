#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;
class QToolButton;

namespace tidings::desktop {

/// One sentence across the window, with at most one thing to do about it and a way to put it away.
class NoticeBar : public QFrame {
  Q_OBJECT

 public:
  enum class Tone { notice, warning };
  explicit NoticeBar(Tone tone, QWidget* parent = nullptr);

  /// `action`: what the button says; empty: no button. `for_how_long`: 0 until it is put away.
  void show_sentence(const QString& sentence, const QString& action = {},
                     std::chrono::milliseconds for_how_long = {});
  void dismiss();

 signals:
  void action_requested();
  void dismissed();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void colour();

  Tone tone_;
  QLabel* icon_;
  QLabel* sentence_;
  QPushButton* action_;
  QToolButton* close_;
  QTimer end_;
};

}  // namespace tidings::desktop
