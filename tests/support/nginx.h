#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>
#include <QtGlobal>
#include <memory>

#include "support/program.h"

namespace tidings::test {

/// A real nginx on a free loopback port: one process in the foreground, all its files in a
/// temporary folder.
class Nginx {
 public:
  /// `http` stands within `http { … }`; in it `@PORT@` is this nginx's port and `@FOLDER@` its
  /// folder.
  explicit Nginx(QByteArray http);

  /// One `server` that passes everything on to a loopback port, with these further directives.
  static QByteArray proxy_to(quint16 port, const QByteArray& directives = {});

  /// Starts it (again), on the same port; false when it refuses its configuration or does not
  /// listen in time.
  [[nodiscard]] bool start();
  /// SIGKILL, as by a crash.
  void kill();
  [[nodiscard]] Program& program() { return *program_; }

  [[nodiscard]] quint16 port() const { return port_; }
  [[nodiscard]] QString url(const QString& path = QStringLiteral("/")) const;
  /// With its error log.
  [[nodiscard]] QByteArray report() const;

 private:
  [[nodiscard]] QByteArray configuration() const;
  [[nodiscard]] bool listens() const;

  QByteArray http_;
  QTemporaryDir folder_;
  quint16 port_;
  std::unique_ptr<Program> program_;
};

}  // namespace tidings::test
