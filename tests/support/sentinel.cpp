#include "support/sentinel.h"

#include <QFile>

#include "support/free_port.h"

namespace tidings::test {

Sentinel::Sentinel(quint16 master_port, int quorum) : port_(free_port()) {
  QFile settings(folder_.filePath("sentinel.conf"));
  if (!settings.open(QIODevice::WriteOnly)) {
    qFatal("the Sentinel's settings can't be written");
  }
  settings.write("port " + QByteArray::number(port_) +
                 "\nbind 127.0.0.1\n"
                 "requirepass guard\n"
                 "sentinel sentinel-pass guard\n"
                 "sentinel monitor shop 127.0.0.1 " +
                 QByteArray::number(master_port) + ' ' + QByteArray::number(quorum) +
                 "\nsentinel auth-pass shop secret\n"
                 "sentinel down-after-milliseconds shop 500\n"
                 "sentinel failover-timeout shop 5000\n");
  settings.close();
  program_ = std::make_unique<Program>(
      "redis-server", QStringList{settings.fileName(), "--sentinel", "--dir", folder_.path()});
  if (!program_->start()) {
    qFatal("a Sentinel does not start");
  }
}

}  // namespace tidings::test
