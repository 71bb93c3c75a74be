#include "server/process_usage.h"

#include <filesystem>
#include <fstream>
#include <string>

namespace tidings::bench {
namespace {

std::string proc(pid_t process) {
  return "/proc/" + std::to_string(process) + '/';
}

void add_children(pid_t process, std::vector<pid_t>& out) {
  std::error_code gone;
  for (const auto& task : std::filesystem::directory_iterator(proc(process) + "task", gone)) {
    std::ifstream children(task.path() / "children");
    for (pid_t child = 0; children >> child;) {
      out.push_back(child);
      add_children(child, out);
    }
  }
}

}  // namespace

std::vector<pid_t> process_tree(pid_t root) {
  std::vector<pid_t> processes{root};
  add_children(root, processes);
  return processes;
}

std::uint64_t resident_bytes(const std::vector<pid_t>& processes) {
  constexpr std::uint64_t kKiB = 1024;
  std::uint64_t sum = 0;
  for (const pid_t process : processes) {
    std::ifstream status(proc(process) + "status");
    for (std::string name; status >> name;) {
      std::uint64_t kib = 0;
      if (name == "VmRSS:" && status >> kib)
        sum += kib * kKiB;
    }
  }
  return sum;
}

double cpu_seconds(const std::vector<pid_t>& processes) {
  std::uint64_t nanoseconds = 0;
  for (const pid_t process : processes) {
    std::error_code gone;
    for (const auto& task : std::filesystem::directory_iterator(proc(process) + "task", gone)) {
      std::ifstream statistics(task.path() / "schedstat");
      std::uint64_t used = 0;
      if (statistics >> used)
        nanoseconds += used;
    }
  }
  return static_cast<double>(nanoseconds) / 1e9;
}

}  // namespace tidings::bench
