#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "http/exchange.h"
#include "hub/replay.h"
#include "loop/timeout_list.h"
#include "store/store.h"

namespace tidings::server {

class Stream;
struct SellerStreams;
struct HeartbeatTag;
struct DeadlineTag;

/// What a stream asks of the hub.
class StreamHost {
 public:
  [[nodiscard]] virtual std::string cursor_text(const Standing& standing) const = 0;
  /// The first bytes of every stream.
  [[nodiscard]] virtual std::string opening() const = 0;
  /// Unsent bytes after which a live stream's reader is too slow.
  [[nodiscard]] virtual std::size_t send_buffer() const = 0;
  virtual void read(Stream& stream, const Replay::Read& read) = 0;
  virtual void on_started(Stream& stream) = 0;
  virtual void on_sent(Stream& stream) = 0;
  virtual void on_delivered() = 0;
  virtual void on_gap_sent() = 0;
  /// More waits for the reader than the send buffer takes: `check_reader` is to be called soon.
  virtual void on_behind(Stream& stream) = 0;
  virtual void on_slow_reader(const Stream& stream) = 0;
  /// The stream has ended: the hub forgets it.
  virtual void on_ended(Stream& stream) = 0;

 protected:
  ~StreamHost() = default;
};

/// One open stream: catches up by a replay, then is live. Writes each notification once, in log
/// order, with the cursor that resumes right after it. When more comes at once than the reader can
/// take, it catches up again: the rest waits in the log, not here. Owned by its connection.
class Stream final : public StreamBody,
                     public TimeoutHook<Stream, HeartbeatTag>,
                     public TimeoutHook<Stream, DeadlineTag> {
 public:
  /// Live from `live_from`, after a replay when the client said where it stands.
  Stream(StreamHost& host, SellerStreams& group, std::uint64_t number, const Followed& live_from,
         const std::optional<ReplayStart>& resume, std::string requested);
  ~Stream() override;

  void start(StreamOutput& output) override;
  void on_writable() override;

  /// An entry of one of its logs.
  void deliver(LogKind log, const Entry& entry);
  void on_page(LogKind log, std::uint32_t number, Result<Page> page);
  /// See `StoreListener::on_gap`.
  void on_gap(LogKind log, Position resumed_at);
  /// The store is another one; `on_gap` follows for both logs. To be called while the host still
  /// writes cursors of the old epoch.
  void on_new_epoch();
  /// Says so if `on_gap` was called and nothing was written since.
  void report_gap();
  /// Reads again what could not be read.
  void retry_reads();

  /// Cuts a reader that is behind and has taken nothing since it was last looked at.
  void check_reader();
  [[nodiscard]] bool behind() const { return behind_; }

  /// A whole block that is no notification.
  void write_block(std::string_view block);
  void write_heartbeat(std::string_view block);
  /// Ends the stream cleanly; `last_block` may be empty.
  void end(std::string_view last_block);

  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] SellerStreams& group() const { return group_; }
  [[nodiscard]] bool replaying() const { return replay_ != nullptr; }

  /// Where it stands in the hub's list of all streams.
  std::size_t index = 0;

 private:
  struct Replaying;

  void pump();
  bool write_some();
  void write(std::string_view text);
  void fall_behind();
  void be_behind();
  void cut();

  StreamHost& host_;
  SellerStreams& group_;
  StreamOutput* output_ = nullptr;
  std::uint64_t number_;
  Standing standing_;
  std::unique_ptr<Replaying> replay_;
  std::unique_ptr<std::string> gap_requested_;
  bool ended_ = false;
  bool behind_ = false;
};

}  // namespace tidings::server
