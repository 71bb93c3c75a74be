#include "server/child_program.h"

#include <csignal>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tidings::bench {

ChildProgram::ChildProgram(std::vector<std::string> words, const std::string& output_file) {
  const load::FileDescriptor output(
      open(output_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  std::vector<char*> arguments;
  for (std::string& word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_ = fork();
  if (pid_ < 0)
    throw std::runtime_error("cannot start " + words.front() + ": " + std::strerror(errno));
  if (pid_ > 0)
    return;
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(output.get(), STDOUT_FILENO);
  dup2(output.get(), STDERR_FILENO);
  execvp(arguments.front(), arguments.data());
  _exit(127);
}

ChildProgram::~ChildProgram() {
  kill();
}

bool ChildProgram::running() const {
  return pid_ > 0 && ::kill(pid_, 0) == 0 && waitpid(pid_, nullptr, WNOHANG) == 0;
}

void ChildProgram::kill() {
  if (pid_ <= 0)
    return;
  ::kill(pid_, SIGKILL);
  ::kill(-pid_, SIGKILL);  // its workers, if it has any
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

}  // namespace tidings::bench
