#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "tidings/notification.h"

#include "store.h"

namespace tidings::server {

/// A notification made ready for its log: all that is known before its position is.
struct NewEntry {
  LogName log;
  std::string nonce = {};      ///< of its id
  std::string json_tail = {};  ///< the JSON after `"id":"…",`
  std::string key_hash = {};  ///< SHA-256 of token subject and idempotency key; empty without a key
  std::string content_hash = {};  ///< SHA-256 of what was published; empty without a key
};

NewEntry make_entry(const Notification& notification, const std::optional<IdempotencyKey>& key,
                    std::chrono::system_clock::time_point now, std::uint64_t random);

/// The stored JSON: `{"id":"ID",` and the tail. Scripts in Redis do the same.
std::string with_id(std::string_view id, std::string_view json_tail);
/// The id in a stored JSON; nothing when it is not one of ours.
std::optional<NotificationId> id_in(std::string_view stored_json);

/// `length` characters of `0-9a-z` out of 64 random bits; `length` at most 12.
std::string random_name(std::uint64_t random, std::size_t length);

/// Milliseconds since 1970; 0 for a clock before that.
std::uint64_t unix_ms(std::chrono::system_clock::time_point moment);

}  // namespace tidings::server
