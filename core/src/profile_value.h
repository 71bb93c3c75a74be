#pragma once

#include <array>
#include <string>
#include <string_view>

#include "tidings/profile.h"
#include "tidings/result.h"

namespace tidings {

inline constexpr std::array<std::string_view, 8> kMappingMembers{
    "title", "body", "url", "type", "priority", "group", "id", "heartbeat"};

/// A TOML basic string.
std::string quoted(std::string_view text);
/// A key's value as TOML writes it. An error for what is no key of a profile, or has no value.
Result<std::string> profile_value(const ProfileKey& key);
/// `key = value`, without the line end.
Result<std::string> profile_line(const ProfileKey& key);

}  // namespace tidings
