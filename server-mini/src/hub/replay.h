#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <variant>

#include "store/cursor.h"
#include "store/store.h"

/// The order in which a resumed stream catches up: pure logic, knows no store and no socket.
namespace tidings::server {

enum class LogKind : std::uint8_t { seller, broadcast };

/// Where in the two logs a stream stands: everything up to here has been written to it.
struct Standing {
  Position seller;
  Position broadcast;

  Position& of(LogKind log) { return log == LogKind::seller ? seller : broadcast; }
  [[nodiscard]] const Position& of(LogKind log) const {
    return log == LogKind::seller ? seller : broadcast;
  }
};

/// What a client said it has: a known cursor, everything that is kept (`0`), or what the server
/// can't place (garbage, another epoch), which is a gap.
struct ReplayStart {
  enum class Kind { cursor, everything, unknown };
  Kind kind = Kind::unknown;
  Standing from;
};
ReplayStart replay_start(std::string_view last_event_id, std::string_view epoch);

/// Brings one stream from where the client stood to where the store delivers live: reads both logs
/// page by page, gives their entries merged by position, each once, and in the end those that came
/// live meanwhile. A few live entries are held; beyond that the log is read again, so memory stays
/// bounded however long it takes. Gaps are found on every page, since a log can be trimmed while it
/// is read.
class Replay {
 public:
  /// Bytes of live entries held per stream.
  static constexpr std::size_t kMaxHeld = std::size_t{32} << 10;

  Replay(const ReplayStart& start, const Followed& live_from);

  /// The log that must be read now, after this position; each answer comes back by `on_page`, with
  /// the number of the read. Asks again for what `on_read_failed` was told.
  struct Read {
    LogKind log;
    Position after;
    std::uint32_t number;
  };
  std::optional<Read> next_read();
  void on_page(LogKind log, std::uint32_t number, Page page);
  void on_read_failed(LogKind log, std::uint32_t number);

  /// A live entry of a followed log.
  void on_live(LogKind log, const Entry& entry);
  /// The store lost something of the log; `resumed_at` is where it delivers from now.
  void on_gap(LogKind log, Position resumed_at);
  /// The store is another one now: positions known before mean nothing. `on_gap` follows for each
  /// log.
  void on_new_epoch();

  /// What to write next. After `Gap` comes the entry (or the end) whose position `standing` shows
  /// then.
  struct Gap {};
  struct Wait {};  ///< for a page
  struct Done {};  ///< the stream is live at `standing`
  using Step = std::variant<Entry, Gap, Wait, Done>;
  Step next();

  /// The standing after the entry that `next` gave last.
  [[nodiscard]] const Standing& standing() const { return standing_; }
  /// The standing after the entry that `next` would give, as far as it is known: what a gap leads
  /// to.
  [[nodiscard]] Standing upcoming() const;

 private:
  struct Log {
    Position target;         // the log must be read up to here; later entries are held
    std::deque<Entry> page;  // read, not yet given
    Position page_end;       // once the page is given, everything up to here is
    std::deque<Entry> held;  // live entries after `target`
    std::uint32_t read = 0;  // the read whose answer counts
    Position read_to;        // the target when it was asked for
    bool reading = false;
    bool check = true;       // whether the next page can show a gap
    bool must_read = false;  // even if the target is reached: the log's bounds must be seen
  };

  Log& log(LogKind kind) { return logs_.at(static_cast<std::size_t>(kind)); }
  [[nodiscard]] const Log& log(LogKind kind) const {
    return logs_.at(static_cast<std::size_t>(kind));
  }
  [[nodiscard]] bool needs_read(LogKind kind) const;
  void settle(LogKind kind);
  void drop_held(Log& one);
  void restart(LogKind kind, Position from);
  [[nodiscard]] const std::deque<Entry>& source(LogKind kind) const;
  [[nodiscard]] std::optional<LogKind> next_log() const;

  Standing standing_;
  std::array<Log, 2> logs_;
  std::size_t held_size_ = 0;
  bool gap_ = false;
};

}  // namespace tidings::server
