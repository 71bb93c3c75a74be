#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QtGlobal>
#include <memory>

#include "support/program.h"

namespace tidings::test {

/// A real redis-server on a free loopback port, with its data in a temporary folder. Every write is
/// on disk before it is acknowledged, so that a killed one comes back with all it acknowledged.
class RedisServer {
 public:
  /// `options` are added to redis-server's command line, for example `{"--requirepass", "secret"}`.
  explicit RedisServer(QStringList options = {});

  /// Starts it (again), on the same port and data; false when it doesn't answer in time.
  [[nodiscard]] bool start();
  /// SIGKILL, as by a crash.
  void kill();
  /// SIGSTOP and SIGCONT: it is there, and silent.
  void freeze();
  void thaw();

  [[nodiscard]] quint16 port() const { return port_; }
  /// `redis://127.0.0.1:PORT/0`.
  [[nodiscard]] QString url() const;
  [[nodiscard]] QByteArray report() const;

 private:
  [[nodiscard]] bool answers() const;

  QStringList options_;
  QTemporaryDir folder_;
  quint16 port_;
  std::unique_ptr<Program> program_;
};

}  // namespace tidings::test
