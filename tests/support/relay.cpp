#include "support/relay.h"

#include <QHostAddress>
#include <QTcpSocket>

#include "support/free_port.h"

namespace tidings::test {

namespace {

void reset(QTcpSocket& socket) {
  socket.disconnect();
  socket.abort();
}

}  // namespace

struct Relay::Link {
  std::unique_ptr<QTcpSocket> client;
  QTcpSocket server;
  QByteArray said;  // by the client: its first bytes
  bool silent = false;

  [[nodiscard]] bool open() const { return client->state() == QAbstractSocket::ConnectedState; }
  void cut() {
    reset(*client);
    reset(server);
  }
};

Relay::Relay(quint16 target_port) : target_port_(target_port) {
  if (!server_.listen(QHostAddress::LocalHost, free_port())) {
    qFatal("the relay cannot listen: %s", qPrintable(server_.errorString()));
  }
  QObject::connect(&server_, &QTcpServer::newConnection, [this] { accept(); });
}

Relay::~Relay() {
  cut();
}

int Relay::connections_now() const {
  int open = 0;
  for (const auto& link : links_) {
    open += link->open() ? 1 : 0;
  }
  return open;
}

void Relay::cut() {
  for (const auto& link : links_) {
    link->cut();
  }
}

void Relay::set_muted(bool muted) {
  muted_ = muted;
  if (!muted) {
    for (const auto& link : links_) {
      link->client->write(link->server.readAll());
    }
  }
}

void Relay::silence(const QByteArray& said) {
  for (const auto& link : links_) {
    link->silent = link->silent || link->said.contains(said);
  }
}

void Relay::accept() {
  while (QTcpSocket* socket = server_.nextPendingConnection()) {
    ++connections_so_far_;
    socket->setParent(nullptr);
    auto link = std::make_unique<Link>();
    link->client.reset(socket);
    if (!open_) {
      link->cut();
      links_.push_back(std::move(link));
      continue;
    }
    QTcpSocket* client = socket;
    QTcpSocket* server = &link->server;
    server->connectToHost(QHostAddress::LocalHost, target_port_);
    Link* const passing = link.get();
    QObject::connect(client, &QTcpSocket::readyRead, [passing, client, server] {
      static constexpr qsizetype kRemembered = 64 << 10;
      const QByteArray bytes = client->readAll();
      passing->said += bytes.first(std::min(bytes.size(), kRemembered - passing->said.size()));
      server->write(bytes);
    });
    QObject::connect(server, &QTcpSocket::readyRead, [this, passing, client, server] {
      if (!muted_ && !passing->silent) {
        client->write(server->readAll());
      }
    });
    QObject::connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
    QObject::connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    QObject::connect(server, &QTcpSocket::errorOccurred, client, &QTcpSocket::disconnectFromHost);
    links_.push_back(std::move(link));
  }
}

}  // namespace tidings::test
