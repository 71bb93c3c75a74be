#pragma once

#include <QStringList>
#include <functional>
#include <memory>
#include <vector>

#include "tidings/memory_transport.h"
#include "tidings/stream_client.h"

namespace tidings::test {

/// The server's side: `retry: 0` and these bytes on every request, then silence.
MemoryTransport::Script answering(std::string body);

/// A stream client over a network in memory, run by the test round by round.
class ClientBench {
 public:
  explicit ClientBench(MemoryTransport::Script script = answering(""));

  /// Runs so many rounds of the loop: far more than anything without waiting takes.
  void run_rounds(int count = 30);
  /// A stream whose callbacks are written down: `NAME open`, `NAME event DATA`, …
  StreamId follow(const QString& name, StreamSettings settings = stream());
  /// The callbacks that `follow` gives a stream, to put something of the test's own before or
  /// after.
  StreamCallbacks writing_down(const QString& name);
  [[nodiscard]] QStringList take_log() { return std::exchange(log_, {}); }
  /// The request made last.
  [[nodiscard]] MemoryTransport::Exchange& last() const { return *transport.exchanges().back(); }
  /// How many requests the client has not ended.
  [[nodiscard]] int open_requests() const;

  static StreamSettings stream();

  std::unique_ptr<EventLoop> loop;
  MemoryTransport transport;
  StreamClient client;

 private:
  QStringList log_;
};

}  // namespace tidings::test
