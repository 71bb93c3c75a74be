#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace tidings::server {

/// What `--dev` prints below the address: a seller's token, a token to publish with (both for a
/// day) and the commands to paste. `base_url` has no path.
std::string dev_instructions(std::string_view base_url, std::string_view secret,
                             std::string_view seller_claim,
                             std::chrono::system_clock::time_point now);

}  // namespace tidings::server
