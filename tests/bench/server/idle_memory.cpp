#include "load/waiting.h"
#include "server/process_usage.h"
#include "server/scenarios.h"

namespace tidings::bench {
namespace {

constexpr std::chrono::milliseconds kSettle{1500};
constexpr double kGoal = 2.5;

/// In KB (of 1024 bytes).
double memory_per_stream(const Bench& bench, StreamServer& server) {
  const std::uint64_t before = resident_bytes(server.processes());
  Scene scene(bench, server, {.streams = bench.sizes.streams, .publishers = 1});
  load::let_pass(kSettle);
  const std::uint64_t after = resident_bytes(server.processes());
  scene.end();
  return (static_cast<double>(after) - static_cast<double>(before)) / 1024 / bench.sizes.streams;
}

}  // namespace

Row measure_idle_memory(const Bench& bench) {
  bench.say("idle memory");
  const Redis redis;
  TidingsServer in_memory({.executable = bench.server_executable});
  TidingsServer in_redis({.executable = bench.server_executable, .store = redis.url()});
  const double of_memory = memory_per_stream(bench, in_memory);
  const double of_redis = memory_per_stream(bench, in_redis);
  Row row{.what = "resident memory per idle stream, " + std::to_string(bench.sizes.streams) +
                  " streams in one process",
          .goal = "≤ 2.5 KB; stretch 1.2",
          .measured = decimal(of_memory, 2) + " KB with the memory store, " + decimal(of_redis, 2) +
                      " KB with Redis",
          .reached = of_memory <= kGoal && of_redis <= kGoal};
  if (bench.with_nchan) {
    Nchan nchan("", false);
    row.measured += "; nchan " + decimal(memory_per_stream(bench, nchan), 1) + " KB";
  }
  return row;
}

}  // namespace tidings::bench
