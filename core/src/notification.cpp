#include "tidings/notification.h"

#include <algorithm>
#include <array>

#include "tidings/json_text.h"

#include "http_url.h"
#include "timestamp.h"
#include "utf8.h"

namespace tidings {
namespace {

Error refused(std::string_view member, std::string_view reason) {
  return Error{"member \"" + std::string(member) + "\": " + std::string(reason)};
}

/// Reads one object into a notification, member by member; the first refusal ends it.
class Reader {
 public:
  explicit Reader(NotificationOrigin origin) : origin_(origin) {}

  Result<Notification> read(std::string_view object) {
    json::for_each_member(object, [this](std::string_view name, std::string_view value) {
      auto taken = take(name, value);
      if (!taken) {
        error_ = taken.error();
      }
      return !error_;
    });
    if (!error_) {
      check_whole();
    }
    if (error_) {
      return *std::move(error_);
    }
    return std::move(notification_);
  }

 private:
  using Take = Result<void> (Reader::*)(std::string_view value);
  struct Member {
    std::string_view name;
    Take take;
  };
  static const std::array<Member, 13> kMembers;

  Result<void> take(std::string_view name, std::string_view value) {
    const auto* known = std::find_if(kMembers.begin(), kMembers.end(),
                                     [&](const Member& member) { return member.name == name; });
    if (known == kMembers.end()) {
      notification_.other.emplace_back(name, value);
      return {};
    }
    bool& seen = seen_[static_cast<std::size_t>(known - kMembers.begin())];
    if (seen) {
      return refused(name, "it is given twice");
    }
    seen = true;
    member_ = known->name;
    return (this->*known->take)(value);
  }

  void check_whole() {
    if (notification_.title.empty()) {
      error_ = refused("title", "it is required");
    } else if (notification_.broadcast && notification_.seller) {
      error_ =
          refused("sellerId", "it can't stand beside \"broadcast\": true, which is for everyone");
    } else if (origin_ == NotificationOrigin::publisher && !notification_.broadcast &&
               !notification_.seller) {
      error_ = refused("sellerId", "it is required unless \"broadcast\" is true");
    }
  }

  Result<void> take_id(std::string_view value) {
    if (origin_ == NotificationOrigin::publisher) {
      return refused(member_, "it is set by the server");
    }
    return take_string(value, notification_.id);
  }

  Result<void> take_read(std::string_view /*value*/) {
    if (origin_ == NotificationOrigin::publisher) {
      return refused(member_, "it is set by the server");
    }
    return {};
  }

  Result<void> take_seller(std::string_view value) {
    auto seller = SellerId::from_json(value);
    if (!seller) {
      return refused(member_, seller.error().message);
    }
    notification_.seller = *std::move(seller);
    return {};
  }

  Result<void> take_broadcast(std::string_view value) {
    if (value != "true" && value != "false") {
      return refused(member_, "it must be true or false");
    }
    notification_.broadcast = value == "true";
    return {};
  }

  Result<void> take_type(std::string_view value) {
    return take_string(value, notification_.type, kMaxTypeLength);
  }

  Result<void> take_title(std::string_view value) {
    if (auto taken = take_string(value, notification_.title, kMaxTitleLength); !taken) {
      return taken;
    }
    if (notification_.title.empty()) {
      return refused(member_, "it must not be empty");
    }
    return {};
  }

  Result<void> take_body(std::string_view value) {
    return take_string(value, notification_.body, kMaxBodyLength);
  }

  Result<void> take_url(std::string_view value) {
    if (auto taken = take_string(value, notification_.url); !taken) {
      return taken;
    }
    if (!is_http_url(notification_.url)) {
      return refused(member_,
                     "it must be an http or https URL, as in https://shop.example/orders/7");
    }
    return {};
  }

  Result<void> take_priority(std::string_view value) {
    if (value.size() != 1 || value.front() < '1' || value.front() > '5') {
      return refused(member_, "it must be an integer from 1 to 5");
    }
    notification_.priority = value.front() - '0';
    return {};
  }

  Result<void> take_group(std::string_view value) {
    return take_string(value, notification_.group, kMaxGroupLength);
  }

  Result<void> take_data(std::string_view value) {
    notification_.data = value;
    return {};
  }

  Result<void> take_created_at(std::string_view value) {
    if (auto taken = take_string(value, notification_.created_at); !taken) {
      return taken;
    }
    if (!is_utc_timestamp(notification_.created_at)) {
      return refused(member_, "it must be an RFC 3339 time in UTC, as in 2026-11-21T09:30:00Z");
    }
    return {};
  }

  Result<void> take_idempotency_key(std::string_view value) {
    if (auto taken = take_string(value, notification_.idempotency_key); !taken) {
      return taken;
    }
    if (json::has_lone_surrogate(value)) {
      return refused(member_, "it is not valid Unicode");
    }
    if (auto good = check_idempotency_key(notification_.idempotency_key); !good) {
      return refused(member_, good.error().message);
    }
    return {};
  }

  Result<void> take_string(std::string_view value, std::string& into,
                           std::size_t max_length = std::string::npos) {
    auto content = json::string_content(value);
    if (!content) {
      return refused(member_, "it must be a string");
    }
    // No text of at most that many bytes has more characters.
    if (content->size() > max_length && count_characters(*content) > max_length) {
      return refused(member_, "it is longer than " + std::to_string(max_length) + " characters");
    }
    into = *std::move(content);
    return {};
  }

  NotificationOrigin origin_;
  Notification notification_;
  std::array<bool, 13> seen_{};
  std::string_view member_;  ///< the one being read
  std::optional<Error> error_;
};

const std::array<Reader::Member, 13> Reader::kMembers{{
    {"id", &Reader::take_id},
    {"sellerId", &Reader::take_seller},
    {"broadcast", &Reader::take_broadcast},
    {"type", &Reader::take_type},
    {"title", &Reader::take_title},
    {"body", &Reader::take_body},
    {"url", &Reader::take_url},
    {"priority", &Reader::take_priority},
    {"group", &Reader::take_group},
    {"data", &Reader::take_data},
    {"createdAt", &Reader::take_created_at},
    {"read", &Reader::take_read},
    {"idempotencyKey", &Reader::take_idempotency_key},
}};

/// Writes an object's members in the order of the calls.
class Writer {
 public:
  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) {
      begin(name);
      json::append_quoted(out_, value);
    }
  }

  void json_text(std::string_view name, std::string_view value) {
    if (!value.empty()) {
      begin(name);
      json::append_compact(out_, value);
    }
  }

  std::string finish() {
    out_ += out_.empty() ? "{}" : "}";
    return std::move(out_);
  }

 private:
  void begin(std::string_view name) {
    out_ += out_.empty() ? '{' : ',';
    json::append_quoted(out_, name);
    out_ += ':';
  }

  std::string out_;
};

}  // namespace

Result<void> check_idempotency_key(std::string_view key) {
  if (key.empty()) {
    return Error{"it must not be empty"};
  }
  if (key.size() > kMaxIdempotencyKeySize) {
    return Error{"it is longer than " + std::to_string(kMaxIdempotencyKeySize) + " bytes"};
  }
  for (std::size_t i = 0; i < key.size();) {
    const auto character = decode_utf8(key, i);
    if (!character.valid || is_control(character.code_point)) {
      return Error{"it must be text without control characters"};
    }
    i += character.length;
  }
  return {};
}

Result<Notification> parse_notification(std::string_view json, NotificationOrigin origin) {
  if (auto valid = json::validate(json); !valid) {
    return valid.error();
  }
  if (!json::is_object(json)) {
    return Error{"a notification must be a JSON object, as in {\"sellerId\":42,\"title\":\"…\"}"};
  }
  return Reader(origin).read(json);
}

std::string to_json(const Notification& notification) {
  Writer writer;
  writer.text("id", notification.id);
  if (notification.broadcast) {
    writer.json_text("broadcast", "true");
  } else if (notification.seller) {
    writer.json_text("sellerId", notification.seller->json());
  }
  writer.text("type", notification.type);
  writer.text("title", notification.title);
  writer.text("body", notification.body);
  writer.text("url", notification.url);
  writer.json_text("priority", std::to_string(notification.priority));
  writer.text("group", notification.group);
  writer.json_text("data", notification.data);
  writer.text("createdAt", notification.created_at);
  for (const auto& [name, value] : notification.other) {
    writer.json_text(name, value);
  }
  return writer.finish();
}

}  // namespace tidings
