#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QPair>
#include <QTcpSocket>
#include <functional>

#include "support/program.h"

namespace tidings::test {

/// An answer as it came over the wire.
struct Answer {
  int status = 0;
  QByteArray reason;
  QList<QPair<QByteArray, QByteArray>> fields;
  QByteArray body;        ///< without the chunks' framing
  bool complete = false;  ///< the body has ended as its framing says

  /// The field's value, by its name in small letters; null when it is not there, joined by `, `
  /// when it is repeated.
  [[nodiscard]] QByteArray field(const QByteArray& lower_case_name) const;
};

/// A raw HTTP client: sends exactly the bytes it is given and keeps all it gets. Waiting spins the
/// event loop.
class HttpClient {
 public:
  explicit HttpClient(quint16 port, const QHostAddress& address = QHostAddress::LocalHost);

  void send(const QByteArray& bytes);
  /// Sends `METHOD TARGET HTTP/1.1` with `Host`, these fields (each ended by CRLF) and the body's
  /// length.
  void request(const QByteArray& method, const QByteArray& target, const QByteArray& fields = {},
               const QByteArray& body = {});

  /// Everything received, and the first answer in it so far.
  [[nodiscard]] const QByteArray& received() const { return received_; }
  [[nodiscard]] Answer answer() const;

  /// Each waits until it holds; false when the deadline passes first.
  bool wait_until(const std::function<bool()>& condition) const;
  bool wait_for_head() const;
  /// The first answer, whole.
  Answer wait_for_answer() const;
  /// Until the (unending) body has `text`.
  bool wait_for_body(const QByteArray& text) const;
  bool wait_for_body(const QByteArray& text, qsizetype times) const;
  bool wait_for_end() const;

  [[nodiscard]] bool connected() const {
    return socket_.state() == QAbstractSocket::ConnectedState;
  }
  void close() { socket_.abort(); }
  /// A client that stops reading: what comes waits in the kernels until they are full.
  void set_reading(bool reading);
  [[nodiscard]] qintptr descriptor() const { return socket_.socketDescriptor(); }
  /// Forgets the first answer, for the next one on the same connection.
  void drop_answer();

 private:
  QTcpSocket socket_;
  bool reading_ = true;
  QByteArray received_;
};

/// `Authorization: Bearer TOKEN` as a line of a request.
QByteArray bearer(const QString& token);

}  // namespace tidings::test
