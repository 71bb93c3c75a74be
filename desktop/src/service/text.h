#pragma once

#include <QByteArray>
#include <QString>
#include <string>
#include <string_view>

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

}  // namespace tidings::desktop
