#include "support/pseudo_terminal.h"

#include <QProcessEnvironment>
#include <QTest>
#include <array>
#include <cerrno>
#include <csignal>
#include <vector>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tidings::test {
namespace {

std::vector<QByteArray> environment_with(const QMap<QString, QString>& variables) {
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  for (const char* name :
       {"TIDINGS_TOKEN", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "http_proxy"}) {
    environment.remove(QString::fromLatin1(name));
  }
  environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm-256color"));
  environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
  environment.insert(QStringLiteral("XDG_CONFIG_HOME"), QStringLiteral("/nonexistent"));
  for (auto variable = variables.begin(); variable != variables.end(); ++variable) {
    if (variable.value().isEmpty()) {
      environment.remove(variable.key());
    } else {
      environment.insert(variable.key(), variable.value());
    }
  }
  std::vector<QByteArray> entries;
  for (const QString& entry : environment.toStringList()) {
    entries.push_back(entry.toUtf8());
  }
  return entries;
}

std::vector<char*> pointers_to(std::vector<QByteArray>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (QByteArray& text : texts) {
    pointers.push_back(text.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

PseudoTerminal::PseudoTerminal(QStringList command) : command_(std::move(command)) {}

PseudoTerminal::~PseudoTerminal() {
  if (pid_ > 0) {
    ::kill(-pid_, SIGKILL);  // forkpty has made it the leader of a session
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  if (ours_ >= 0) {
    ::close(ours_);
  }
}

bool PseudoTerminal::start() {
  std::vector<QByteArray> words;
  for (const QString& word : command_) {
    words.push_back(word.toUtf8());
  }
  std::vector<QByteArray> entries = environment_with(variables_);
  const std::vector<char*> arguments = pointers_to(words);
  const std::vector<char*> environment = pointers_to(entries);
  const winsize size{size_.rows, size_.columns, 0, 0};
  pid_ = ::forkpty(&ours_, nullptr, nullptr, &size);
  if (pid_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::execvpe(arguments.front(), arguments.data(), environment.data());
    ::_exit(127);
  }
  if (pid_ < 0) {
    return false;
  }
  ::fcntl(ours_, F_SETFD, FD_CLOEXEC);
  ::fcntl(ours_, F_SETFL, O_NONBLOCK);
  return true;
}

void PseudoTerminal::resize(Size size) const {
  const winsize window{size.rows, size.columns, 0, 0};
  ::ioctl(ours_, TIOCSWINSZ, &window);
}

void PseudoTerminal::type(const QByteArray& keys) const {
  [[maybe_unused]] const ssize_t written =
      ::write(ours_, keys.constData(), static_cast<std::size_t>(keys.size()));
}

void PseudoTerminal::collect() {
  std::array<char, 4096> piece{};
  for (;;) {
    const ssize_t got = ::read(ours_, piece.data(), piece.size());
    if (got <= 0) {
      return;  // nothing more now, or (EIO) nobody has the terminal any more
    }
    screen_.append(piece.data(), got);
  }
}

const QByteArray& PseudoTerminal::screen() {
  collect();
  return screen_;
}

bool PseudoTerminal::wait_until(const std::function<bool()>& condition,
                                std::chrono::milliseconds deadline) {
  return QTest::qWaitFor(condition, static_cast<int>(deadline.count()));
}

bool PseudoTerminal::wait_for(const QByteArray& text, std::chrono::milliseconds deadline) {
  return wait_until([this, &text] { return screen().contains(text); }, deadline);
}

std::optional<int> PseudoTerminal::wait_for_exit(std::chrono::milliseconds deadline) {
  int status = 0;
  const bool ended = wait_until(
      [this, &status] {
        collect();  // a full terminal would hold it up
        return ::waitpid(pid_, &status, WNOHANG) == pid_;
      },
      deadline);
  if (!ended) {
    return std::nullopt;
  }
  pid_ = -1;
  collect();
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace tidings::test
