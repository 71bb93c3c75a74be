#include "server/process_usage.h"
#include "server/scenarios.h"

namespace tidings::bench {
namespace {

constexpr double kGoal = 1.5;
constexpr unsigned kOtherBlock = 20;
constexpr std::size_t kDepth = 4;

struct Speed {
  std::vector<double> per_second;
  std::vector<double> server_us;
  std::vector<double> redis_us;
};

/// Flat out for one round; what counts is what was received.
void run(const Bench& bench, const Redis& redis, Scene& scene, Speed& speed) {
  scene.clients().clear();
  const double server = scene.cpu_seconds();
  const double store = cpu_seconds(redis.processes());
  const auto start = std::chrono::steady_clock::now();
  const std::uint64_t published =
      scene.publisher().publish_flat_out(bench.sizes.round_time, kDepth, scene.every_seller());
  scene.expect(published);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  const auto count = static_cast<double>(published);
  speed.per_second.push_back(count / took.count());
  speed.server_us.push_back((scene.cpu_seconds() - server) / count * 1e6);
  speed.redis_us.push_back((cpu_seconds(redis.processes()) - store) / count * 1e6);
}

std::string text_of(const Speed& speed) {
  return decimal(median(speed.per_second), 0) + "/s at " + decimal(median(speed.server_us), 0) +
         " + " + decimal(median(speed.redis_us), 0) + " µs in server and Redis";
}

}  // namespace

Row measure_targeted(const Bench& bench) {
  bench.say("targeted");
  const Redis our_redis;
  TidingsServer server({.executable = bench.server_executable, .store = our_redis.url()});
  const Scene::Settings settings{.streams = bench.sizes.streams,
                                 .publishers = bench.sizes.publishers};
  Scene ours(bench, server, settings);
  std::optional<Redis> their_redis;
  std::optional<Nchan> nchan;
  std::optional<Scene> theirs;
  if (bench.with_nchan) {
    their_redis.emplace();
    nchan.emplace(their_redis->url(), false);
    Scene::Settings elsewhere = settings;
    elsewhere.address_block = kOtherBlock;
    theirs.emplace(bench, *nchan, elsewhere);
  }
  Speed our_speed;
  Speed their_speed;
  for (int round = 0; round < bench.sizes.rounds; ++round) {
    run(bench, our_redis, ours, our_speed);
    if (theirs)
      run(bench, *their_redis, *theirs, their_speed);
  }
  ours.end();
  Row row{.what = "targeted notifications, sustained, through Redis, " +
                  std::to_string(bench.sizes.streams) + " streams / nchan with its Redis store",
          .goal = "≥ 1.5",
          .measured = text_of(our_speed)};
  if (theirs) {
    const double ratio = median_ratio(our_speed.per_second, their_speed.per_second);
    row.measured =
        decimal(ratio, 2) + " (" + row.measured + "; nchan " + text_of(their_speed) + ")";
    row.reached = ratio >= kGoal;
  }
  return row;
}

}  // namespace tidings::bench
