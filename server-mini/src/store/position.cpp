#include "position.h"

#include <charconv>
#include <limits>

namespace tidings::server {
namespace {

constexpr std::size_t kNonceLength = 8;

bool is_nonce(std::string_view text) {
  return text.size() == kNonceLength &&
         text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
}

std::optional<std::uint64_t> parse_decimal(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

std::string to_text(const Position& position) {
  return std::to_string(position.ms) + '-' + std::to_string(position.seq);
}

std::optional<Position> parse_position(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) {
    return std::nullopt;
  }
  const auto ms = parse_decimal(text.substr(0, dash));
  const auto seq = parse_decimal(text.substr(dash + 1));
  if (!ms || !seq) {
    return std::nullopt;
  }
  return Position{*ms, *seq};
}

Position just_before(Position position) {
  if (position.seq > 0) {
    return {position.ms, position.seq - 1};
  }
  if (position.ms > 0) {
    return {position.ms - 1, std::numeric_limits<std::uint64_t>::max()};
  }
  return position;
}

std::string to_text(const NotificationId& id) {
  return (id.broadcast ? "b" : "") + to_text(id.position) + '.' + id.nonce;
}

std::optional<NotificationId> parse_notification_id(std::string_view text) {
  NotificationId id;
  if (!text.empty() && text.front() == 'b') {
    id.broadcast = true;
    text.remove_prefix(1);
  }
  const auto dot = text.find('.');
  if (dot == std::string_view::npos || !is_nonce(text.substr(dot + 1))) {
    return std::nullopt;
  }
  const auto position = parse_position(text.substr(0, dot));
  if (!position) {
    return std::nullopt;
  }
  id.position = *position;
  id.nonce = text.substr(dot + 1);
  return id;
}

}  // namespace tidings::server
