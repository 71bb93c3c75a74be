#include "support/free_port.h"

#include <QByteArray>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QTcpServer>
#include <algorithm>
#include <cstddef>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace tidings::test {
namespace {

/// Keeps the port from other tests that run at the same time, until this process ends: a name
/// without a file, which only one socket can have.
bool reserve(quint16 port) {
  const QByteArray name = "tidings-test-port-" + QByteArray::number(port);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::copy(name.begin(), name.end(), static_cast<char*>(address.sun_path) + 1);
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 +
                                           static_cast<std::size_t>(name.size()));
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || bind(fd, reinterpret_cast<const sockaddr*>(&address), size) == 0)
    return true;  // it stays open
  close(fd);
  return false;
}

}  // namespace

quint16 free_port() {
  static constexpr int kLowest = 15000;
  static constexpr int kBeyond = 32000;
  for (;;) {
    const auto port = static_cast<quint16>(QRandomGenerator::global()->bounded(kLowest, kBeyond));
    QTcpServer probe;
    if (reserve(port) && probe.listen(QHostAddress::LocalHost, port))
      return port;
  }
}

}  // namespace tidings::test
