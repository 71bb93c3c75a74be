#pragma once

#include <QByteArray>
#include <QList>
#include <QRandomGenerator>
#include <QStringList>
#include <QTcpSocket>
#include <QTimer>
#include <memory>
#include <optional>

#include "server-mini/program/load_truth.h"

namespace tidings::test {

/// One seller's stream under load: it goes and comes back at random moments with one of the cursors
/// it was given, and checks every event: each number once, in order, none of another log, both logs
/// in the order accepted, gaps only where something is gone. Works while the test waits.
class LoadedStream {
 public:
  struct Settings {
    quint16 port = 0;
    QByteArray seller;
    QByteArray token;
    int longest_pause_ms = 0;  ///< between two connections
    bool merged = false;       ///< the two logs come in the order accepted, too
  };
  /// Faults are added to `faults`. `truth` and `faults` outlive this object.
  LoadedStream(Settings settings, const LoadTruth& truth, const QRandomGenerator& random,
               QStringList& faults);
  ~LoadedStream();
  LoadedStream(const LoadedStream&) = delete;
  LoadedStream& operator=(const LoadedStream&) = delete;

  void open();
  /// From now on it stays: whatever it has not got yet comes on one connection.
  void settle();
  /// It has everything that was published.
  [[nodiscard]] bool is_complete() const;

  [[nodiscard]] int connections() const { return connections_; }
  [[nodiscard]] int gaps() const { return gaps_; }
  [[nodiscard]] QByteArray report() const;

 private:
  /// The newest number that a client has of each log; nothing where that can't be known.
  struct Standing {
    std::optional<int> own;
    std::optional<int> all;
  };
  struct Known {
    QByteArray id;
    Standing standing;
    /// What was before the log's next event was gone already when the id was given.
    bool own_may_start_anywhere = false;
    bool all_may_start_anywhere = false;
  };
  /// What must hold for the next event of a log.
  struct Expectation {
    bool may_start_anywhere = false;  ///< everything that is kept was asked for
    bool gap_said = false;
  };

  void choose_cursor();
  void connect();
  void come_back_later();
  void read();
  void take_block(const QByteArray& block);
  void take_notification(const QByteArray& title);
  void take_number(const QByteArray& log, int number);
  void take_place(int place);
  void take_gap();
  void fault(const QString& what);

  Settings settings_;
  const LoadTruth& truth_;
  QRandomGenerator random_;
  QStringList& faults_;
  std::unique_ptr<QTcpSocket> socket_;
  QTimer pause_;
  QByteArray received_;
  bool in_stream_ = false;
  bool settled_ = false;
  int events_left_ = 0;
  int place_ = 0;  // of the connection's last notification among all
  int connections_ = 0;
  int gaps_ = 0;

  QByteArray cursor_;  // of the request; empty: none
  Standing standing_;
  Expectation own_;
  Expectation all_;
  bool gap_open_ = false;   // said, and no event of both logs seen since
  bool gap_shown_ = false;  // one of the logs has skipped something
  QList<Known> known_;
};

}  // namespace tidings::test
