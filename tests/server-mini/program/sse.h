#pragma once

#include <QByteArray>
#include <QList>

namespace tidings::test {

/// A stream's blocks (without the empty lines), and what stands in them.
inline QList<QByteArray> blocks(const QByteArray& body) {
  QList<QByteArray> out;
  qsizetype start = 0;
  for (qsizetype end = body.indexOf("\n\n"); end >= 0; end = body.indexOf("\n\n", start)) {
    out.append(body.mid(start, end - start));
    start = end + 2;
  }
  return out;
}

/// The value of the block's field, or null.
inline QByteArray field_of(const QByteArray& block, const QByteArray& name) {
  for (const QByteArray& line : block.split('\n')) {
    if (line.startsWith(name + ": "))
      return line.mid(name.size() + 2);
  }
  return {};
}

/// The values of this field in all blocks that have it.
inline QList<QByteArray> fields_of(const QByteArray& body, const QByteArray& name) {
  QList<QByteArray> out;
  for (const QByteArray& block : blocks(body)) {
    const QByteArray value = field_of(block, name);
    if (!value.isNull())
      out.append(value);
  }
  return out;
}

/// The last `id:` of the stream.
inline QByteArray last_id(const QByteArray& body) {
  const auto ids = fields_of(body, "id");
  return ids.isEmpty() ? QByteArray() : ids.last();
}

/// The titles of the notifications, in the order they came.
inline QList<QByteArray> titles(const QByteArray& body) {
  QList<QByteArray> out;
  for (const QByteArray& data : fields_of(body, "data")) {
    const qsizetype start = data.indexOf("\"title\":\"");
    if (start >= 0)
      out.append(data.mid(start + 9, data.indexOf('"', start + 9) - start - 9));
  }
  return out;
}

}  // namespace tidings::test
