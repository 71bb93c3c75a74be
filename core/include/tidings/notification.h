#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "tidings/export.h"
#include "tidings/result.h"

/// The notification: the JSON in an event's data that means something to a seller. One truth for
/// both sides: publishers and the server check with `parse_notification`, faces read with it.
namespace tidings {

/// A seller is a 64-bit integer or a string of 1-128 characters without control characters. `42`
/// and
/// `"42"` are the same seller: a string that is a canonical 64-bit decimal integer becomes the
/// integer.
class TIDINGS_API SellerId {
 public:
  /// From what stands in a token, a query or on a command line. The error says what is accepted.
  static Result<SellerId> from_text(std::string_view text);
  static SellerId from_integer(std::int64_t number) { return SellerId(number); }
  /// From a JSON value's text: an integer or a string.
  static Result<SellerId> from_json(std::string_view value);

  /// `42` or `abc`: for people and for comparison.
  [[nodiscard]] std::string text() const;
  /// `42` or `"abc"`: for JSON.
  [[nodiscard]] std::string json() const;
  /// The name in store keys: `i42`, or `s` and the base64url (no padding) of the UTF-8. Letters,
  /// digits,
  /// `-` and `_` only, so that nothing a client sends stands in a key as it is.
  [[nodiscard]] std::string key() const;
  /// For hash tables.
  [[nodiscard]] std::size_t hash() const;

  friend bool operator==(const SellerId&, const SellerId&) = default;
  friend auto operator<=>(const SellerId&, const SellerId&) = default;

 private:
  explicit SellerId(std::int64_t number) : value_(number) {}
  explicit SellerId(std::string text) : value_(std::move(text)) {}
  std::variant<std::int64_t, std::string> value_;
};

/// Limits, in characters (Unicode code points) where not said otherwise.
inline constexpr std::size_t kMaxTypeLength = 64;
inline constexpr std::size_t kMaxTitleLength = 256;
inline constexpr std::size_t kMaxBodyLength = 4096;
inline constexpr std::size_t kMaxGroupLength = 128;
inline constexpr std::size_t kMaxIdempotencyKeySize = 128;  ///< in bytes
inline constexpr int kDefaultPriority = 3;

struct Notification {
  std::string id;                  ///< set by the server; empty before
  std::optional<SellerId> seller;  ///< absent when `broadcast`
  bool broadcast = false;
  std::string type;
  std::string title;
  std::string body;
  std::string url;
  int priority = kDefaultPriority;  ///< 1..5
  std::string group;
  std::string data;        ///< JSON text exactly as it came; empty when absent
  std::string created_at;  ///< RFC 3339 UTC; empty when absent
  /// Members that mean nothing to us: name and JSON text, handed through in their order.
  std::vector<std::pair<std::string, std::string>> other;
  std::string idempotency_key;  ///< a batch line's own key; never handed on
};

enum class NotificationOrigin {
  publisher,  ///< `id` and `read` can't be set; the receiver (`sellerId` or `broadcast`) is
              ///< required
  server,     ///< as a stream carries it: `id` is expected, `read` is ignored
};

/// Whether `key` can be an idempotency key: 1-128 bytes of UTF-8 without control characters, since
/// it travels in a header. The error says what is wrong with it.
TIDINGS_API Result<void> check_idempotency_key(std::string_view key);

/// Reads one notification. A bad member is refused with its name and the reason. JSON deeper than
/// 128 is refused. A known member that is given twice is refused.
TIDINGS_API Result<Notification> parse_notification(std::string_view json,
                                                    NotificationOrigin origin);

/// Compact JSON on one line, members in the order of the struct, absent ones left out; `priority`
/// is always there. Space between the tokens of `data` and unknown members goes, every digit stays.
/// REQUIRES: `data` and `other` hold valid JSON.
TIDINGS_API std::string to_json(const Notification& notification);

}  // namespace tidings
