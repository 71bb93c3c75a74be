#pragma once

#include <QByteArray>
#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <chrono>
#include <functional>
#include <optional>

namespace tidings::test {

/// How long a test waits for what should come within moments. Generous: it only ends a failing
/// test.
inline constexpr std::chrono::milliseconds kDeadline = std::chrono::seconds(30);

/// A program under test: a child process whose output is collected as it comes. It runs in a
/// process group of its own with an empty standard input and without the user's configuration,
/// tokens and proxies. When the object goes, the whole group is killed; when the test dies, the
/// program does.
///
/// Waiting spins the event loop, so relays and other programs of the test go on meanwhile. One
/// thread.
class Program {
 public:
  explicit Program(const QString& path, const QStringList& arguments = {});
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// Before `start`.
  void set_environment(const QString& name, const QString& value);
  void set_input(QByteArray bytes) { input_ = std::move(bytes); }

  /// False when it could not be started.
  [[nodiscard]] bool start();

  /// Everything printed so far, and the finished lines of it without their line ends.
  [[nodiscard]] const QByteArray& out() const { return out_; }
  [[nodiscard]] const QByteArray& err() const { return err_; }
  [[nodiscard]] QList<QByteArray> out_lines() const;
  [[nodiscard]] QList<QByteArray> err_lines() const;

  /// Each waits until it holds; false when the deadline passes first.
  bool wait_until(const std::function<bool()>& condition,
                  std::chrono::milliseconds deadline = kDeadline) const;
  bool wait_for_out_lines(qsizetype count, std::chrono::milliseconds deadline = kDeadline) const;
  bool wait_for_err(const QByteArray& text, std::chrono::milliseconds deadline = kDeadline) const;
  /// How often `text` stands on stderr counts: for the second "connected" of a run.
  bool wait_for_err(const QByteArray& text, qsizetype times,
                    std::chrono::milliseconds deadline = kDeadline) const;

  /// The exit status as a shell shows it (128 + signal for a program that a signal ended), or
  /// nothing while it runs still when the deadline passes.
  std::optional<int> wait_for_exit(std::chrono::milliseconds deadline = kDeadline);
  /// Starts and waits for the end.
  std::optional<int> run(std::chrono::milliseconds deadline = kDeadline);

  /// Sends a signal to the program alone. SIGSTOP has stopped it when this returns.
  void send_signal(int number);
  /// SIGKILL to the whole group, and waits for the end.
  void kill();

  [[nodiscard]] bool running() const { return process_.state() != QProcess::NotRunning; }
  [[nodiscard]] qint64 pid() const { return process_.processId(); }

  /// Command, state and the ends of both outputs: for the message of a failing check.
  [[nodiscard]] QByteArray report() const;

 private:
  QProcess process_;
  QByteArray input_;
  QByteArray out_;
  QByteArray err_;
  qint64 group_ = 0;
};

}  // namespace tidings::test
