#pragma once

#include <QByteArray>
#include <QTest>
#include <string>
#include <string_view>

/// Lets QCOMPARE show std::string, and a data row carry any bytes.
namespace QTest {
template <>
inline char* toString(const std::string& text) {
  return toString(QByteArray::fromStdString(text));
}
}  // namespace QTest

namespace tidings::test {

inline QByteArray bytes(std::string_view text) {
  return {text.data(), static_cast<qsizetype>(text.size())};
}

/// A data column declared with QTest::addColumn<QByteArray>.
inline std::string fetch(const char* column) {
  return (*static_cast<QByteArray*>(QTest::qData(column, QMetaType::fromType<QByteArray>().id())))
      .toStdString();
}

}  // namespace tidings::test
