#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QtGlobal>
#include <functional>
#include <optional>

#include <sys/types.h>

#include "support/program.h"

namespace tidings::test {

/// A program on a terminal of its own: what it prints there is collected as it comes, keys are
/// typed. It is killed with its session when the object goes. Waiting spins the event loop.
class PseudoTerminal {
 public:
  struct Size {
    unsigned short rows = 24;
    unsigned short columns = 80;
  };

  explicit PseudoTerminal(QStringList command);
  ~PseudoTerminal();
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;

  /// Before `start`. An empty value takes the variable away.
  void set_environment(const QString& name, const QString& value) { variables_[name] = value; }
  void set_size(Size size) { size_ = size; }

  [[nodiscard]] bool start();
  /// While it runs.
  void resize(Size size) const;
  void type(const QByteArray& keys) const;
  /// Everything that came, as it came: lines end with a carriage return and a line feed.
  [[nodiscard]] const QByteArray& screen();

  bool wait_until(const std::function<bool()>& condition,
                  std::chrono::milliseconds deadline = kDeadline);
  bool wait_for(const QByteArray& text, std::chrono::milliseconds deadline = kDeadline);
  /// The exit status as a shell shows it, or nothing when the deadline passes first. All output has
  /// been collected then.
  std::optional<int> wait_for_exit(std::chrono::milliseconds deadline = kDeadline);

 private:
  void collect();

  QStringList command_;
  QMap<QString, QString> variables_;
  Size size_;
  QByteArray screen_;
  int ours_ = -1;
  pid_t pid_ = -1;
};

}  // namespace tidings::test
