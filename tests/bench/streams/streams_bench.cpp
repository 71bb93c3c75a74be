#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "streams/crowd_server.h"
#include "streams/followed_crowd.h"

/// Many streams on one thread: what an event costs, and what an idle stream holds. Loopback, no
/// TLS; the server is another process.
namespace {

using tidings::bench::CrowdServer;
using tidings::bench::FollowedCrowd;

constexpr std::array<std::size_t, 3> kStreams = {1, 100, 1000};
constexpr std::size_t kMeasuredStreams = 1000;
constexpr CrowdServer::Burst kLittle{5, 200};
constexpr CrowdServer::Burst kManySmall{2000, 200};
constexpr CrowdServer::Burst kOneLarge{1, 400'000};

double thread_cpu_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double resident_bytes() {
  long pages = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "re")) {
    if (std::fscanf(file, "%*d %ld", &pages) != 1) {
      pages = 0;
    }
    std::fclose(file);
  }
  return static_cast<double>(pages) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

/// Events come one by one, each on the next stream, so that each costs a wake-up of its own.
void cpu_per_event(benchmark::State& state) {
  const CrowdServer server;
  FollowedCrowd crowd(server);
  crowd.follow(static_cast<std::size_t>(state.range(0)));
  constexpr std::uint64_t kEvents = 3000;
  crowd.receive_one_by_one(kEvents);
  for ([[maybe_unused]] auto iteration : state) {
    const double before = thread_cpu_seconds();
    crowd.receive_one_by_one(kEvents);
    state.SetIterationTime((thread_cpu_seconds() - before) / static_cast<double>(kEvents));
  }
}

double bytes_per_stream(CrowdServer::Burst received) {
  const CrowdServer server;
  FollowedCrowd crowd(server);
  crowd.follow(10);  // what the first streams cost once: libraries, tables
  crowd.receive_on_all(received);
  const double before = resident_bytes();
  crowd.follow(kMeasuredStreams);
  crowd.receive_on_all(kLittle);
  if (received.events * received.event_size > kLittle.events * kLittle.event_size) {
    crowd.receive_on_all(received);
  }
  return (resident_bytes() - before) / kMeasuredStreams;
}

/// In a process of its own, whose memory nothing else has touched. Returns bytes per stream.
double in_own_process(CrowdServer::Burst received) {
  int ends[2];
  if (::pipe(ends) != 0) {
    std::exit(1);
  }
  const pid_t process = ::fork();
  if (process == 0) {
    const double bytes = bytes_per_stream(received);
    const bool written = ::write(ends[1], &bytes, sizeof bytes) == sizeof bytes;
    std::_Exit(written ? 0 : 1);
  }
  ::close(ends[1]);
  double bytes = 0;
  const bool got = ::read(ends[0], &bytes, sizeof bytes) == sizeof bytes;
  ::close(ends[0]);
  ::waitpid(process, nullptr, 0);
  return got ? bytes : -1;
}

void memory_per_stream(benchmark::State& state, CrowdServer::Burst received) {
  double bytes = 0;
  for ([[maybe_unused]] auto iteration : state) {
    bytes = in_own_process(received);
  }
  state.counters["bytes"] = bytes;
}

/// Keeps the medians and prints them with what they are to be.
class TableReporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.error_occurred) {
        std::fprintf(stderr, "%s\n", run.error_message.c_str());
      }
      const bool median = run.run_type == Run::RT_Aggregate && run.aggregate_name == "median";
      if (median || (run.run_type == Run::RT_Iteration && run.repetitions <= 1)) {
        const auto bytes = run.counters.find("bytes");
        medians_[run.run_name.function_name + run.run_name.args] =
            bytes == run.counters.end() ? run.GetAdjustedRealTime() : bytes->second.value;
      }
    }
  }

  void Finalize() override {
    const double alone = medians_["cpu1"];
    for (const std::size_t streams : kStreams) {
      if (const double cpu = medians_["cpu" + std::to_string(streams)]; cpu > 0) {
        std::printf("CPU per event, %4zu streams  %8.2f us", streams, cpu);
        if (alone > 0) {
          std::printf("  %5.2f of that at 1 (at most 1.50)", cpu / alone);
        }
        std::printf("\n");
      }
    }
    print_memory("after 1 KB", "memory/1KB", 20);
    print_memory("after 400 KB in small events", "memory/400KB", 40);
    print_memory("after one event of 400 KB", "memory/large", 40);
  }

 private:
  void print_memory(const char* when, const char* name, int most) {
    if (const double bytes = medians_[name]; bytes > 0) {
      std::printf("memory per idle stream, %-28s %7.1f KB  (at most %d)\n", when, bytes / 1000,
                  most);
    }
  }

  std::map<std::string, double> medians_;
};

void allow_many_descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
    return 2;
  }
  allow_many_descriptors();
  auto* const cpu = benchmark::RegisterBenchmark("cpu", cpu_per_event);
  cpu->UseManualTime()->Iterations(1)->Unit(benchmark::kMicrosecond);
  for (const std::size_t streams : kStreams) {
    cpu->Arg(static_cast<std::int64_t>(streams));
  }
  for (const auto& [name, received] :
       {std::pair{"memory/1KB", kLittle}, std::pair{"memory/400KB", kManySmall},
        std::pair{"memory/large", kOneLarge}}) {
    benchmark::RegisterBenchmark(name, [burst = received](benchmark::State& state) {
      memory_per_stream(state, burst);
    })->Iterations(1);
  }
  TableReporter table;
  benchmark::RunSpecifiedBenchmarks(&table);
  return 0;
}
