#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tidings/json_text.h"
#include "tidings/notification.h"

#include "fuzz/reference_json.h"

namespace {

using namespace tidings;

void require(bool holds, const char* what, std::string_view text) {
  if (!holds) {
    std::fprintf(stderr, "%s:\n%.*s\n", what, static_cast<int>(text.size()), text.data());
    std::abort();
  }
}

/// Every value that can be reached is valid by itself, and pointers lead to it.
void walk(std::string_view value) {
  require(json::validate(value).ok(), "a part of valid JSON is not valid", value);
  std::size_t index = 0;
  if (json::is_object(value)) {
    json::for_each_member(value, [](std::string_view name, std::string_view member) {
      require(json::string_content(json::quote(name)) == name, "quoting changed a name", name);
      walk(member);
      return true;
    });
  } else if (json::is_array(value)) {
    json::for_each_element(value, [&](std::string_view element) {
      require(json::at(value, "/" + std::to_string(index++)) == element,
              "a pointer leads elsewhere", value);
      walk(element);
      return true;
    });
  } else if (const auto content = json::string_content(value)) {
    require(json::string_content(json::quote(*content)) == content, "quoting changed a string",
            *content);
  }
}

void check_json(std::string_view text) {
  const bool valid = json::validate(text).ok();
  require(valid == test::is_json_by_the_book(text, json::kMaxJsonDepth),
          valid ? "accepted what is no JSON" : "refused JSON", text);
  if (!valid) {
    return;
  }
  walk(*json::at(text, ""));
  std::string compact;
  json::append_compact(compact, text);
  require(json::validate(compact).ok(), "compact text is no JSON", compact);
  require(compact.find_first_of("\r\n") == std::string::npos, "compact text has lines", compact);
  (void)json::has_lone_surrogate(text);
}

/// What is accepted and written is accepted again, and is the same.
void check_notification(std::string_view text, NotificationOrigin origin) {
  const auto notification = parse_notification(text, origin);
  if (!notification) {
    require(!notification.error().message.empty(), "refused without a reason", text);
    return;
  }
  const auto written = to_json(*notification);
  const auto again = parse_notification(written, origin);
  require(again.ok(), "what was written is refused", written);
  require(to_json(*again) == written, "writing is not stable", written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  check_json(text);
  check_notification(text, NotificationOrigin::publisher);
  check_notification(text, NotificationOrigin::server);
  if (const auto seller = SellerId::from_text(text)) {
    require(*SellerId::from_json(seller->json()) == *seller, "another seller", text);
  }
  return 0;
}
