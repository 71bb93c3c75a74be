#pragma once

#include <QByteArray>
#include <QString>
#include <string>
#include <string_view>

#include "tidings/result.h"

namespace tidings::desktop {

/// Between core's UTF-8 and Qt's UTF-16. What is no UTF-8 becomes U+FFFD.
inline QString to_qt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline QByteArray to_bytes(std::string_view text) {
  return {text.data(), static_cast<qsizetype>(text.size())};
}

inline std::string to_utf8(const QString& text) {
  return text.toStdString();
}

/// A reason of core's as a sentence.
inline QString sentence_of(const Error& error) {
  QString text = to_qt(error.message);
  if (!text.isEmpty()) {
    text.front() = text.front().toUpper();
  }
  return text + QChar(u'.');
}

}  // namespace tidings::desktop
