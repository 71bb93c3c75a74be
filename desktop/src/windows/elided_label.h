#pragma once

#include <QWidget>

namespace tidings::desktop {

/// One line of plain text that gives way: it ends in "…" where there is no room, and its tooltip
/// has the rest.
class ElidedLabel : public QWidget {
  Q_OBJECT

 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

  void set_text(const QString& text);
  [[nodiscard]] const QString& text() const { return text_; }

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void update_tooltip();

  QString text_;
};

}  // namespace tidings::desktop
