#include "support/tidings_server.h"

#include <QDateTime>
#include <QFile>
#include <QJsonObject>
#include <QUuid>
#include <utility>

#include "support/free_port.h"
#include "support/jwt.h"

namespace tidings::test {

namespace {

QString token_for_an_hour(const QByteArray& secret, QJsonObject claims) {
  static constexpr qint64 kHour = 3600;
  claims.insert(QStringLiteral("exp"), QDateTime::currentSecsSinceEpoch() + kHour);
  return QString::fromLatin1(hs256_token(secret, claims));
}

}  // namespace

TidingsServer::TidingsServer(QStringList options)
    : options_(std::move(options)),
      secret_file_(folder_.filePath(QStringLiteral("secret"))),
      port_(free_port()) {
  use_secret(QUuid::createUuid().toByteArray(QUuid::Id128));
}

void TidingsServer::use_secret(const QByteArray& secret) {
  secret_ = secret;
  QFile file(secret_file_);
  if (!file.open(QIODevice::WriteOnly) || file.write(secret_) != secret_.size()) {
    qFatal("cannot write %s", qPrintable(secret_file_));
  }
  file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

bool TidingsServer::start() {
  const QStringList arguments = QStringList{"--listen", QStringLiteral("127.0.0.1:%1").arg(port_),
                                            "--jwt-secret-file", secret_file_} +
                                options_;
  program_ = std::make_unique<Program>(QStringLiteral(TIDINGS_SERVER_EXECUTABLE), arguments);
  for (const auto& [name, value] : environment_) {
    program_->set_environment(name, value);
  }
  return program_->start() && program_->wait_until([this] {
    return program_->out().contains('\n') || !program_->running();
  }) && program_->out().startsWith("listening on ");
}

void TidingsServer::kill() {
  if (program_) {
    program_->kill();
  }
}

QString TidingsServer::stream_url() const {
  return QStringLiteral("http://127.0.0.1:%1/v1/stream").arg(port_);
}

QString TidingsServer::publish_url() const {
  return QStringLiteral("http://127.0.0.1:%1/v1/notifications").arg(port_);
}

QString TidingsServer::seller_token(qint64 seller) const {
  return token_for_an_hour(secret_, {{QStringLiteral("sellerId"), seller}});
}

QString TidingsServer::publish_token() const {
  return token_for_an_hour(secret_, {{QStringLiteral("scope"), QStringLiteral("publish")}});
}

QByteArray TidingsServer::report() const {
  return program_ ? program_->report() : QByteArray("tidings-server: never started");
}

}  // namespace tidings::test
