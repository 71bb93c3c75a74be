#pragma once

#include <QLineEdit>

class QAction;

namespace tidings::desktop {

/// A secret to type or paste: hidden, with a button that shows it. White space around it and line
/// breaks in it, as they come with pasting, are dropped.
class TokenField : public QLineEdit {
  Q_OBJECT

 public:
  explicit TokenField(QWidget* parent = nullptr);

  [[nodiscard]] QString token() const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void draw();

  QAction* reveal_;
};

}  // namespace tidings::desktop
