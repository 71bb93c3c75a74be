// The figures of tidings-desktop, each beside what it is compared with in the same run.
#include <QCoreApplication>
#include <QStringList>
#include <cstdio>
#include <vector>

#include "measurements.h"

using namespace tidings::bench;

namespace {

void append(std::vector<Row>& rows, const std::vector<Row>& more) {
  rows.insert(rows.end(), more.begin(), more.end());
}

}  // namespace

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  QStringList arguments = QCoreApplication::arguments().mid(1);
  const bool quick = arguments.removeAll("--quick") > 0;
  if (arguments.size() != 2) {
    std::fputs("usage: desktop_bench [--quick] TIDINGS BARE-TRAY\n", stderr);
    return 2;
  }
  const Extent extent = quick ? Extent::quick() : Extent{};
  DesktopScene scene;
  if (!scene.start()) {
    std::fputs(scene.desktop().program().report().constData(), stderr);
    return 1;
  }
  std::vector<Row> rows;
  append(rows, measure_idle(scene, extent));
  append(rows, measure_latency(scene, extent, arguments[0]));
  append(rows, measure_burst(scene, extent));
  append(rows, measure_start(scene, extent, arguments[1]));
  std::fputs(to_markdown(rows).c_str(), stdout);
  return 0;
}
