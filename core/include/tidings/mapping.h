#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidings/event_parser.h"
#include "tidings/export.h"
#include "tidings/http_transport.h"
#include "tidings/notification.h"
#include "tidings/result.h"
#include "tidings/stream_settings.h"

/// What an event means: a heartbeat, a word of the server's own, or a notification. Pure.
namespace tidings {

/// A kind of server whose habits are known.
enum class Preset {
  tidings,  ///< ours: the notification's JSON; heartbeats as events or as `{"content":"heartbeat"}`
  ntfy,     ///< ntfy's `/topic/sse`: events `open` and `keepalive` are heartbeats
  mercure,  ///< heartbeats are comments; data is whatever the publisher sent
  plain,    ///< nothing is known
};

/// `tidings`, `ntfy`, `mercure`, `plain`.
TIDINGS_API std::optional<Preset> preset_from_name(std::string_view name);
TIDINGS_API std::string_view preset_name(Preset preset) noexcept;

/// The preset to use when nobody has named one: `tidings` when the answer announces its heartbeats
/// (`X-SSE-Keepalive`), else `plain`.
TIDINGS_API Preset detect_preset(const HttpResponseHead& head);

/// Silence after which such a server is dead for sure; nothing when it is not known.
TIDINGS_API std::optional<std::chrono::milliseconds> expected_heartbeat_timeout(
    Preset preset) noexcept;

/// How such a server's streams are resumed, where it is not by `Last-Event-ID`.
std::optional<PositionInData> position_in_data(Preset preset);

enum class EventKind {
  ordinary,
  heartbeat,  ///< says only that the server is there
  gap,        ///< of our own server: some events are gone
  read,       ///< of our own server: marked read on another device
  unread,
};

/// How one stream's events become notifications: a preset, and a profile's changes to it.
/// Immutable, so any number of threads may use it.
class TIDINGS_API EventMapping {
 public:
  explicit EventMapping(Preset preset);

  /// `changes` as in `[profiles.NAME.mapping]`: `title`, `body`, `url`, `type`, `priority`, `group`
  /// and `id` with a JSON pointer into the data, which then stands before the preset's; `heartbeat`
  /// with
  /// `/pointer=VALUE` or `event:NAME`, besides the preset's. The error names the key and what it
  /// takes.
  static Result<EventMapping> create(
      Preset preset, const std::vector<std::pair<std::string, std::string>>& changes);

  [[nodiscard]] Preset preset() const noexcept { return preset_; }

  /// Cheap for what is no heartbeat: data is looked into only where it can be one.
  [[nodiscard]] EventKind kind(const Event& event) const;

  /// The notification in an ordinary event, or nothing when its data is no JSON object with a
  /// title. From foreign servers lengths are as they came; what is no http(s) URL, no priority of 1
  /// to 5 is left out. Without an id in the data the event's own is taken.
  [[nodiscard]] std::optional<Notification> notification(const Event& event) const;

 private:
  enum Member : std::size_t { kId, kType, kTitle, kBody, kUrl, kPriority, kGroup, kMemberCount };
  struct HeartbeatRule {
    std::string event_type;  ///< or, when empty:
    std::string pointer;
    std::string value;
  };

  Result<void> change(const std::string& key, const std::string& value);
  [[nodiscard]] bool is_changed_heartbeat(const Event& event) const;
  [[nodiscard]] std::optional<std::string> read(Member member, std::string_view data,
                                                bool also_by_preset) const;

  Preset preset_;
  std::array<std::optional<std::string>, kMemberCount> changed_;  ///< JSON pointers
  std::optional<HeartbeatRule> heartbeat_;
};

}  // namespace tidings
