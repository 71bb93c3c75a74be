#include "child_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tidings::cli {
namespace {

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  all.reserve(texts.size() + 1);
  for (const std::string& text : texts) {
    all.push_back(const_cast<char*>(text.c_str()));  // posix_spawn takes them so, and changes none
  }
  all.push_back(nullptr);
  return all;
}

/// How the child differs from us: what its standard input is, which signals it has, its group.
class SpawnPlan {
 public:
  explicit SpawnPlan(int input) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    ::posix_spawnattr_init(&attributes_);
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  }
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  /// Returns an errno, 0 for success.
  int spawn(pid_t& pid, const std::string& command, const std::vector<std::string>& environment) {
    const std::vector<std::string> arguments{"sh", "-c", command};
    return ::posix_spawn(&pid, "/bin/sh", &actions_, &attributes_, pointers(arguments).data(),
                         pointers(environment).data());
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

}  // namespace

ChildProcess::ChildProcess(EventLoop& loop, std::string input, std::function<void(int)> ended)
    : loop_(loop), input_(std::move(input)), ended_(std::move(ended)) {}

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(
    EventLoop& loop, const std::string& command, const std::vector<std::string>& environment,
    std::string input, std::function<void(int)> ended) {
  std::unique_ptr<ChildProcess> child(new ChildProcess(loop, std::move(input), std::move(ended)));
  if (auto spawned = child->spawn(command, environment); !spawned) {
    return spawned.error();
  }
  if (auto watched = child->watch(); !watched) {
    return watched.error();
  }
  return child;
}

Result<void> ChildProcess::spawn(const std::string& command,
                                 const std::vector<std::string>& environment) {
  std::array<int, 2> pipe{-1, -1};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
    return Error{std::string("no pipe could be made for it: ") + std::strerror(errno), true};
  }
  input_fd_ = pipe[1];
  ::fcntl(input_fd_, F_SETFL, O_NONBLOCK);
  const int error = SpawnPlan(pipe[0]).spawn(pid_, command, environment);
  ::close(pipe[0]);
  if (error != 0) {
    pid_ = -1;
    return Error{std::string("it could not be started: ") + std::strerror(error), true};
  }
  return {};
}

Result<void> ChildProcess::watch() {
  // Without glibc's pidfd_open: its 2.36 header declares that for C alone.
  pid_fd_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
  if (pid_fd_ < 0) {
    return Error{std::string("its end could not be watched: ") + std::strerror(errno), true};
  }
  auto end_watch = loop_.watch(pid_fd_, EventLoop::kRead, [this](unsigned) { reap(); });
  if (!end_watch) {
    return end_watch.error();
  }
  end_watch_ = std::move(*end_watch);
  auto input_watch = loop_.watch(input_fd_, EventLoop::kWrite, [this](unsigned) { feed(); });
  if (!input_watch) {
    return input_watch.error();
  }
  input_watch_ = std::move(*input_watch);
  return {};
}

ChildProcess::~ChildProcess() {
  end_watch_.reset();
  close_input();
  if (pid_ > 0) {
    ::kill(-pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  if (pid_fd_ >= 0) {
    ::close(pid_fd_);
  }
}

void ChildProcess::terminate() const {
  if (pid_ > 0) {
    ::kill(-pid_, SIGTERM);
  }
}

void ChildProcess::feed() {
  while (fed_ < input_.size()) {
    const ssize_t count = ::write(input_fd_, input_.data() + fed_, input_.size() - fed_);
    if (count > 0) {
      fed_ += static_cast<std::size_t>(count);
    } else if (errno == EAGAIN) {
      return;
    } else if (errno != EINTR) {
      break;  // it has closed its input: it wants no more
    }
  }
  close_input();
}

void ChildProcess::close_input() {
  input_watch_.reset();
  if (input_fd_ >= 0) {
    ::close(std::exchange(input_fd_, -1));
  }
}

void ChildProcess::reap() {
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) != pid_) {
    return;
  }
  pid_ = -1;
  end_watch_.reset();
  close_input();
  const auto ended = std::move(ended_);
  ended(status);
}

std::string failure_text(int wait_status) {
  if (WIFSIGNALED(wait_status)) {
    const int signal = WTERMSIG(wait_status);
    return "was ended by signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ")";
  }
  const int status = WEXITSTATUS(wait_status);
  return status == 0 ? std::string{} : "ended with status " + std::to_string(status);
}

}  // namespace tidings::cli
