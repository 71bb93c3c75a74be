#pragma once

#include <QPalette>

namespace tidings::test {

/// A dark desktop's colours.
inline QPalette dark_palette() {
  const QColor window(0x24, 0x27, 0x2e);
  const QColor base(0x1c, 0x1e, 0x24);
  const QColor text(0xe8, 0xea, 0xed);
  const QColor faint(0x77, 0x7d, 0x88);
  QPalette palette(QColor(0x30, 0x34, 0x3d), window);
  palette.setColor(QPalette::Base, base);
  palette.setColor(QPalette::AlternateBase, window);
  palette.setColor(QPalette::Highlight, QColor(0x3d, 0x6f, 0xd8));
  palette.setColor(QPalette::HighlightedText, Qt::white);
  palette.setColor(QPalette::Midlight, QColor(0x3a, 0x3f, 0x49));
  for (const QPalette::ColorRole role :
       {QPalette::Text, QPalette::WindowText, QPalette::ButtonText}) {
    palette.setColor(role, text);
    palette.setColor(QPalette::Disabled, role, faint);
  }
  palette.setColor(QPalette::PlaceholderText, faint);
  return palette;
}

}  // namespace tidings::test
