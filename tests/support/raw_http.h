#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace tidings::test {

/// What a server answered, as bytes and taken apart.
struct RawAnswer {
  QByteArray bytes;
  bool closed = false;  ///< the server ended the connection before the deadline

  /// 0 when it was no HTTP.
  [[nodiscard]] int status() const;
  [[nodiscard]] QByteArray body() const;
};

/// Sends exactly these bytes to a loopback port and collects what comes back until the server
/// closes.
RawAnswer exchange(quint16 port, const QByteArray& bytes);

/// A POST of JSON with a token, the connection closed afterwards.
RawAnswer post_json(quint16 port, const QByteArray& path, const QByteArray& token,
                    const QByteArray& body, const QByteArray& content_type = "application/json");

}  // namespace tidings::test
