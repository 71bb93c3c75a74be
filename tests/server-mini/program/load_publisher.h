#pragma once

#include <QByteArray>
#include <QList>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QTimer>
#include <memory>

#include "server-mini/program/load_truth.h"

namespace tidings::test {

/// Publishes batch after batch as fast as they are answered, and repeats what was not stored, in
/// order, until it is. Works while the test waits.
class LoadPublisher {
 public:
  LoadPublisher(quint16 port, QByteArray token, QList<QByteArray> sellers, LoadTruth& truth,
                const QRandomGenerator& random);
  ~LoadPublisher();
  LoadPublisher(const LoadPublisher&) = delete;
  LoadPublisher& operator=(const LoadPublisher&) = delete;

  void start() { next_batch(); }
  /// Ends with the batch under way.
  void finish() { finishing_ = true; }
  [[nodiscard]] bool is_done() const { return finishing_ && lines_.isEmpty(); }
  /// Acknowledged so far.
  [[nodiscard]] int stored() const { return stored_; }
  [[nodiscard]] int repetitions() const { return repetitions_; }

 private:
  void next_batch();
  QByteArray next_line();
  void send();
  void send_later();
  void read();

  quint16 port_;
  QByteArray token_;
  QList<QByteArray> sellers_;
  LoadTruth& truth_;
  QRandomGenerator random_;
  std::unique_ptr<QTcpSocket> socket_;
  QTimer pause_;
  QByteArray received_;
  QByteArrayList lines_;  // not acknowledged yet
  bool finishing_ = false;
  int stored_ = 0;
  int repetitions_ = 0;
};

}  // namespace tidings::test
