#include "tidings/mapping.h"

#include <algorithm>
#include <charconv>

#include "tidings/json_text.h"

#include "http_url.h"
#include "timestamp.h"

namespace tidings {
namespace {

constexpr std::array<std::pair<std::string_view, Preset>, 4> kPresets{{
    {"tidings", Preset::tidings},
    {"ntfy", Preset::ntfy},
    {"mercure", Preset::mercure},
    {"plain", Preset::plain},
}};

/// Of `EventMapping::Member`, in its order.
constexpr std::array<std::string_view, 7> kMemberNames{"id",  "type",     "title", "body",
                                                       "url", "priority", "group"};

/// Where a member stands, in the order of preference; empty for nowhere.
using Pointers = std::array<std::string_view, 2>;
constexpr std::array<Pointers, 7> kOurPointers{{
    {"/id"},
    {"/type"},
    {"/title"},
    {"/body"},
    {"/url"},
    {"/priority"},
    {"/group"},
}};
constexpr std::array<Pointers, 7> kNtfyPointers{{
    {"/id"},
    {},
    {"/title", "/topic"},  // as ntfy's own programs do
    {"/message"},
    {"/click"},
    {"/priority"},
    {"/topic"},
}};

/// The text of the value at `pointer`; nothing for `null`, which is how many servers write "none".
std::optional<std::string> text_at(std::string_view data, std::string_view pointer) {
  const auto value = json::at(data, pointer);
  if (!value || *value == "null") {
    return std::nullopt;
  }
  return json::scalar_text(*value);
}

/// An object with the one member `"content":"heartbeat"`, however it is written.
bool is_heartbeat_data(std::string_view data) {
  constexpr std::size_t kLongest = 128;  // with every character escaped it is 108
  if (data.size() > kLongest || (data.find("heartbeat") == std::string_view::npos &&
                                 data.find('\\') == std::string_view::npos)) {
    return false;
  }
  if (!json::validate(data) || !json::is_object(data)) {
    return false;
  }
  std::size_t members = 0;
  bool says_heartbeat = false;
  json::for_each_member(data, [&](std::string_view name, std::string_view value) {
    ++members;
    says_heartbeat = name == "content" && json::string_content(value) == "heartbeat";
    return true;
  });
  return members == 1 && says_heartbeat;
}

EventKind kind_of_ours(const Event& event) {
  if (event.type == "message") {
    return is_heartbeat_data(event.data) ? EventKind::heartbeat : EventKind::ordinary;
  }
  if (event.type == "heartbeat") {
    return EventKind::heartbeat;
  }
  if (event.type == "gap") {
    return EventKind::gap;
  }
  if (event.type == "read") {
    return EventKind::read;
  }
  return event.type == "unread" ? EventKind::unread : EventKind::ordinary;
}

std::optional<int> priority_from(std::string_view text) {
  if (text.size() == 1 && text.front() >= '1' && text.front() <= '5') {
    return text.front() - '0';
  }
  return std::nullopt;
}

/// ntfy's `time`: seconds since 1970.
std::string ntfy_time(std::string_view data) {
  const auto text = text_at(data, "/time").value_or("");
  std::int64_t seconds = 0;
  const auto* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, seconds);
  return parsed.ec == std::errc() && parsed.ptr == end ? utc_timestamp(seconds) : "";
}

}  // namespace

std::optional<Preset> preset_from_name(std::string_view name) {
  const auto* found = std::find_if(kPresets.begin(), kPresets.end(),
                                   [&](const auto& preset) { return preset.first == name; });
  return found == kPresets.end() ? std::nullopt : std::optional(found->second);
}

std::string_view preset_name(Preset preset) noexcept {
  return kPresets[static_cast<std::size_t>(preset)].first;
}

Preset detect_preset(const HttpResponseHead& head) {
  return head.header("X-SSE-Keepalive") ? Preset::tidings : Preset::plain;
}

std::optional<std::chrono::milliseconds> expected_heartbeat_timeout(Preset preset) noexcept {
  if (preset == Preset::ntfy || preset == Preset::mercure) {
    return std::chrono::seconds{120};  // their heartbeats come each 45 s and 40 s
  }
  return std::nullopt;
}

std::optional<PositionInData> position_in_data(Preset preset) {
  return preset == Preset::ntfy ? std::optional(PositionInData{"message", "/id", "since"})
                                : std::nullopt;
}

EventMapping::EventMapping(Preset preset) : preset_(preset) {}

Result<EventMapping> EventMapping::create(
    Preset preset, const std::vector<std::pair<std::string, std::string>>& changes) {
  EventMapping mapping(preset);
  for (const auto& [key, value] : changes) {
    if (auto changed = mapping.change(key, value); !changed) {
      return changed.error();
    }
  }
  return mapping;
}

Result<void> EventMapping::change(const std::string& key, const std::string& value) {
  if (key == "heartbeat") {
    constexpr std::string_view kEvent = "event:";
    const auto equals = value.find('=');
    if (value.starts_with(kEvent) && value.size() > kEvent.size()) {
      heartbeat_ = {value.substr(kEvent.size()), {}, {}};
    } else if (equals != std::string::npos && json::is_pointer(value.substr(0, equals))) {
      heartbeat_ = {{}, value.substr(0, equals), value.substr(equals + 1)};
    } else {
      return Error{
          "`heartbeat` must be a JSON pointer with a value, such as \"/content=heartbeat\", or "
          "\"event:NAME\""};
    }
    return {};
  }
  const auto* member = std::find(kMemberNames.begin(), kMemberNames.end(), key);
  if (member == kMemberNames.end()) {
    return Error{"`" + key +
                 "` is nothing that can be mapped: id, type, title, body, url, priority, group and "
                 "heartbeat can"};
  }
  if (!json::is_pointer(value)) {
    return Error{"`" + key + "` must be a JSON pointer, such as \"/title\""};
  }
  changed_[static_cast<std::size_t>(member - kMemberNames.begin())] = value;
  return {};
}

EventKind EventMapping::kind(const Event& event) const {
  if (heartbeat_ && is_changed_heartbeat(event)) {
    return EventKind::heartbeat;
  }
  if (preset_ == Preset::tidings) {
    return kind_of_ours(event);
  }
  const bool ntfy_heartbeat =
      preset_ == Preset::ntfy && (event.type == "open" || event.type == "keepalive");
  return ntfy_heartbeat ? EventKind::heartbeat : EventKind::ordinary;
}

bool EventMapping::is_changed_heartbeat(const Event& event) const {
  if (!heartbeat_->event_type.empty()) {
    return event.type == heartbeat_->event_type;
  }
  if (event.data.find(heartbeat_->value) == std::string_view::npos &&
      event.data.find('\\') == std::string_view::npos) {
    return false;  // most events, without looking closer
  }
  if (!json::validate(event.data)) {
    return false;
  }
  const auto value = json::at(event.data, heartbeat_->pointer);
  return value && json::scalar_text(*value) == heartbeat_->value;
}

std::optional<std::string> EventMapping::read(Member member, std::string_view data,
                                              bool also_by_preset) const {
  std::optional<std::string> text;
  if (changed_[member]) {
    text = text_at(data, *changed_[member]);
  }
  if (also_by_preset) {
    const auto& known = preset_ == Preset::ntfy ? kNtfyPointers : kOurPointers;
    for (const auto pointer : known[member]) {
      if (!text && !pointer.empty()) {
        text = text_at(data, pointer);
      }
    }
  }
  return text;
}

std::optional<Notification> EventMapping::notification(const Event& event) const {
  const bool no_message = preset_ == Preset::ntfy && event.type != "message";
  if (no_message || !json::validate(event.data)) {
    return std::nullopt;
  }
  Notification result;
  bool by_preset = true;
  if (preset_ == Preset::tidings) {
    if (auto ours = parse_notification(event.data, NotificationOrigin::server)) {
      result = *std::move(ours);
      by_preset = false;
    }
  }
  const auto read_into = [&](Member member, std::string& text) {
    if (auto found = read(member, event.data, by_preset)) {
      text = *std::move(found);
    }
  };
  read_into(kId, result.id);
  read_into(kType, result.type);
  read_into(kTitle, result.title);
  read_into(kBody, result.body);
  read_into(kGroup, result.group);
  if (auto url = read(kUrl, event.data, by_preset); url && is_http_url(*url)) {
    result.url = *std::move(url);
  }
  if (const auto text = read(kPriority, event.data, by_preset)) {
    result.priority = priority_from(*text).value_or(result.priority);
  }
  if (preset_ == Preset::ntfy) {
    result.created_at = ntfy_time(event.data);
  }
  if (result.title.empty()) {
    return std::nullopt;
  }
  if (result.id.empty() && event.has_own_id) {
    result.id = event.last_event_id;
  }
  if (result.type.empty() && event.type != "message") {
    result.type = event.type;
  }
  return result;
}

}  // namespace tidings
