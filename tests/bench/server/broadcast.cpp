#include "server/scenarios.h"

namespace tidings::bench {
namespace {

constexpr double kGoal = 0.85;
constexpr unsigned kOtherBlock = 20;

/// Microseconds of the server per delivery.
double cost(const Bench& bench, Scene& scene) {
  scene.clients().clear();
  const double before = scene.cpu_seconds();
  for (int i = 1; i <= bench.sizes.broadcasts; ++i) {
    scene.publisher().publish_one(0);
    scene.expect(std::uint64_t{bench.sizes.streams} * static_cast<std::uint64_t>(i));
  }
  const double deliveries = static_cast<double>(bench.sizes.streams) * bench.sizes.broadcasts;
  return (scene.cpu_seconds() - before) / deliveries * 1e6;
}

}  // namespace

Row measure_broadcast(const Bench& bench) {
  bench.say("broadcast");
  TidingsServer server({.executable = bench.server_executable});
  const Scene::Settings settings{.streams = bench.sizes.streams, .publishers = 1};
  Scene ours(bench, server, settings);
  std::optional<Nchan> nchan;
  std::optional<Scene> theirs;
  if (bench.with_nchan) {
    nchan.emplace("", true);
    Scene::Settings elsewhere = settings;
    elsewhere.address_block = kOtherBlock;
    theirs.emplace(bench, *nchan, elsewhere);
  }
  std::vector<double> our_costs;
  std::vector<double> their_costs;
  for (int round = 0; round < bench.sizes.rounds; ++round) {
    our_costs.push_back(cost(bench, ours));
    if (theirs)
      their_costs.push_back(cost(bench, *theirs));
  }
  ours.end();
  Row row{.what = "one broadcast to " + std::to_string(bench.sizes.streams) +
                  " streams, CPU per delivery / nginx with nchan",
          .goal = "≤ 0.85",
          .measured = decimal(median(our_costs), 2) + " µs"};
  if (theirs) {
    const double ratio = median_ratio(our_costs, their_costs);
    row.measured =
        decimal(ratio, 2) + " (" + row.measured + " / " + decimal(median(their_costs), 2) + " µs)";
    row.reached = ratio <= kGoal;
  }
  return row;
}

}  // namespace tidings::bench
