#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "followed_log.h"
#include "store.h"

namespace tidings::server {

/// Somebody marked notifications; the JSON is `to_json` of the change.
struct ReadChangeMessage {
  ReadChange::Kind kind = ReadChange::Kind::read;
  std::string json;
};

/// What the scripts publish on a seller's channel: `n EPOCH POSITION PREVIOUS JSON`, `r EPOCH JSON`
/// and `u EPOCH JSON`. Nothing for another form, and for another epoch: channels are shared by all
/// databases of a Redis, and each database is a store of its own.
using ChannelMessage = std::variant<WakeUp, ReadChangeMessage>;
std::optional<ChannelMessage> parse_channel_message(std::string_view payload,
                                                    std::string_view epoch);

}  // namespace tidings::server
