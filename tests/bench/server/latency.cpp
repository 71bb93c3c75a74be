#include "load/bare_redis.h"
#include "server/scenarios.h"

namespace tidings::bench {
namespace {

constexpr double kGoal = 3;
constexpr double kMedian = 0.5;
constexpr double kTail = 0.99;

struct Latencies {
  std::vector<double> p50;
  std::vector<double> p99;
};

template <class Source>
void note(const Source& source, Latencies& latencies) {
  latencies.p50.push_back(source.latency_ms(kMedian));
  latencies.p99.push_back(source.latency_ms(kTail));
}

void run(const Bench& bench, Scene& scene, Latencies& latencies) {
  scene.clients().clear();
  const std::uint64_t count = scene.publisher().publish_paced(
      bench.sizes.round_time, bench.sizes.rate, scene.every_seller());
  scene.expect(count);
  note(scene.clients(), latencies);
}

std::string text_of(const Latencies& latencies) {
  return decimal(median(latencies.p50), 3) + " ms, p99 " + decimal(median(latencies.p99), 2);
}

}  // namespace

Row measure_latency(const Bench& bench) {
  bench.say("latency");
  const Redis redis;
  const Redis bare;
  TidingsServer with_redis({.executable = bench.server_executable, .store = redis.url()});
  TidingsServer with_memory({.executable = bench.server_executable});
  constexpr unsigned kOtherBlock = 20;
  Scene through_redis(bench, with_redis, {.streams = bench.sizes.streams});
  Scene in_memory(bench, with_memory,
                  {.streams = bench.sizes.streams, .address_block = kOtherBlock});
  load::BareRedis bare_redis(bare.port());
  Latencies ours;
  Latencies memory;
  Latencies floor;
  for (int round = 0; round < bench.sizes.rounds; ++round) {
    run(bench, through_redis, ours);
    bare_redis.publish_paced(bench.sizes.round_time, bench.sizes.rate);
    note(bare_redis, floor);
    run(bench, in_memory, memory);
  }
  through_redis.end();
  in_memory.end();
  const double ratio = median_ratio(ours.p50, floor.p50);
  return {.what = "publish → received p50 at " + decimal(bench.sizes.rate, 0) + "/s over " +
                  std::to_string(bench.sizes.streams) +
                  " streams, through Redis / bare Redis, one subscriber",
          .goal = "≤ 3",
          .measured = decimal(ratio, 2) + " (" + text_of(ours) + " / " + text_of(floor) +
                      "; memory store " + text_of(memory) + ")",
          .reached = ratio <= kGoal};
}

}  // namespace tidings::bench
