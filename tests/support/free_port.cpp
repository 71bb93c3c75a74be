#include "support/free_port.h"

#include <QHostAddress>
#include <QRandomGenerator>
#include <QSet>
#include <QTcpServer>

namespace tidings::test {

quint16 free_port() {
  static constexpr int kLowest = 15000;
  static constexpr int kBeyond = 32000;
  static QSet<quint16> handed_out;
  for (;;) {
    const auto port = static_cast<quint16>(QRandomGenerator::global()->bounded(kLowest, kBeyond));
    QTcpServer probe;
    if (!handed_out.contains(port) && probe.listen(QHostAddress::LocalHost, port)) {
      handed_out.insert(port);
      return port;
    }
  }
}

}  // namespace tidings::test
