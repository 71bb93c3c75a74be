#pragma once

#include <cstdint>
#include <vector>

#include <sys/types.h>

/// What processes use, as the kernel counts it: other work on the machine does not add to it.
namespace tidings::bench {

/// A process and its children (workers).
std::vector<pid_t> process_tree(pid_t root);

/// Bytes in memory of all of them together.
std::uint64_t resident_bytes(const std::vector<pid_t>& processes);

/// Seconds of processor time that all of them have used so far.
double cpu_seconds(const std::vector<pid_t>& processes);

}  // namespace tidings::bench
