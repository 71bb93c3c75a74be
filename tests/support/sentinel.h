#pragma once

#include <QTemporaryDir>
#include <QtGlobal>
#include <memory>

#include "support/program.h"

namespace tidings::test {

/// A real Redis Sentinel on a free loopback port. It watches the master `shop`, whose password is
/// `secret`; its own is `guard`. It takes a silent master for dead after half a second.
class Sentinel {
 public:
  /// Ends the test program when it does not start. `quorum`: how many must agree on a death.
  Sentinel(quint16 master_port, int quorum);

  [[nodiscard]] quint16 port() const { return port_; }

 private:
  QTemporaryDir folder_;
  quint16 port_;
  std::unique_ptr<Program> program_;
};

}  // namespace tidings::test
