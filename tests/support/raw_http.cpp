#include "support/raw_http.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTest>

#include "support/program.h"

namespace tidings::test {

int RawAnswer::status() const {
  return bytes.startsWith("HTTP/1.") ? bytes.split(' ').value(1).toInt() : 0;
}

QByteArray RawAnswer::body() const {
  const qsizetype end = bytes.indexOf("\r\n\r\n");
  return end < 0 ? QByteArray() : bytes.mid(end + 4);
}

RawAnswer exchange(quint16 port, const QByteArray& bytes) {
  RawAnswer answer;
  QTcpSocket socket;
  QObject::connect(&socket, &QTcpSocket::readyRead, [&] { answer.bytes += socket.readAll(); });
  socket.connectToHost(QHostAddress::LocalHost, port);
  socket.write(bytes);
  answer.closed =
      QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; },
                      static_cast<int>(kDeadline.count()));
  socket.disconnect();
  return answer;
}

RawAnswer post_json(quint16 port, const QByteArray& path, const QByteArray& token,
                    const QByteArray& body, const QByteArray& content_type) {
  return exchange(port, "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" +
                            "Authorization: Bearer " + token + "\r\nContent-Type: " + content_type +
                            "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
                            body);
}

}  // namespace tidings::test
