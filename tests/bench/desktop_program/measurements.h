#pragma once

#include <vector>

#include "desktop_scene.h"
#include "server/figures.h"

namespace tidings::bench {

/// How much is measured: in a quick run only whether everything works.
struct Extent {
  int history = 10'000;
  int idle_seconds = 20;
  int told = 1000;
  int popups = 30;
  int burst = 5000;
  int starts = 10;

  static Extent quick() { return {200, 1, 20, 2, 300, 2}; }
};

/// So much is in the history, whatever is measured.
bool fill_history(DesktopScene& scene, const Extent& extent);

/// Memory and wake-ups while hidden and connected, after a fresh start as after a login.
std::vector<Row> measure_idle(DesktopScene& scene, const Extent& extent);
/// From publishing to what the user sees, beside `tidings watch`.
std::vector<Row> measure_latency(DesktopScene& scene, const Extent& extent,
                                 const QString& tidings_program);
std::vector<Row> measure_burst(DesktopScene& scene, const Extent& extent);
/// From the start to the tray icon, beside a program that has nothing else.
std::vector<Row> measure_start(DesktopScene& scene, const Extent& extent,
                               const QString& bare_tray_program);

}  // namespace tidings::bench
