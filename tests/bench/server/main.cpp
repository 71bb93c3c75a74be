// Measures tidings-server and prints the table of its figures.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "load/loopback.h"
#include "server/scenarios.h"

namespace tidings::bench {
namespace {

constexpr const char* kUsage =
    "Usage: server_bench [--quick] [--only NAME]… TIDINGS-SERVER\n"
    "\n"
    "Measures the server that this executable is and prints a Markdown table.\n"
    "\n"
    "  --quick      a few streams and moments: whether it works, not how fast\n"
    "  --only NAME  only this line: idle, all, sellers, broadcast, targeted, latency, resume\n";

constexpr std::pair<const char*, Row (*)(const Bench&)> kMeasurements[] = {
    {"idle", measure_idle_memory},        {"all", measure_all_streams},
    {"sellers", measure_cost_by_sellers}, {"broadcast", measure_broadcast},
    {"targeted", measure_targeted},       {"latency", measure_latency},
    {"resume", measure_resume},
};

int measure(const Bench& bench, bool judged, const std::vector<std::string>& only) {
  std::vector<Row> rows;
  bool failed = false;
  for (const auto& [name, run] : kMeasurements) {
    if (!only.empty() && std::find(only.begin(), only.end(), name) == only.end())
      continue;
    try {
      rows.push_back(run(bench));
      if (!judged)
        rows.back().reached.reset();
    } catch (const std::exception& error) {
      failed = true;
      rows.push_back({name, "", error.what(), false});
    }
    bench.say("  " + rows.back().measured);
  }
  std::fputs(to_markdown(rows).c_str(), stdout);
  return failed || rows.empty() ? 1 : 0;
}

int run(const std::vector<std::string>& arguments) {
  Bench bench;
  bench.with_nchan = Nchan::is_installed();
  bool quick = false;
  std::vector<std::string> only;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--quick")
      quick = true;
    else if (arguments[i] == "--only" && i + 1 < arguments.size())
      only.push_back(arguments[++i]);
    else if (arguments[i].front() != '-' && bench.server_executable.empty())
      bench.server_executable = arguments[i];
    else
      bench.server_executable = "-";
  }
  if (bench.server_executable.empty() || bench.server_executable == "-") {
    std::fputs(kUsage, stderr);
    return 2;
  }
  if (quick)
    bench.sizes = quick_sizes();
  load::raise_file_limit();
  return measure(bench, !quick, only);
}

}  // namespace
}  // namespace tidings::bench

int main(int argc, char** argv) {
  return tidings::bench::run({argv + 1, argv + argc});
}
