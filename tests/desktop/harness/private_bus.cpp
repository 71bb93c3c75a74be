#include "desktop/harness/private_bus.h"

#include <QFile>
#include <QUuid>
#include <csignal>

#include <sys/prctl.h>

namespace tidings::test {
namespace {

constexpr int kDeadline = 30'000;

constexpr const char* kConfiguration = R"(<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=%1/bus</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
)";

}  // namespace

PrivateBus::PrivateBus() {
  QFile configuration(folder_.filePath(QStringLiteral("bus.conf")));
  if (!configuration.open(QIODevice::WriteOnly)) {
    return;
  }
  configuration.write(QString::fromLatin1(kConfiguration).arg(folder_.path()).toUtf8());
  configuration.close();
  daemon_.setStandardErrorFile(QProcess::nullDevice());
  daemon_.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
  daemon_.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--config-file=") + configuration.fileName(),
                 QStringLiteral("--nofork"), QStringLiteral("--print-address")});
  while (!daemon_.canReadLine()) {
    if (!daemon_.waitForReadyRead(kDeadline)) {
      return;
    }
  }
  address_ = QString::fromUtf8(daemon_.readLine()).trimmed();
}

PrivateBus::~PrivateBus() {
  for (const QString& name : std::as_const(connections_)) {
    QDBusConnection::disconnectFromBus(name);
  }
  daemon_.terminate();
  if (!daemon_.waitForFinished(kDeadline)) {
    daemon_.kill();
    daemon_.waitForFinished(kDeadline);
  }
}

QDBusConnection PrivateBus::connect() {
  connections_.append(QUuid::createUuid().toString());
  return QDBusConnection::connectToBus(address_, connections_.last());
}

}  // namespace tidings::test
