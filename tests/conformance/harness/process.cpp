#include "conformance/harness/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (std::string& text : texts) {
    result.push_back(text.data());
  }
  result.push_back(nullptr);
  return result;
}

/// Runs in the child between fork and exec: async-signal-safe calls only.
[[noreturn]] void become_program(const ProcessSettings& settings, char* const* arguments,
                                 char* const* environment) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::setpgid(0, 0);
  struct sigaction ordinary {};
  ordinary.sa_handler = SIG_DFL;
  for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP}) {
    ::sigaction(number, &ordinary, nullptr);
  }
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(settings.out, STDOUT_FILENO);
  ::dup2(settings.err, STDERR_FILENO);
  if (::chdir(settings.directory.c_str()) == 0) {
    ::execve(settings.executable.c_str(), arguments, environment);
  }
  ::_exit(127);
}

}  // namespace

pid_t start_process(const ProcessSettings& settings) {
  std::vector<std::string> words{settings.executable.string()};
  words.insert(words.end(), settings.arguments.begin(), settings.arguments.end());
  std::vector<std::string> variables;
  for (const auto& [name, value] : settings.environment) {
    variables.push_back(name + "=" + value);
  }
  const std::vector<char*> arguments = pointers(words);
  const std::vector<char*> environment = pointers(variables);
  const pid_t pid = ::fork();
  if (pid == 0) {
    become_program(settings, arguments.data(), environment.data());
  }
  require(pid > 0, "cannot start " + settings.executable.string());
  ::setpgid(pid, pid);
  return pid;
}

}  // namespace tidings::conformance
