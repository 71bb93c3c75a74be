#include <stdexcept>

#include "load/waiting.h"
#include "server/scenarios.h"

namespace tidings::bench {
namespace {

constexpr std::chrono::seconds kDeadline{60};
constexpr std::size_t kDepth = 16;

/// Seconds from the moment the new server listens until all are live and have what they missed.
double run(const Bench& bench) {
  const Redis redis;
  TidingsServer server({.executable = bench.server_executable, .store = redis.url()});
  TidingsServer other(
      {.executable = bench.server_executable, .store = redis.url(), .secret = server.secret()});
  const std::uint32_t streams = bench.sizes.streams;
  Scene scene(bench, server,
              {.streams = streams,
               .publishers = bench.sizes.publishers,
               .publish_at = &other,
               .survives_loss = true});
  scene.publisher().publish_each(1, streams, kDepth);
  scene.expect(streams);

  server.kill();
  if (!load::wait_until([&] { return scene.clients().live() == 0; }, kDeadline))
    throw std::runtime_error("streams outlive their server");
  scene.publisher().publish_each(0, streams, kDepth);
  server.start();
  const auto start = std::chrono::steady_clock::now();
  scene.clients().resume();
  scene.clients().wait_until_live(kDeadline);
  scene.expect(std::uint64_t{3} * streams);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  scene.end();
  return took.count();
}

}  // namespace

Row measure_resume(const Bench& bench) {
  bench.say("resume");
  std::vector<double> seconds;
  for (int round = 0; round < (bench.sizes.rounds + 1) / 2; ++round)
    seconds.push_back(run(bench));
  return {.what = std::to_string(bench.sizes.streams) +
                  " clients resuming at once after kill -9, each having missed two notifications",
          .goal = "all back, nothing lost",
          .measured = "all back " + decimal(median(seconds), 1) +
                      " s after the server listens again, nothing lost or doubled",
          .reached = true};
}

}  // namespace tidings::bench
