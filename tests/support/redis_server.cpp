#include "support/redis_server.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <utility>

#include <signal.h>

#include "support/free_port.h"

namespace tidings::test {

RedisServer::RedisServer(QStringList options) : options_(std::move(options)), port_(free_port()) {}

bool RedisServer::start() {
  const QStringList arguments = QStringList{"--port",        QString::number(port_),
                                            "--bind",        "127.0.0.1",
                                            "--dir",         folder_.path(),
                                            "--save",        "",
                                            "--appendonly",  "yes",
                                            "--appendfsync", "always",
                                            "--databases",   "16"} +
                                options_;
  program_ = std::make_unique<Program>(QStringLiteral("redis-server"), arguments);
  return program_->start() &&
         program_->wait_until([this] { return answers() || !program_->running(); }) &&
         program_->running();
}

bool RedisServer::answers() const {
  static constexpr int kTryMs = 200;
  QTcpSocket socket;
  socket.connectToHost(QHostAddress::LocalHost, port_);
  if (!socket.waitForConnected(kTryMs)) {
    return false;
  }
  socket.write("PING\r\n");
  if (!socket.waitForReadyRead(kTryMs)) {
    return false;
  }
  const QByteArray answer = socket.readAll();
  return answer.startsWith("+PONG") || answer.startsWith("-NOAUTH");
}

void RedisServer::kill() {
  if (program_) {
    program_->kill();
  }
}

void RedisServer::freeze() {
  program_->send_signal(SIGSTOP);
}
void RedisServer::thaw() {
  program_->send_signal(SIGCONT);
}

QString RedisServer::url() const {
  return QStringLiteral("redis://127.0.0.1:%1/0").arg(port_);
}

QByteArray RedisServer::report() const {
  return program_ ? program_->report() : QByteArray("redis-server: never started");
}

}  // namespace tidings::test
