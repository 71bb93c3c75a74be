#include "measurements.h"

#include <QSet>
#include <QTest>
#include <algorithm>
#include <csignal>
#include <functional>
#include <optional>

#include "process_watch.h"
#include "support/program.h"

namespace tidings::bench {
namespace {

using std::chrono::milliseconds;
constexpr int kPatience = 60'000;

QByteArray lines(int count) {
  QByteArray text;
  for (int n = 0; n < count; ++n) {
    text += "{\"sellerId\":7,\"type\":\"order.new\",\"title\":\"Order " + QByteArray::number(n) +
            "\",\"body\":\"3 boxes of tea, to be sent before Friday\"}\n";
  }
  return text;
}

void publish_many(DesktopScene& scene, int count) {
  constexpr int kMost = 1000;
  for (; count > 0; count -= kMost) {
    scene.publish(lines(std::min(count, kMost)));
  }
}

double as_milliseconds(Clock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

/// The moments at which a line with this number came out of `tidings watch`.
class WatchTimes {
 public:
  WatchTimes(DesktopScene& scene, const QString& program)
      : program_(program, {"watch", "-q", "-o", "data", scene.server().stream_url()}) {
    program_.set_environment("TIDINGS_TOKEN", scene.server().seller_token(7));
  }
  bool start() { return program_.start(); }
  [[nodiscard]] qsizetype count() const { return program_.out_lines().size(); }

 private:
  test::Program program_;
};

struct Latencies {
  std::vector<double> ours;
  std::vector<double> theirs;
};

/// Publishes one after the other; each of both sides is waited for.
Latencies take_latencies(DesktopScene& scene, int count, milliseconds interval, WatchTimes& watch,
                         const std::function<bool(int)>& is_told) {
  Latencies latencies;
  const qsizetype before = watch.count();
  for (int n = 1; n <= count; ++n) {
    const auto begin = Clock::now();
    scene.publish_one(QStringLiteral("one %1").arg(n));
    std::optional<double> ours;
    std::optional<double> theirs;
    const bool both = QTest::qWaitFor(
        [&] {
          if (!ours && is_told(n)) {
            ours = as_milliseconds(Clock::now() - begin);
          }
          if (!theirs && watch.count() >= before + n) {
            theirs = as_milliseconds(Clock::now() - begin);
          }
          return ours && theirs;
        },
        kPatience);
    if (!both) {
      return {};
    }
    latencies.ours.push_back(*ours);
    latencies.theirs.push_back(*theirs);
    const auto rest = interval - std::chrono::duration_cast<milliseconds>(Clock::now() - begin);
    if (rest > milliseconds(0)) {
      QTest::qWait(static_cast<int>(rest.count()));
    }
  }
  return latencies;
}

Row latency_row(const std::string& what, const Latencies& latencies) {
  if (latencies.ours.empty()) {
    return {what, "≤ 20 ms more", "something did not arrive", false};
  }
  const double ours = median(latencies.ours);
  const double theirs = median(latencies.theirs);
  return {what, "≤ 20 ms more", decimal(ours, 1) + " ms, watch " + decimal(theirs, 1) + " ms",
          ours - theirs <= 20};
}

}  // namespace

bool fill_history(DesktopScene& scene, const Extent& extent) {
  publish_many(scene, extent.history);
  return scene.wait_for_unread(static_cast<uint>(extent.history));
}

std::vector<Row> measure_idle(DesktopScene& scene, const Extent& extent) {
  scene.desktop().program().send_signal(SIGTERM);
  scene.desktop().program().wait_for_exit();
  if (!scene.desktop().start({"--minimized"}) ||
      !scene.desktop().wait_for_property("State", "connected")) {
    return {{"idle", "", "the second start failed", false}};
  }
  QTest::qWait(extent.idle_seconds * 250);
  const qint64 pid = scene.desktop().program().pid();
  const double memory = pss_megabytes(pid);
  const qint64 before = context_switches(pid);
  QTest::qWait(extent.idle_seconds * 1000);
  const double wakeups = static_cast<double>(context_switches(pid) - before) / extent.idle_seconds;
  return {{"hidden, " + std::to_string(extent.history) +
               " notifications in the history, one stream: PSS",
           "≤ 40 MB", decimal(memory, 1) + " MB", memory <= 40},
          {"wake-ups a second, hidden, connected", "≤ 1", decimal(wakeups, 2), wakeups <= 1}};
}

std::vector<Row> measure_latency(DesktopScene& scene, const Extent& extent,
                                 const QString& tidings_program) {
  WatchTimes watch(scene, tidings_program);
  if (!watch.start()) {
    return {{"latency", "", "tidings watch did not start", false}};
  }
  // Until it has got something it is not known to listen.
  const bool listens = QTest::qWaitFor(
      [&] {
        scene.publish_one("warm up");
        return QTest::qWaitFor([&] { return watch.count() > 0; }, 200);
      },
      kPatience);
  if (!listens) {
    return {{"latency", "", "tidings watch got nothing", false}};
  }
  QTest::qWait(500);
  const uint base = scene.desktop().property("Unread").toUInt();
  std::vector<Row> rows;
  rows.push_back(latency_row(
      "publish → told on the bus, p50 over " + std::to_string(extent.told) + ", one a 50 ms",
      take_latencies(scene, extent.told, milliseconds(50), watch,
                     [&](int n) { return scene.unread() >= base + static_cast<uint>(n); })));
  // Popups are never more than three in ten seconds: so far apart none is folded.
  QTest::qWait(extent.popups > 2 ? 11'000 : 0);
  const qsizetype calls = scene.daemon().calls().size();
  const int popups = extent.popups > 2 ? extent.popups : 0;
  if (popups > 0) {
    rows.push_back(latency_row(
        "publish → Notify, p50 over " + std::to_string(popups) + ", one a 3.5 s",
        take_latencies(scene, popups, milliseconds(3500), watch,
                       [&](int n) { return scene.daemon().calls().size() >= calls + n; })));
  }
  return rows;
}

std::vector<Row> measure_burst(DesktopScene& scene, const Extent& extent) {
  const uint base = scene.desktop().property("Unread").toUInt();
  const qsizetype calls = scene.daemon().calls().size();
  publish_many(scene, extent.burst);
  std::chrono::microseconds longest{0};
  const bool all = QTest::qWaitFor(
      [&] {
        longest = std::max(longest, scene.ping());
        return scene.unread() >= base + static_cast<uint>(extent.burst);
      },
      kPatience);
  QTest::qWait(1500);
  QSet<quint32> popups;
  for (qsizetype n = calls; n < scene.daemon().calls().size(); ++n) {
    popups.insert(scene.daemon().calls()[n].id);
  }
  const std::string what = std::to_string(extent.burst) + " at once: ";
  return {{what + "in the history", "all", all ? "all" : "not all", all},
          {what + "popups and summary", "≤ 5", std::to_string(popups.size()), popups.size() <= 5},
          {what + "longest wait for an answer on D-Bus", "≤ 50 ms",
           decimal(static_cast<double>(longest.count()) / 1000, 1) + " ms",
           longest <= milliseconds(50)}};
}

std::vector<Row> measure_start(DesktopScene& scene, const Extent& extent,
                               const QString& bare_tray_program) {
  const auto time_to_icon = [&](const std::function<bool()>& start) -> std::optional<double> {
    scene.tray().stop();
    scene.tray().start();
    const auto begin = Clock::now();
    if (!start() || !QTest::qWaitFor([&] { return !scene.tray().items().isEmpty(); }, kPatience)) {
      return std::nullopt;
    }
    return as_milliseconds(Clock::now() - begin);
  };
  std::vector<double> ours;
  std::vector<double> theirs;
  scene.desktop().program().send_signal(SIGTERM);
  scene.desktop().program().wait_for_exit();
  for (int round = 0; round < extent.starts; ++round) {
    test::Program bare(bare_tray_program);
    bare.set_environment("DISPLAY", scene.display().name());
    bare.set_environment("QT_QPA_PLATFORM", "xcb");
    bare.set_environment("DBUS_SESSION_BUS_ADDRESS", scene.bus().address());
    const auto bare_time = time_to_icon([&] { return bare.start(); });
    bare.kill();
    const auto our_time = time_to_icon([&] { return scene.desktop().start({"--minimized"}); });
    scene.desktop().program().send_signal(SIGTERM);
    scene.desktop().program().wait_for_exit();
    if (!bare_time || !our_time) {
      return {{"start", "", "no icon appeared", false}};
    }
    ours.push_back(*our_time);
    theirs.push_back(*bare_time);
  }
  const double ratio = median_ratio(ours, theirs);
  return {{"start to tray icon, beside a bare Qt tray program", "≤ 1.5 ×",
           decimal(median(ours), 0) + " ms, bare " + decimal(median(theirs), 0) + " ms, " +
               decimal(ratio, 2) + " ×",
           ratio <= 1.5}};
}

}  // namespace tidings::bench
