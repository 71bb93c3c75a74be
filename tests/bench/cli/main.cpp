// Measures `tidings watch` beside curl and redis-cli, and prints the table of its figures.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "cli/measurements.h"

namespace tidings::bench {
namespace {

constexpr const char* kUsage =
    "Usage: cli_bench [--quick] [--only NAME]… TIDINGS TIDINGS-SERVER\n"
    "\n"
    "Measures these two executables and prints a Markdown table.\n"
    "\n"
    "  --quick      a few bytes and moments: whether it works, not how fast\n"
    "  --only NAME  only this line: small, large, json, latency, start, memory\n";

constexpr std::pair<const char*, Row (*)(const CliBench&)> kMeasurements[] = {
    {"small", measure_small_chunks},    {"large", measure_large_chunks}, {"json", measure_json},
    {"latency", measure_print_latency}, {"start", measure_start},        {"memory", measure_memory},
};

CliSizes quick_sizes() {
  return {.bytes = 5'000'000,
          .rounds = 1,
          .starts = 3,
          .round_time = std::chrono::milliseconds(200),
          .rate = 200};
}

int measure(const CliBench& bench, bool judged, const std::vector<std::string>& only) {
  std::vector<Row> rows;
  bool failed = false;
  for (const auto& [name, run] : kMeasurements) {
    if (!only.empty() && std::find(only.begin(), only.end(), name) == only.end())
      continue;
    std::fprintf(stderr, "%s\n", name);
    try {
      rows.push_back(run(bench));
      if (!judged)
        rows.back().reached.reset();
    } catch (const std::exception& error) {
      failed = true;
      rows.push_back({name, "", error.what(), false});
    }
    std::fprintf(stderr, "  %s\n", rows.back().measured.c_str());
  }
  std::fputs(to_markdown(rows).c_str(), stdout);
  return failed || rows.empty() ? 1 : 0;
}

int run(const std::vector<std::string>& arguments) {
  CliBench bench;
  bool quick = false;
  std::vector<std::string> only;
  std::vector<std::string> programs;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--quick")
      quick = true;
    else if (arguments[i] == "--only" && i + 1 < arguments.size())
      only.push_back(arguments[++i]);
    else
      programs.push_back(arguments[i]);
  }
  if (programs.size() != 2 || programs[0].front() == '-') {
    std::fputs(kUsage, stderr);
    return 2;
  }
  bench.tidings = programs[0];
  bench.server = programs[1];
  if (quick)
    bench.sizes = quick_sizes();
  return measure(bench, !quick, only);
}

}  // namespace
}  // namespace tidings::bench

int main(int argc, char** argv) {
  return tidings::bench::run({argv + 1, argv + argc});
}
