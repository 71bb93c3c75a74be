#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

namespace tidings::conformance {

struct ProcessSettings {
  std::filesystem::path executable;
  std::vector<std::string> arguments;
  std::map<std::string, std::string> environment;  ///< all of it
  std::filesystem::path directory;
  int out = -1;  ///< becomes stdout
  int err = -1;  ///< becomes stderr
};

/// Starts a process in a group of its own, with /dev/null as stdin and signals as a shell would
/// leave them. It is killed should the calling thread die. Throws Failure when it cannot be
/// started.
pid_t start_process(const ProcessSettings& settings);

}  // namespace tidings::conformance
