#include "models/shown_text.h"

namespace tidings::desktop {
namespace {

bool is_control(char16_t unit) {
  return (unit < 0x20 && unit != u'\n' && unit != u'\t') || (unit >= 0x7F && unit < 0xA0);
}

bool reorders_lines(char16_t unit) {
  // Not the marks (U+200E, U+200F, U+061C): Arabic and Hebrew need them, and they move nothing.
  return (unit >= 0x202A && unit <= 0x202E) || (unit >= 0x2066 && unit <= 0x2069);
}

bool ends_line(char16_t unit) {
  return unit == u'\r' || unit == 0x2028 || unit == 0x2029;
}

bool is_half_of_pair(const QString& text, qsizetype index) {
  const QChar unit = text[index];
  if (unit.isHighSurrogate()) {
    return index + 1 == text.size() || !text[index + 1].isLowSurrogate();
  }
  return unit.isLowSurrogate() && (index == 0 || !text[index - 1].isHighSurrogate());
}

void append_shown(QString& out, const QString& text, qsizetype index) {
  const char16_t unit = text[index].unicode();
  if (ends_line(unit)) {
    const bool before_newline = index + 1 < text.size() && text[index + 1] == u'\n';
    if (!before_newline) {
      out += u'\n';
    }
  } else if (is_control(unit) || reorders_lines(unit)) {
    out += QStringLiteral("\\u{%1}").arg(unit, 0, 16);
  } else if (is_half_of_pair(text, index)) {
    out += QChar::ReplacementCharacter;
  } else {
    out += QChar(unit);
  }
}

}  // namespace

QString shown_text(const QString& text) {
  QString out;
  out.reserve(text.size());
  for (qsizetype index = 0; index < text.size(); ++index) {
    append_shown(out, text, index);
  }
  return out;
}

QString shown_line(const QString& text, qsizetype limit) {
  return shown_text(text.left(limit)).simplified();
}

QString shown_tooltip(const QString& text) {
  return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>")
      .arg(shown_text(text).toHtmlEscaped());
}

}  // namespace tidings::desktop
