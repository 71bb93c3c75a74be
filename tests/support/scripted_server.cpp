#include "support/scripted_server.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <algorithm>
#include <utility>

#include "support/free_port.h"

namespace tidings::test {

struct ScriptedServer::Connection {
  std::unique_ptr<QTcpSocket> socket;
  QByteArray received;
  bool answered = false;
};

ScriptedServer::ScriptedServer(Script script) : script_(std::move(script)) {
  // A thousand clients at once: of those that find no room the system answers some in a minute.
  server_.setListenBacklogSize(4096);
  if (!server_.listen(QHostAddress::LocalHost, free_port())) {
    qFatal("the scripted server cannot listen: %s", qPrintable(server_.errorString()));
  }
  QObject::connect(&server_, &QTcpServer::newConnection, [this] { accept(); });
}

ScriptedServer::ScriptedServer(Answer answer)
    : ScriptedServer([answer = std::move(answer)](const QByteArray&, int) { return answer; }) {}

ScriptedServer::~ScriptedServer() {
  for (const auto& connection : connections_) {
    connection->socket->disconnect();
  }
}

QString ScriptedServer::url() const {
  return QStringLiteral("http://127.0.0.1:%1/").arg(server_.serverPort());
}

void ScriptedServer::send(const QByteArray& bytes) {
  for (const auto& connection : connections_) {
    if (connection->answered && connection->socket->state() == QAbstractSocket::ConnectedState) {
      connection->socket->write(bytes);
    }
  }
}

int ScriptedServer::open_connections() const {
  return static_cast<int>(
      std::count_if(connections_.begin(), connections_.end(), [](const auto& connection) {
        return connection->socket->state() == QAbstractSocket::ConnectedState;
      }));
}

void ScriptedServer::disconnect_all() {
  for (const auto& connection : connections_) {
    connection->socket->disconnectFromHost();
  }
}

void ScriptedServer::accept() {
  while (QTcpSocket* socket = server_.nextPendingConnection()) {
    socket->setParent(nullptr);
    connections_.push_back(std::make_unique<Connection>());
    Connection* connection = connections_.back().get();
    connection->socket.reset(socket);
    QObject::connect(socket, &QTcpSocket::readyRead, [this, connection] {
      connection->received += connection->socket->readAll();
      const qsizetype end = connection->received.indexOf("\r\n\r\n");
      if (end < 0) {
        return;
      }
      requests_.append(connection->received.left(end + 2));
      connection->received.clear();
      const Answer answer = script_(requests_.last(), static_cast<int>(requests_.size()));
      connection->socket->write(answer.bytes);
      connection->answered = true;
      if (answer.close) {
        connection->socket->disconnectFromHost();
      }
    });
  }
}

QByteArray ScriptedServer::stream(const QByteArray& body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + body;
}

ScriptedServer::Answer ScriptedServer::status(const QByteArray& status, const QByteArray& headers,
                                              const QByteArray& body) {
  return {"HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " +
              QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body,
          true};
}

}  // namespace tidings::test
