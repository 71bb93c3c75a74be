#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QTcpServer>
#include <QtGlobal>
#include <functional>
#include <memory>
#include <vector>

namespace tidings::test {

/// A TCP server that says what the test tells it to, HTTP or not. Works while the test waits (it
/// lives in the event loop).
class ScriptedServer {
 public:
  struct Answer {
    QByteArray bytes;    ///< exactly what is sent, head included
    bool close = false;  ///< ends the connection cleanly afterwards; else it stays open, silent
  };
  /// Called when a request's head is complete; `number` counts requests from 1.
  using Script = std::function<Answer(const QByteArray& head, int number)>;

  explicit ScriptedServer(Script script);
  /// The same answer to every request.
  explicit ScriptedServer(Answer answer);
  ~ScriptedServer();

  [[nodiscard]] quint16 port() const { return server_.serverPort(); }
  [[nodiscard]] QString url() const;
  /// The heads received so far.
  [[nodiscard]] const QList<QByteArray>& requests() const { return requests_; }
  /// Sends more on every open connection that has had its answer.
  void send(const QByteArray& bytes);
  [[nodiscard]] int open_connections() const;
  /// Ends every open connection cleanly.
  void disconnect_all();

  /// `200 OK`, `text/event-stream`, and these bytes as the beginning of a body that ends with the
  /// connection.
  static QByteArray stream(const QByteArray& body);
  /// An answer with this status (`"503 Service Unavailable"`), more header lines and a body.
  static Answer status(const QByteArray& status, const QByteArray& headers = {},
                       const QByteArray& body = {});

 private:
  struct Connection;
  void accept();

  Script script_;
  QTcpServer server_;
  QList<QByteArray> requests_;
  std::vector<std::unique_ptr<Connection>> connections_;
};

}  // namespace tidings::test
