#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace tidings::server {

/// `size` bytes that nobody can foresee, from OpenSSL's generator. Throws std::runtime_error when
/// the system gives no randomness, without which nothing here is safe to go on.
std::string random_bytes(std::size_t size);

/// 64 such bits.
std::uint64_t random_number();

}  // namespace tidings::server
