#include "desktop/harness/virtual_display.h"

#include <csignal>

#include <sys/prctl.h>

namespace tidings::test {
namespace {

constexpr int kPatience = 30'000;

}  // namespace

VirtualDisplay::VirtualDisplay() {
  server_.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
  server_.start("Xvfb",
                {"-displayfd", "1", "-screen", "0", "1024x600x24", "-nolisten", "tcp", "-noreset"});
  if (server_.waitForStarted(kPatience) && server_.waitForReadyRead(kPatience)) {
    name_ = QChar(u':') + QString::fromLatin1(server_.readAllStandardOutput()).trimmed();
  }
}

VirtualDisplay::~VirtualDisplay() {
  server_.terminate();
  if (!server_.waitForFinished(kPatience)) {
    server_.kill();
    server_.waitForFinished(kPatience);
  }
}

bool VirtualDisplay::save_screenshot(const QString& file) const {
  QProcess import;
  import.start("import", {"-display", name_, "-window", "root", file});
  return import.waitForFinished(kPatience) && import.exitCode() == 0;
}

}  // namespace tidings::test
