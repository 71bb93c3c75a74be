#pragma once

#include <QPlainTextEdit>

namespace tidings::desktop {

/// Plain text to read, select and copy, as tall as its text up to `max_lines`. Wraps anywhere, so
/// that a word of a thousand letters widens nothing. Takes no markup and opens no link.
class TextView : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit TextView(int max_lines, QWidget* parent = nullptr);

  void set_text(const QString& text);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  void fit_height();

  int max_lines_;
};

}  // namespace tidings::desktop
