#include "domain/folded_text.h"

#include <algorithm>

namespace tidings::desktop {
namespace {

constexpr char32_t kDotlessI = 0x131;
constexpr char32_t kDottedCapitalI = 0x130;
constexpr char16_t kCombiningDot = 0x307;

bool is_ascii(const QString& text) {
  return std::all_of(text.begin(), text.end(),
                     [](QChar letter) { return letter.unicode() < 0x80; });
}

bool is_invisible(QChar letter) {
  constexpr char16_t kFirstVariationSelector = 0xfe00;
  constexpr char16_t kLastVariationSelector = 0xfe0f;
  return letter.category() == QChar::Other_Format || (letter.unicode() >= kFirstVariationSelector &&
                                                      letter.unicode() <= kLastVariationSelector);
}

bool is_blank(QChar letter) {
  return letter.isSpace() || letter.category() == QChar::Other_Control;
}

/// After case folding İ is an i with a dot above it, ı is still itself.
QString with_one_i(const QString& text) {
  QString out;
  out.reserve(text.size());
  for (const QChar letter : text) {
    if (letter.unicode() == kDotlessI) {
      out.append(QLatin1Char('i'));
    } else if (letter.unicode() != kCombiningDot || !out.endsWith(QLatin1Char('i'))) {
      out.append(letter);
    }
  }
  return out;
}

QString without_invisible(const QString& text) {
  QString out;
  out.reserve(text.size());
  for (const QChar letter : text) {
    if (is_blank(letter)) {
      out.append(QLatin1Char(' '));
    } else if (!is_invisible(letter)) {
      out.append(letter);
    }
  }
  return out;
}

QString fold_any(const QString& text) {
  QString plain = text;
  plain.replace(QChar(kDottedCapitalI), QLatin1Char('i'));
  const QString compatible = without_invisible(plain).normalized(QString::NormalizationForm_KC);
  // By way of capitals: only so ß and ss, ς and σ are one.
  return with_one_i(compatible.toUpper().toCaseFolded()).normalized(QString::NormalizationForm_KC);
}

}  // namespace

QString fold(const QString& text) {
  if (!is_ascii(text)) {
    return fold_any(text);
  }
  QString out = text;
  for (QChar& letter : out) {
    const char16_t code = letter.unicode();
    if (code <= u' ' || code == 0x7f) {
      letter = QLatin1Char(' ');
    } else if (code >= u'A' && code <= u'Z') {
      letter = QChar(code | 0x20U);
    }
  }
  return out;
}

}  // namespace tidings::desktop
