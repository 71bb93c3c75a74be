#include <stdexcept>

#include "server/process_usage.h"
#include "server/scenarios.h"

namespace tidings::bench {
namespace {

constexpr double kGoalMb = 400;
constexpr std::size_t kDepth = 16;

double mb(std::uint64_t bytes) {
  return static_cast<double>(bytes) / 1024 / 1024;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Row measure_all_streams(const Bench& bench) {
  bench.say("all streams");
  const std::uint32_t streams = bench.sizes.all_streams;
  const Redis redis;
  TidingsServer server({.executable = bench.server_executable,
                        .store = redis.url(),
                        .workers = bench.sizes.workers});
  const auto start = std::chrono::steady_clock::now();
  Scene scene(bench, server, {.streams = streams, .publishers = bench.sizes.publishers});
  const double to_open = seconds_since(start);
  const double idle = mb(resident_bytes(server.processes()));

  const auto begin = std::chrono::steady_clock::now();
  scene.publisher().publish_each(1, streams, kDepth);
  scene.expect(streams);
  const double for_own = seconds_since(begin);
  const auto broadcast = std::chrono::steady_clock::now();
  scene.publisher().publish_one(0);
  scene.expect(std::uint64_t{2} * streams);
  const double for_broadcast = seconds_since(broadcast);
  const double servers = mb(resident_bytes(server.processes()));
  scene.end();

  return {.what = std::to_string(streams) + " open streams over " +
                  std::to_string(bench.sizes.workers) +
                  " workers, each gets its own notification and one broadcast",
          .goal = "all arrive; servers' memory ≤ 400 MB together",
          .measured = "all arrived once and in order; servers " + decimal(servers, 0) +
                      " MB (idle " + decimal(idle, 0) + "), Redis " +
                      decimal(mb(resident_bytes(redis.processes())), 0) + " MB; opened in " +
                      decimal(to_open, 1) + " s, own ones in " + decimal(for_own, 1) +
                      " s, broadcast in " + decimal(for_broadcast, 1) + " s",
          .reached = servers <= kGoalMb};
}

}  // namespace tidings::bench
