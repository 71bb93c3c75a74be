#include "windows/text_view.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QScrollBar>
#include <QTextDocument>
#include <QWheelEvent>

namespace tidings::desktop {

TextView::TextView(int max_lines, QWidget* parent) : QPlainTextEdit(parent), max_lines_(max_lines) {
  setReadOnly(true);
  setFrameShape(NoFrame);
  setTabChangesFocus(true);
  setUndoRedoEnabled(false);
  setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  document()->setDocumentMargin(0);
  viewport()->setAutoFillBackground(false);
}

void TextView::set_text(const QString& text) {
  setPlainText(text);
  fit_height();
}

void TextView::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  fit_height();
}

void TextView::changeEvent(QEvent* event) {
  QPlainTextEdit::changeEvent(event);
  if (event->type() == QEvent::FontChange) {
    fit_height();
  }
}

void TextView::wheelEvent(QWheelEvent* event) {
  if (verticalScrollBar()->maximum() == 0) {
    event->ignore();  // the pane around it scrolls
    return;
  }
  QPlainTextEdit::wheelEvent(event);
}

void TextView::fit_height() {
  // This document measures its height in lines.
  const int lines = qBound(1, static_cast<int>(document()->size().height()), max_lines_);
  const QMargins around = contentsMargins() + viewportMargins();
  setFixedHeight(lines * fontMetrics().lineSpacing() + around.top() + around.bottom() + 2);
}

}  // namespace tidings::desktop
