#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Tokens made here, with the server's secret, one for each seller.
namespace tidings::load {

/// HS256 (RFC 7515). `claims` is a JSON object.
std::string signed_token(std::string_view secret, std::string_view claims);
/// Holds for hours.
std::string seller_token(std::string_view secret, std::uint32_t seller);
std::string publish_token(std::string_view secret);

}  // namespace tidings::load
