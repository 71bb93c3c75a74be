#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QtGlobal>
#include <memory>

#include "support/program.h"

namespace tidings::test {

/// A real `tidings-server` on a free loopback port with a secret of its own.
class TidingsServer {
 public:
  /// `options` are added to the command line, for example `{"--store", redis.url()}`.
  explicit TidingsServer(QStringList options = {});

  /// Starts it (again), on the same port and with the same secret; false when it does not say in
  /// time that it listens.
  [[nodiscard]] bool start();
  /// SIGKILL, as by a crash.
  void kill();
  [[nodiscard]] Program& program() { return *program_; }

  [[nodiscard]] quint16 port() const { return port_; }
  [[nodiscard]] QString stream_url() const;
  [[nodiscard]] QString publish_url() const;

  /// The HS256 secret, as it stands in the file.
  [[nodiscard]] const QByteArray& secret() const { return secret_; }
  [[nodiscard]] const QString& secret_file() const { return secret_file_; }
  /// Before `start`. Servers with the same secret accept each other's tokens.
  void use_secret(const QByteArray& secret);

  /// Before `start`.
  void set_environment(const QString& name, const QString& value) {
    environment_.append({name, value});
  }

  /// Tokens that hold for an hour.
  [[nodiscard]] QString seller_token(qint64 seller) const;
  [[nodiscard]] QString publish_token() const;
  [[nodiscard]] QByteArray report() const;

 private:
  QStringList options_;
  QList<QPair<QString, QString>> environment_;
  QTemporaryDir folder_;
  QString secret_file_;
  QByteArray secret_;
  quint16 port_;
  std::unique_ptr<Program> program_;
};

}  // namespace tidings::test
