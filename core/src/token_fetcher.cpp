#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tidings/token_source.h"

#include "file_descriptor.h"

// glibc 2.36 forgets to say that this is C.
extern "C" {
#include <sys/pidfd.h>
}

extern "C" char** environ;

namespace tidings {
namespace {

/// Far beyond any token; what is longer is a mistake (a log file, /dev/zero).
constexpr std::size_t kLongestOutput = std::size_t{64} << 10;

std::string reason(int error) {
  return std::error_code(error, std::generic_category()).message();
}

struct Spawned {
  pid_t pid = -1;
  FileDescriptor output;
};

/// Starts `sh -c command` in a process group of its own, with its output in a pipe.
Result<Spawned> spawn_shell(const std::string& command) {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return Error{reason(errno), true};
  }
  Spawned spawned;
  spawned.output = FileDescriptor(ends[0]);
  const FileDescriptor write_end(ends[1]);
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);

  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  sigset_t none;
  sigset_t defaults;
  ::sigemptyset(&none);
  ::sigfillset(&defaults);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setsigdefault(&attributes, &defaults);
  ::posix_spawnattr_setpgroup(&attributes, 0);
  ::posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::string shell = "sh";
  std::string flag = "-c";
  std::string text = command;
  const std::array<char*, 4> arguments{shell.data(), flag.data(), text.data(), nullptr};
  const int error =
      ::posix_spawn(&spawned.pid, "/bin/sh", &actions, &attributes, arguments.data(), environ);
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    return Error{reason(error), true};
  }
  return spawned;
}

}  // namespace

/// One fetch: reads a descriptor to its end, then (for a command) waits for the process. Keeps
/// itself alive through the loop's callbacks until it is finished or cancelled.
class TokenFetcher::Job : public std::enable_shared_from_this<Job> {
 public:
  Job(EventLoop& loop, std::string what, std::function<void(Result<std::string>)> done)
      : loop_(loop), what_(std::move(what)), done_(std::move(done)) {}
  ~Job() { end_process(); }
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  void answer_later(Result<std::string> result) {
    timer_ = loop_.call_at(loop_.now(), [self = weak_from_this(), result = std::move(result)] {
      if (const auto job = self.lock()) {
        job->finish(result);
      }
    });
  }

  void fail_later(const std::string& why) {
    answer_later(Error{"no token from " + what_ + ": " + why, true});
  }

  void read_file(const std::string& path) {
    input_ = FileDescriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat status {};
    if (!input_ || ::fstat(input_.get(), &status) != 0) {
      fail_later(reason(errno));
    } else if (S_ISDIR(status.st_mode)) {
      fail_later(reason(EISDIR));
    } else if (S_ISFIFO(status.st_mode)) {
      watch_input();
    } else {
      read_regular_file();
    }
  }

  void run(const std::string& command) {
    Result<Spawned> spawned = spawn_shell(command);
    if (!spawned) {
      fail_later(spawned.error().message);
      return;
    }
    pid_ = spawned->pid;
    input_ = std::move(spawned->output);
    watch_input();
  }

  void look(const TokenLookup& lookup) {
    arm_timeout();
    lookup_ = lookup.begin(loop_, [self = weak_from_this()](const Result<std::string>& found) {
      if (const auto job = self.lock()) {
        job->finish(job->judge(found));
      }
    });
  }

 private:
  void read_regular_file() {
    if (const int error = read_available(); error != 0) {
      fail_later(reason(error));
      return;
    }
    answer_later(judge());
  }

  void watch_input() {
    Result<EventLoop::Handle> watch =
        loop_.watch(input_.get(), EventLoop::kRead, [self = weak_from_this()](unsigned) {
          if (const auto job = self.lock()) {
            job->on_readable();
          }
        });
    if (!watch) {
      fail_later(watch.error().message);
      return;
    }
    watch_ = std::move(*watch);
    arm_timeout();
  }

  void arm_timeout() {
    timer_ = loop_.call_at(BootClock::now() + kTokenTimeout, [self = weak_from_this()] {
      if (const auto job = self.lock()) {
        job->finish(Error{"no token from " + job->what_ + ": it did not end within 30s", true});
      }
    });
  }

  /// Reads what there is. 0 at the end of input, EAGAIN when more may come, else the error.
  int read_available() {
    std::array<char, 4096> piece;
    while (output_.size() <= kLongestOutput) {
      const ssize_t got = ::read(input_.get(), piece.data(), piece.size());
      if (got > 0) {
        output_.append(piece.data(), static_cast<std::size_t>(got));
      } else if (got == 0) {
        return 0;
      } else if (errno != EINTR) {
        return errno;
      }
    }
    return 0;
  }

  void on_readable() {
    const int error = read_available();
    if (error == EAGAIN) {
      return;
    }
    watch_.reset();
    input_.reset();
    if (error != 0) {
      finish(Error{"no token from " + what_ + ": " + reason(error), true});
    } else if (pid_ < 0 || output_.size() > kLongestOutput) {
      finish(judge());
    } else {
      await_exit();
    }
  }

  /// The output is complete; how the command ended decides whether it counts.
  void await_exit() {
    process_ = FileDescriptor(::pidfd_open(pid_, 0));
    Result<EventLoop::Handle> watch =
        loop_.watch(process_.get(), EventLoop::kRead, [self = weak_from_this()](unsigned) {
          if (const auto job = self.lock()) {
            job->on_exit();
          }
        });
    if (!watch) {
      finish(Error{"no token from " + what_ + ": " + watch.error().message, true});
      return;
    }
    watch_ = std::move(*watch);
  }

  void on_exit() {
    int status = 0;
    const pid_t waited = ::waitpid(pid_, &status, WNOHANG);
    if (waited == 0 || (waited < 0 && errno != ECHILD)) {
      return;
    }
    // Where SIGCHLD is ignored nobody learns how it ended: then its output decides alone.
    pid_ = -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
      finish(judge());
      return;
    }
    finish(Error{"no token from " + what_ + ": it ended with " +
                     (WIFEXITED(status) ? "status " + std::to_string(WEXITSTATUS(status))
                                        : "signal " + std::to_string(WTERMSIG(status))),
                 true});
  }

  Result<std::string> judge() const {
    if (output_.size() > kLongestOutput) {
      return Error{"no token from " + what_ + ": it gave more than 64 KiB", true};
    }
    return judge(output_);
  }

  [[nodiscard]] Result<std::string> judge(const Result<std::string>& found) const {
    Result<std::string> token = found ? token_from_output(*found) : found;
    if (!token) {
      return Error{"no token from " + what_ + ": " + token.error().message, true};
    }
    return token;
  }

  void finish(const Result<std::string>& result) {
    const auto self = shared_from_this();
    watch_.reset();
    timer_.reset();
    process_.reset();
    input_.reset();
    end_process();
    const auto lookup = std::move(lookup_);  // it may be the one that calls: it goes last
    if (const auto done = std::move(done_)) {
      done(result);
    }
  }

  void end_process() {
    if (pid_ < 0) {
      return;
    }
    ::kill(-pid_, SIGKILL);
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
  }

  EventLoop& loop_;
  std::string what_;
  std::function<void(Result<std::string>)> done_;
  FileDescriptor input_;
  FileDescriptor process_;   ///< a pidfd
  EventLoop::Handle watch_;  ///< on `input_`, then on `process_`
  EventLoop::Handle timer_;
  std::string output_;
  pid_t pid_ = -1;
  std::shared_ptr<void> lookup_;
};

TokenFetcher::TokenFetcher(EventLoop& loop) : loop_(loop) {}
TokenFetcher::~TokenFetcher() = default;

void TokenFetcher::fetch(const TokenSource& source, std::function<void(Result<std::string>)> done) {
  if (const auto* file = std::get_if<TokenFile>(&source)) {
    job_ = std::make_shared<Job>(loop_, "the file `" + file->path + "`", std::move(done));
    job_->read_file(file->path);
  } else if (const auto* command = std::get_if<TokenCommand>(&source)) {
    job_ = std::make_shared<Job>(loop_, "the token command", std::move(done));
    job_->run(command->command);
  } else if (const auto* lookup = std::get_if<TokenLookup>(&source)) {
    job_ = std::make_shared<Job>(loop_, lookup->place, std::move(done));
    job_->look(*lookup);
  } else {
    const auto* value = std::get_if<TokenValue>(&source);
    job_ = std::make_shared<Job>(loop_, "the token given", std::move(done));
    Result<std::string> token = token_from_output(value != nullptr ? value->token : "");
    job_->answer_later(token ? token
                             : Error{"the token given is not usable: " + token.error().message});
  }
}

void TokenFetcher::cancel() {
  job_.reset();
}

}  // namespace tidings
