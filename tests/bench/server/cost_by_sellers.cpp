#include "server/scenarios.h"

namespace tidings::bench {
namespace {

constexpr double kGoal = 1.2;
constexpr unsigned kOtherBlock = 20;

/// Microseconds of the server per notification.
double cost(const Bench& bench, Scene& scene) {
  scene.clients().clear();
  const double before = scene.cpu_seconds();
  const std::uint64_t count = scene.publisher().publish_paced(
      bench.sizes.round_time, bench.sizes.rate, scene.every_seller());
  scene.expect(count);
  return (scene.cpu_seconds() - before) / static_cast<double>(count) * 1e6;
}

}  // namespace

Row measure_cost_by_sellers(const Bench& bench) {
  bench.say("cost by sellers");
  TidingsServer for_many({.executable = bench.server_executable});
  TidingsServer for_few({.executable = bench.server_executable});
  Scene many(bench, for_many, {.streams = bench.sizes.streams});
  Scene few(bench, for_few, {.streams = bench.sizes.few_streams, .address_block = kOtherBlock});
  std::vector<double> with_many;
  std::vector<double> with_few;
  for (int round = 0; round < bench.sizes.rounds; ++round) {
    with_many.push_back(cost(bench, many));
    with_few.push_back(cost(bench, few));
  }
  many.end();
  few.end();
  const double ratio = median_ratio(with_many, with_few);
  return {.what = "CPU per delivered notification, " + std::to_string(bench.sizes.streams) +
                  " sellers connected / " + std::to_string(bench.sizes.few_streams),
          .goal = "≤ 1.2",
          .measured = decimal(ratio, 2) + " (" + decimal(median(with_many), 1) + " / " +
                      decimal(median(with_few), 1) + " µs)",
          .reached = ratio <= kGoal};
}

}  // namespace tidings::bench
