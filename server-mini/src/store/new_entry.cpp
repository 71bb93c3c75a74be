#include "new_entry.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <openssl/evp.h>

namespace tidings::server {
namespace {

constexpr std::string_view kIdPrefix = "{\"id\":\"";
constexpr std::size_t kNonceLength = 8;

/// RFC 4648 base64url without padding.
std::string base64url(const unsigned char* bytes, std::size_t size) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  for (std::size_t i = 0; i < size; i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8U | (i + k < size ? bytes[i + k] : 0U);
    }
    const std::size_t digits = std::min<std::size_t>(size - i, 3) + 1;
    for (std::size_t k = 0; k < digits; ++k) {
      text += kDigits[group >> (18U - 6U * k) & 63U];
    }
  }
  return text;
}

std::string sha256(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    return {};  // only when OpenSSL is out of memory: as without a key
  }
  return base64url(digest.data(), size);
}

/// RFC 3339 with milliseconds.
std::string timestamp(std::chrono::system_clock::time_point moment) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::milliseconds>(moment - day));
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
                static_cast<int>(time.subseconds().count()));
  return text.data();
}

}  // namespace

NewEntry make_entry(const Notification& notification, const std::optional<IdempotencyKey>& key,
                    std::chrono::system_clock::time_point now, std::uint64_t random) {
  NewEntry entry{.log = LogName::of(notification)};
  entry.nonce = random_name(random, kNonceLength);
  Notification stored = notification;
  stored.id.clear();
  if (key) {
    // The length in front keeps ("a", "bc") and ("ab", "c") apart.
    entry.key_hash = sha256(std::to_string(key->subject.size()) + ':' + key->subject + key->key);
    entry.content_hash = sha256(to_json(stored));
  }
  if (stored.created_at.empty()) {
    stored.created_at = timestamp(now);
  }
  entry.json_tail = to_json(stored).substr(1);
  return entry;
}

std::string with_id(std::string_view id, std::string_view json_tail) {
  std::string json(kIdPrefix);
  json.append(id).append("\",").append(json_tail);
  return json;
}

std::optional<NotificationId> id_in(std::string_view stored_json) {
  if (!stored_json.starts_with(kIdPrefix)) {
    return std::nullopt;
  }
  stored_json.remove_prefix(kIdPrefix.size());
  return parse_notification_id(stored_json.substr(0, stored_json.find('"')));
}

std::string random_name(std::uint64_t random, std::size_t length) {
  std::string name(length, '0');
  for (char& c : name) {
    c = "0123456789abcdefghijklmnopqrstuvwxyz"[random % 36];
    random /= 36;
  }
  return name;
}

std::uint64_t unix_ms(std::chrono::system_clock::time_point moment) {
  const auto ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(moment.time_since_epoch()).count();
  return ms > 0 ? static_cast<std::uint64_t>(ms) : 0;
}

}  // namespace tidings::server
