// The figures of tidings-desktop, each beside what it is compared with in the same run.
#include <QCoreApplication>
#include <QStringList>
#include <array>
#include <cstdio>
#include <functional>
#include <vector>

#include "measurements.h"

using namespace tidings::bench;

namespace {

struct Options {
  bool quick = false;
  QStringList only;
  QString tidings;
  QString bare_tray;

  [[nodiscard]] bool wants(const QString& name) const {
    return only.isEmpty() || only.contains(name);
  }
};

bool parse(QStringList words, Options& options) {
  options.quick = words.removeAll(QStringLiteral("--quick")) > 0;
  for (qsizetype at = words.indexOf("--only"); at >= 0; at = words.indexOf("--only")) {
    options.only.append(words.value(at + 1));
    words.remove(at, qMin<qsizetype>(2, words.size() - at));
  }
  options.tidings = words.value(0);
  options.bare_tray = words.value(1);
  return words.size() == 2;
}

bool fails(const char* sentence, DesktopScene& scene) {
  std::fputs(sentence, stderr);
  std::fputs(scene.desktop().program().report().constData(), stderr);
  return false;
}

/// A line is told as soon as it is known.
bool measure(const Options& options) {
  const Extent extent = options.quick ? Extent::quick() : Extent{};
  DesktopScene scene;
  if (!scene.start()) {
    return fails("tidings-desktop did not start\n", scene);
  }
  if (!fill_history(scene, extent)) {
    return fails("the history did not arrive\n", scene);
  }
  struct Measurement {
    const char* name;
    std::function<std::vector<Row>()> run;
  };
  const std::array<Measurement, 4> measurements{{
      {"idle", [&] { return measure_idle(scene, extent); }},
      {"latency", [&] { return measure_latency(scene, extent, options.tidings); }},
      {"burst", [&] { return measure_burst(scene, extent); }},
      {"start", [&] { return measure_start(scene, extent, options.bare_tray); }},
  }};
  std::fputs(markdown_head().c_str(), stdout);
  for (const Measurement& one : measurements) {
    if (options.wants(one.name)) {
      for (const Row& row : one.run()) {
        std::fputs(markdown_line(row).c_str(), stdout);
      }
      std::fflush(stdout);
    }
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  Options options;
  if (!parse(QCoreApplication::arguments().mid(1), options)) {
    std::fputs("usage: desktop_bench [--quick] [--only NAME]… TIDINGS BARE-TRAY\n", stderr);
    return 2;
  }
  return measure(options) ? 0 : 1;
}
