#pragma once

#include <QColor>
#include <QPalette>

namespace tidings::desktop {

/// Colours that the palette has no role for, each readable on its base, light or dark. None says
/// anything that a word or a form does not say too.
struct Tones {
  bool dark = false;
  QColor muted;   ///< secondary text
  QColor unread;  ///< the dot
  QColor urgent;
  QColor high;
  QColor good;
  QColor line;      ///< between rows and panes
  QColor selected;  ///< behind a chosen row; texts keep their colours on it
  QColor hovered;
  QColor notice;       ///< behind a bar that wants attention
  QColor notice_text;  ///< on it
};

[[nodiscard]] bool is_dark(const QPalette& palette);
[[nodiscard]] Tones tones_of(const QPalette& palette);

/// `part` of `over` (0..1) on `under`.
[[nodiscard]] QColor mixed(const QColor& under, const QColor& over, qreal part);

}  // namespace tidings::desktop
