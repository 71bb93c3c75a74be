#include "support/nginx.h"

#include <QFile>
#include <QHostAddress>
#include <QStandardPaths>
#include <QTcpSocket>
#include <utility>

#include "support/free_port.h"

namespace tidings::test {

namespace {

/// Debian has it where only root looks.
QString nginx_path() {
  const QString found = QStandardPaths::findExecutable(QStringLiteral("nginx"));
  return found.isEmpty() ? QStringLiteral("/usr/sbin/nginx") : found;
}

}  // namespace

Nginx::Nginx(QByteArray http) : http_(std::move(http)), port_(free_port()) {}

QByteArray Nginx::proxy_to(quint16 port, const QByteArray& directives) {
  return "server {\n  listen 127.0.0.1:@PORT@;\n  location / {\n    proxy_pass http://127.0.0.1:" +
         QByteArray::number(port) + ";\n    " + directives + "\n  }\n}\n";
}

QByteArray Nginx::configuration() const {
  // A single process: when it is killed, no worker stays behind.
  QByteArray text =
      "daemon off;\nmaster_process off;\nerror_log stderr;\npid @FOLDER@/pid;\n"
      "events { worker_connections 512; }\n"
      "http {\naccess_log off;\n";
  for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
    text += QByteArray(kind) + "_temp_path @FOLDER@/" + kind + ";\n";
  }
  text += http_ + "\n}\n";
  return text.replace("@PORT@", QByteArray::number(port_))
      .replace("@FOLDER@", folder_.path().toUtf8());
}

bool Nginx::start() {
  const QString path = folder_.filePath(QStringLiteral("nginx.conf"));
  QFile file(path);
  const QByteArray text = configuration();
  if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
    qFatal("cannot write %s", qPrintable(path));
  }
  file.close();
  // -e: else it opens a log outside of its folder before it has read the configuration.
  program_ = std::make_unique<Program>(
      nginx_path(), QStringList{"-e", "stderr", "-p", folder_.path(), "-c", path});
  return program_->start() &&
         program_->wait_until([this] { return listens() || !program_->running(); }) &&
         program_->running();
}

bool Nginx::listens() const {
  static constexpr int kTryMs = 200;
  QTcpSocket socket;
  socket.connectToHost(QHostAddress::LocalHost, port_);
  return socket.waitForConnected(kTryMs);
}

void Nginx::kill() {
  if (program_) {
    program_->kill();
  }
}

QString Nginx::url(const QString& path) const {
  return QStringLiteral("http://127.0.0.1:%1%2").arg(port_).arg(path);
}

QByteArray Nginx::report() const {
  return program_ ? program_->report() : QByteArray("nginx: never started");
}

}  // namespace tidings::test
