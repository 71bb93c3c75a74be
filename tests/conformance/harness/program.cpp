#include "conformance/harness/program.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conformance/harness/deadline.h"
#include "conformance/harness/failure.h"
#include "conformance/harness/output_end.h"
#include "conformance/harness/process.h"

namespace tidings::conformance {

namespace {

constexpr int signal_base = 128;

std::string quoted(const std::string& word) {
  const bool plain =
      !word.empty() && word.find_first_of(" \t\n'\"{}$*?&;|<>()\\") == std::string::npos;
  return plain ? word : "'" + word + "'";
}

}  // namespace

Program::Program(const ProgramSettings& settings) : settings_(settings) {
  OutputEnds out = make_output(settings.out, settings.terminal_columns);
  OutputEnds err = make_output(settings.err, settings.terminal_columns);
  pid_ = start_process({settings.executable, settings.arguments, settings.environment,
                        settings.directory, out.programs.number(), err.programs.number()});
  process_ = FileDescriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
  out_end_ = std::move(out.ours);
  err_end_ = std::move(err.ours);
  reader_ = std::thread([this] { read_outputs(); });
}

Program::~Program() {
  ::kill(-pid_, SIGKILL);
  reader_.join();
}

void Program::signal(int number) const {
  ::kill(pid_, number);
}

void Program::read_outputs() {
  bool ended = false;
  while (!ended) {
    std::array<pollfd, 3> entries{pollfd{process_.number(), POLLIN, 0},
                                  pollfd{out_end_.number(), POLLIN, 0},
                                  pollfd{err_end_.number(), POLLIN, 0}};
    ::poll(entries.data(), entries.size(), -1);
    ended = entries[0].revents != 0;
    // After the program's end once more: what it wrote last is still in the pipes.
    while (read_some(out_end_, out_)) {
    }
    while (read_some(err_end_, err_)) {
    }
  }
  note_exit();
}

/// True when something came; closes an end that is at its end.
bool Program::read_some(FileDescriptor& from, std::string& to) {
  if (!from.is_open()) {
    return false;
  }
  std::array<char, 65536> buffer{};
  const ssize_t size = ::read(from.number(), buffer.data(), buffer.size());
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) {
    return false;
  }
  if (size <= 0) {
    from.close();
    return false;
  }
  const std::lock_guard lock(mutex_);
  to.append(buffer.data(), static_cast<std::size_t>(size));
  if (&to == &out_ && !settings_.close_out_after.empty() &&
      to.find(settings_.close_out_after) != std::string::npos) {
    from.close();
  }
  changed_.notify_all();
  return true;
}

void Program::note_exit() {
  int status = 0;
  rusage used{};
  ::wait4(pid_, &status, 0, &used);
  const std::lock_guard lock(mutex_);
  status_ = WIFSIGNALED(status) ? signal_base + WTERMSIG(status) : WEXITSTATUS(status);
  peak_memory_ = used.ru_maxrss;
  ended_ = true;
  changed_.notify_all();
}

void Program::await(const std::string& what, const std::function<bool()>& reached) {
  std::unique_lock lock(mutex_);
  changed_.wait_until(lock, Deadline().at(), [&] { return ended_ || reached(); });
  require(reached(),
          what + (ended_ ? ", but the program ended with status " + std::to_string(status_)
                         : ", in vain"));
}

int Program::await_exit() {
  await("waited for the program's end", [this] { return ended_; });
  return status_;
}

void Program::require_exit(int status) {
  require_equal(await_exit(), status, "the exit status");
}

bool Program::running() {
  const std::lock_guard lock(mutex_);
  return !ended_;
}

std::string Program::out() {
  const std::lock_guard lock(mutex_);
  return out_;
}

std::string Program::err() {
  const std::lock_guard lock(mutex_);
  return err_;
}

void Program::await_out(const std::string& text) {
  await("waited for \"" + text + "\" on stdout",
        [&] { return out_.find(text) != std::string::npos; });
}

void Program::await_err(const std::string& text) {
  await("waited for \"" + text + "\" on stderr",
        [&] { return err_.find(text) != std::string::npos; });
}

void Program::await_lines(std::size_t count) {
  await("waited for " + std::to_string(count) + " lines on stdout", [&] {
    return static_cast<std::size_t>(std::count(out_.begin(), out_.end(), '\n')) >= count;
  });
}

long Program::peak_memory() {
  await_exit();
  return peak_memory_;
}

std::string Program::description() {
  std::string text = "  $ " + settings_.executable.filename().string();
  for (const std::string& argument : settings_.arguments) {
    text += " " + quoted(argument);
  }
  const std::lock_guard lock(mutex_);
  text += ended_ ? "\n  status " + std::to_string(status_) : "\n  still running";
  text += "\n  stdout:\n    " + readable(out_) + "\n  stderr:\n    " + readable(err_) + "\n";
  return text;
}

}  // namespace tidings::conformance
