#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidings/clock.h"
#include "tidings/position_store.h"
#include "tidings/position_tracker.h"
#include "tidings/result.h"

namespace tidings::cli {

/// `--state`: a stream's position is the newest event before which everything was printed and its
/// hook has ended. Streams are known by their number, events by the number that `printed` gives.
class PositionKeeper {
 public:
  /// `streams`: what the file calls each stream, by its number; two that are called the same are
  /// told apart by their order. `tell`: news for the user, of opening the file too.
  static Result<PositionKeeper> open(const std::string& file,
                                     const std::vector<std::string>& streams,
                                     std::function<void(const std::string&)> tell);

  /// Where to resume the stream; empty for its start.
  [[nodiscard]] std::string position(std::size_t stream) const;

  /// The position moved, and nothing is to be done about it: an id without an event, or an event
  /// that is left out.
  void passed(std::size_t stream, std::string_view last_event_id, BootTime now);
  /// An event was printed; it is out when `output_end` bytes of output are. With `has_hook` it is
  /// dealt with when its hook has ended too. Returns the event's number.
  std::uint64_t printed(std::size_t stream, std::string_view last_event_id,
                        std::uint64_t output_end, bool has_hook);
  void hook_ended(std::size_t stream, std::uint64_t number, BootTime now);

  /// So many bytes of output are out.
  void written(std::uint64_t output_bytes, BootTime now);

  /// Writes the file when it is time to.
  void write_if_due(BootTime now);
  [[nodiscard]] std::optional<BootTime> write_due() const { return store_.write_due(); }
  /// Writes the file now, if something has moved.
  void write(BootTime now);

 private:
  PositionKeeper(PositionStore store, const std::vector<std::string>& streams,
                 std::function<void(const std::string&)> tell);

  struct Stream {
    std::string name;
    PositionTracker tracker;
  };
  struct Output {
    std::uint64_t end;
    std::size_t stream;
    std::uint64_t number;
  };

  void one_thing_done(std::size_t stream, std::uint64_t number, BootTime now);
  void moved(std::size_t stream, std::uint64_t events, BootTime now);
  void tell(const std::optional<std::string>& news) const;

  PositionStore store_;
  std::vector<Stream> streams_;
  std::function<void(const std::string&)> tell_;
  std::deque<Output> unwritten_;
  /// Events with a hook: whether one of the two, output and hook, has ended already.
  std::map<std::pair<std::size_t, std::uint64_t>, bool> half_done_;
};

}  // namespace tidings::cli
