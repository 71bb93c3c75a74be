#include "cli/timed_run.h"

#include <array>
#include <chrono>
#include <csignal>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

namespace tidings::bench {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

pid_t start(std::vector<std::string> words, int output) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t process = fork();
  if (process < 0)
    throw std::runtime_error("cannot start " + words.front());
  if (process == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(output, STDOUT_FILENO);
    execvp(arguments.front(), arguments.data());
    _exit(127);
  }
  return process;
}

}  // namespace

Usage timed_run(const std::vector<std::string>& words) {
  const load::FileDescriptor nowhere(open("/dev/null", O_WRONLY | O_CLOEXEC));
  const auto begin = Clock::now();
  const pid_t process = start(words, nowhere.get());
  int status = 0;
  rusage usage{};
  wait4(process, &status, 0, &usage);
  if (status != 0)
    throw std::runtime_error(words.front() + " ended with status " + std::to_string(status));
  return {seconds(usage.ru_utime) + seconds(usage.ru_stime), seconds_since(begin)};
}

PipedProgram::PipedProgram(const std::vector<std::string>& words) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    throw std::runtime_error("no pipe can be made");
  output_ = load::FileDescriptor(ends[0]);
  const load::FileDescriptor theirs(ends[1]);
  pid_ = start(words, theirs.get());
}

PipedProgram::~PipedProgram() {
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

double seconds_to_first_byte(const std::vector<std::string>& words) {
  constexpr int kPatience = 30'000;
  const auto begin = Clock::now();
  const PipedProgram program(words);
  pollfd output{program.output(), POLLIN, 0};
  if (poll(&output, 1, kPatience) != 1 || (output.revents & POLLIN) == 0)
    throw std::runtime_error(words.front() + " prints nothing");
  return seconds_since(begin);
}

}  // namespace tidings::bench
