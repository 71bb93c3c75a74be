#pragma once

#include <QByteArrayList>
#include <QString>
#include <QStringList>
#include <chrono>

#include "support/program.h"
#include "support/tidings_server.h"

namespace tidings::test {

/// `tidings watch -o json` on a seller's stream, and what it printed as notifications.
class Follower {
 public:
  /// Goes to `url` with `token`; `options` are more of watch's flags.
  Follower(const QString& url, const QString& token, const QStringList& options = {});
  /// The stream of this seller on this server.
  Follower(const TidingsServer& server, qint64 seller, const QStringList& options = {});

  /// Starts it and waits until it says that it is connected.
  [[nodiscard]] bool connect();
  /// Waits until it has said "connected" so often.
  [[nodiscard]] bool wait_for_connections(qsizetype count) const;
  [[nodiscard]] Program& program() { return program_; }

  bool wait_for_notifications(qsizetype count,
                              std::chrono::milliseconds deadline = kDeadline) const;

  /// In the order printed: the notifications' ids and titles.
  [[nodiscard]] QByteArrayList ids() const { return member("id"); }
  [[nodiscard]] QByteArrayList titles() const { return member("title"); }
  /// In the order printed: each event's data, exactly.
  [[nodiscard]] QByteArrayList data() const;
  /// The last printed event's position, for a later `--last-event-id`.
  [[nodiscard]] QString position() const;

  [[nodiscard]] QByteArray report() const { return program_.report(); }

 private:
  [[nodiscard]] QByteArrayList member(const char* name) const;

  Program program_;
};

}  // namespace tidings::test
