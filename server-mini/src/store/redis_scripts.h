#pragma once

#include <array>
#include <string_view>

namespace tidings::server {

/// The Lua scripts of the folder scripts/. Each works on the keys of one seller, so on one slot.
enum class Script { append, open, read, kept, mark, marks };
inline constexpr std::array kScripts = {Script::append, Script::open, Script::read,
                                        Script::kept,   Script::mark, Script::marks};

/// The whole text, with what the scripts share in front.
std::string_view script_text(Script script);

}  // namespace tidings::server
