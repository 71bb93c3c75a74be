#include "popups/notification_text.h"

namespace tidings::desktop {
namespace {

bool is_bidirectional_control(char16_t code) {
  return code == 0x061c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069);
}

bool is_control(char16_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

bool is_line_end(char16_t code) {
  return code == u'\n' || code == 0x2028 || code == 0x2029;
}

QString clean(const QString& text, bool keeps_lines) {
  QString out;
  out.reserve(text.size());
  for (const QChar letter : text) {
    const char16_t code = letter.unicode();
    if (is_line_end(code) || code == u'\t') {
      out.append(keeps_lines ? (code == u'\t' ? letter : QChar(u'\n')) : QChar(u' '));
    } else if (!is_control(code) && !is_bidirectional_control(code)) {
      out.append(letter);
    }
  }
  return out;
}

QString shorten(const QString& text, qsizetype limit) {
  constexpr char16_t kEllipsis = 0x2026;
  if (text.size() <= limit) {
    return text;
  }
  const qsizetype kept = text.at(limit - 2).isHighSurrogate() ? limit - 2 : limit - 1;
  return text.left(kept) + QChar(kEllipsis);
}

QString escaped(const QString& text) {
  QString out = text;
  out.replace(QLatin1Char('&'), QLatin1String("&amp;"));
  out.replace(QLatin1Char('<'), QLatin1String("&lt;"));
  out.replace(QLatin1Char('>'), QLatin1String("&gt;"));
  return out;
}

}  // namespace

QString summary_text(const QString& text, qsizetype limit) {
  return shorten(clean(text, false).trimmed(), limit);
}

QString body_text(const QString& text, bool daemon_reads_markup, qsizetype limit) {
  const QString plain = shorten(clean(text, true).trimmed(), limit);
  return daemon_reads_markup ? escaped(plain) : plain;
}

}  // namespace tidings::desktop
