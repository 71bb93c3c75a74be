#include "windows/tones.h"

namespace tidings::desktop {

QColor mixed(const QColor& under, const QColor& over, qreal part) {
  const auto channel = [part](int from, int to) { return qRound(from + (to - from) * part); };
  return {channel(under.red(), over.red()), channel(under.green(), over.green()),
          channel(under.blue(), over.blue())};
}

bool is_dark(const QPalette& palette) {
  return palette.color(QPalette::Window).lightness() <
         palette.color(QPalette::WindowText).lightness();
}

Tones tones_of(const QPalette& palette) {
  const QColor base = palette.color(QPalette::Base);
  const QColor text = palette.color(QPalette::Text);
  const QColor highlight = palette.color(QPalette::Highlight);
  Tones tones;
  tones.dark = is_dark(palette);
  tones.muted = mixed(text, base, 0.36);
  tones.unread = tones.dark ? QColor(0x7a, 0xa2, 0xff) : QColor(0x2f, 0x5f, 0xe0);
  tones.urgent = tones.dark ? QColor(0xff, 0x8f, 0x87) : QColor(0xb9, 0x1c, 0x1c);
  tones.high = tones.dark ? QColor(0xff, 0xc4, 0x66) : QColor(0x8a, 0x50, 0x00);
  tones.good = tones.dark ? QColor(0x6f, 0xd0, 0x8c) : QColor(0x1d, 0x7a, 0x3e);
  tones.line = mixed(base, text, tones.dark ? 0.16 : 0.12);
  tones.selected = mixed(base, highlight, tones.dark ? 0.34 : 0.20);
  tones.hovered = mixed(base, text, 0.05);
  tones.notice = tones.dark ? QColor(0x4a, 0x3a, 0x12) : QColor(0xff, 0xf1, 0xcc);
  tones.notice_text = tones.dark ? QColor(0xff, 0xe6, 0xad) : QColor(0x4d, 0x37, 0x00);
  return tones;
}

}  // namespace tidings::desktop
