#include "cli/flood.h"
#include "cli/measurements.h"
#include "cli/timed_run.h"

namespace tidings::bench {
namespace {

constexpr std::size_t kSmall = 250;
constexpr std::size_t kLarge = 16'384;

struct Pair {
  std::vector<double> ours;
  std::vector<double> theirs;
};

/// Rounds of ours and of curl's take turns, so that a busy moment hits both.
Pair run(const CliBench& bench, std::size_t chunk, const std::string& form, double Usage::*figure) {
  const Flood flood({.bytes = bench.sizes.bytes, .chunk = chunk});
  Pair pair;
  for (int round = 0; round < bench.sizes.rounds; ++round) {
    pair.ours.push_back(
        timed_run({bench.tidings, "watch", "-q", "-o", form, "--no-reconnect", flood.url()}).*
        figure);
    pair.theirs.push_back(timed_run({"curl", "-sN", flood.url()}).*figure);
  }
  return pair;
}

Row row(const CliBench& bench, const Pair& pair, const std::string& what, double goal) {
  const double ratio = median_ratio(pair.ours, pair.theirs);
  return {.what = what + ", " + decimal(static_cast<double>(bench.sizes.bytes) / 1e9, 2) + " GB",
          .goal = "≤ " + decimal(goal, 1),
          .measured = decimal(ratio, 2) + " (" + decimal(median(pair.ours), 2) + " s / " +
                      decimal(median(pair.theirs), 2) + " s)",
          .reached = ratio <= goal};
}

}  // namespace

Row measure_small_chunks(const CliBench& bench) {
  return row(bench, run(bench, kSmall, "data", &Usage::cpu),
             "CPU of `watch -o data` / `curl -sN`, 250 B chunks", 0.7);
}

Row measure_large_chunks(const CliBench& bench) {
  return row(bench, run(bench, kLarge, "data", &Usage::cpu),
             "CPU of `watch -o data` / `curl -sN`, 16 KiB chunks", 3);
}

Row measure_json(const CliBench& bench) {
  return row(bench, run(bench, kLarge, "json", &Usage::wall),
             "wall time of `watch -o json` / `curl -sN`, 16 KiB chunks", 4);
}

}  // namespace tidings::bench
