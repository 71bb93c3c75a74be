#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tidings/clock.h"
#include "tidings/export.h"
#include "tidings/result.h"

namespace tidings {

/// When positions that have moved are written: at the latest so long after the first of them moved,
/// or when they have moved by so many events, whichever is earlier.
struct PositionWriting {
  std::chrono::milliseconds longest_delay{100};
  std::uint64_t most_events = 256;
  std::chrono::milliseconds retry_delay{1000};  ///< after a write that failed
};

/// Remembers the position of any number of streams in one file, so that the next run goes on where
/// this one was killed. Each write replaces the file as a whole (temporary file, fsync, rename,
/// fsync of the folder): a kill or a power cut leaves the positions of before or of after, never a
/// mixture, and what came since the last write comes again.
///
/// Belongs to one process at a time, by a lock on `FILE.lock` held as long as the object lives. The
/// file is for the user alone (0600), text, with a checksum. Not thread-safe; a write waits for the
/// disk.
///
/// A disk that is full or read-only stops nothing: the positions are kept in memory, the user is
/// told once, and writing is tried again.
class TIDINGS_API PositionStore {
 public:
  /// Reads the file if there is one; an empty one is as good as none. Errors: in use by another
  /// process (for a second, in which one just killed may be gone), unreadable, no regular file, its
  /// folder missing, written by a newer version. A damaged file is no error: it is moved to
  /// `FILE.damaged` and the streams start without positions.
  static Result<PositionStore> open(const std::string& path, PositionWriting writing = {});
  /// Does not write: whoever ends calls `write` before.
  ~PositionStore();
  PositionStore(PositionStore&&) noexcept;
  PositionStore& operator=(PositionStore&&) noexcept;

  /// What the user should know after `open`: a damaged file, a disk that cannot be written. Empty
  /// if all is well.
  [[nodiscard]] const std::string& warning() const noexcept;

  /// Where to resume a stream: its last event ID, or nothing. `stream` is any name that stays the
  /// same from run to run; it is written to the file, so it must hold no secret (see `masked_url`).
  [[nodiscard]] std::optional<std::string> position(std::string_view stream) const;

  /// A stream has been dealt with up to `last_event_id`; an empty one forgets the stream. `events`
  /// is by how many its position has moved (`PositionTracker::done` tells).
  void set_position(std::string_view stream, std::string_view last_event_id, std::uint64_t events,
                    BootTime now);

  /// When `write_if_due` should be called at the latest; nothing when all is written.
  [[nodiscard]] std::optional<BootTime> write_due() const;

  /// Writes when it is time to. Returns news for the user, if any: that writing fails (once for
  /// each reason, not with every try), or that it works again.
  std::optional<std::string> write_if_due(BootTime now);

  /// Writes at once what is not yet written: at the end, or where no event may come twice. News as
  /// above.
  std::optional<std::string> write(BootTime now);

  /// Whether all positions are in the file.
  [[nodiscard]] bool is_written() const noexcept;

 private:
  struct State;
  explicit PositionStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tidings
