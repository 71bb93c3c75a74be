#include "support/program.h"

#include <QProcessEnvironment>
#include <QTest>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tidings::test {

namespace {

/// The test's environment less all that would make a program behave otherwise on another machine.
QProcessEnvironment neutral_environment() {
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  for (const char* name :
       {"TIDINGS_TOKEN", "TIDINGS_REDIS_PASSWORD", "NO_COLOR", "CLICOLOR_FORCE", "http_proxy",
        "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"}) {
    environment.remove(QString::fromLatin1(name));
  }
  environment.insert(QStringLiteral("XDG_CONFIG_HOME"), QStringLiteral("/nonexistent"));
  environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
  return environment;
}

QList<QByteArray> finished_lines(const QByteArray& text) {
  QList<QByteArray> lines = text.split('\n');
  lines.removeLast();
  return lines;
}

}  // namespace

Program::Program(const QString& path, const QStringList& arguments) {
  process_.setProgram(path);
  process_.setArguments(arguments);
  process_.setProcessEnvironment(neutral_environment());
  process_.setChildProcessModifier([parent = ::getpid()] {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) {
      ::_exit(1);
    }
  });
  QObject::connect(&process_, &QProcess::readyReadStandardOutput,
                   [this] { out_ += process_.readAllStandardOutput(); });
  QObject::connect(&process_, &QProcess::readyReadStandardError,
                   [this] { err_ += process_.readAllStandardError(); });
}

Program::~Program() {
  kill();
}

void Program::set_environment(const QString& name, const QString& value) {
  QProcessEnvironment environment = process_.processEnvironment();
  environment.insert(name, value);
  process_.setProcessEnvironment(environment);
}

bool Program::start() {
  out_.clear();
  err_.clear();
  if (input_.isEmpty()) {
    process_.setStandardInputFile(QProcess::nullDevice());
  }
  process_.start();
  if (!process_.waitForStarted()) {
    return false;
  }
  group_ = process_.processId();
  if (!input_.isEmpty()) {
    process_.write(input_);
    process_.closeWriteChannel();
  }
  return true;
}

QList<QByteArray> Program::out_lines() const {
  return finished_lines(out_);
}
QList<QByteArray> Program::err_lines() const {
  return finished_lines(err_);
}

bool Program::wait_until(const std::function<bool()>& condition,
                         std::chrono::milliseconds deadline) const {
  return QTest::qWaitFor(condition, static_cast<int>(deadline.count()));
}

bool Program::wait_for_out_lines(qsizetype count, std::chrono::milliseconds deadline) const {
  return wait_until([this, count] { return out_.count('\n') >= count; }, deadline);
}

bool Program::wait_for_err(const QByteArray& text, std::chrono::milliseconds deadline) const {
  return wait_for_err(text, 1, deadline);
}

bool Program::wait_for_err(const QByteArray& text, qsizetype times,
                           std::chrono::milliseconds deadline) const {
  return wait_until([this, &text, times] { return err_.count(text) >= times; }, deadline);
}

std::optional<int> Program::wait_for_exit(std::chrono::milliseconds deadline) {
  if (!wait_until([this] { return !running(); }, deadline)) {
    return std::nullopt;
  }
  out_ += process_.readAllStandardOutput();
  err_ += process_.readAllStandardError();
  static constexpr int kShellSignalBase = 128;
  return process_.exitStatus() == QProcess::CrashExit ? kShellSignalBase + process_.exitCode()
                                                      : process_.exitCode();
}

std::optional<int> Program::run(std::chrono::milliseconds deadline) {
  return start() ? wait_for_exit(deadline) : std::nullopt;
}

void Program::send_signal(int number) {
  if (!running()) {
    return;
  }
  const auto pid = static_cast<pid_t>(process_.processId());
  ::kill(pid, number);
  if (number == SIGSTOP) {
    siginfo_t stopped{};
    ::waitid(P_PID, static_cast<id_t>(pid), &stopped, WSTOPPED | WNOWAIT);
  }
}

void Program::kill() {
  if (group_ != 0) {
    ::kill(static_cast<pid_t>(-group_), SIGKILL);
    group_ = 0;
  }
  if (running()) {
    process_.waitForFinished();
  }
}

QByteArray Program::report() const {
  static constexpr qsizetype kShown = 4000;
  QByteArray text = process_.program().toUtf8() + ' ' + process_.arguments().join(' ').toUtf8();
  text += running() ? "\nstill running" : "\nended with " + QByteArray::number(process_.exitCode());
  text += "\nstdout: " + out_.right(kShown) + "\nstderr: " + err_.right(kShown);
  return text;
}

}  // namespace tidings::test
