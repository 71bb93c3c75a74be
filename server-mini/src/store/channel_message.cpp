#include "channel_message.h"

namespace tidings::server {
namespace {

std::string_view take_word(std::string_view& text) {
  const auto space = text.find(' ');
  const auto word = text.substr(0, space);
  text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
  return word;
}

}  // namespace

std::optional<ChannelMessage> parse_channel_message(std::string_view payload,
                                                    std::string_view epoch) {
  const auto kind = take_word(payload);
  if (take_word(payload) != epoch) {
    return std::nullopt;
  }
  if (kind == "n") {
    const auto position = parse_position(take_word(payload));
    const auto previous = parse_position(take_word(payload));
    if (!position || !previous) {
      return std::nullopt;
    }
    return WakeUp{.entry = {*position, std::string(payload)}, .previous = *previous};
  }
  if (kind == "r" || kind == "u") {
    return ReadChangeMessage{kind == "r" ? ReadChange::Kind::read : ReadChange::Kind::unread,
                             std::string(payload)};
  }
  return std::nullopt;
}

}  // namespace tidings::server
