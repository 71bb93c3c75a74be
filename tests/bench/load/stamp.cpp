#include "load/stamp.h"

#include <charconv>
#include <ctime>

namespace tidings::load {
namespace {

constexpr std::string_view kMark = R"("load":")";

/// Takes a number and the one byte that ends it off the front.
template <class Number>
bool take(std::string_view& text, Number& out, char end) {
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const auto size = static_cast<std::size_t>(rest - text.data());
  if (error != std::errc{} || size == text.size() || text[size] != end)
    return false;
  text.remove_prefix(size + 1);
  return true;
}

}  // namespace

std::int64_t monotonic_now() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

std::string stamped_notification(const Stamp& stamp) {
  std::string json = stamp.lane == 0 ? std::string(R"({"broadcast":true)")
                                     : R"({"sellerId":)" + std::to_string(stamp.lane);
  json += R"(,"type":"task.assigned","title":"A task is yours","body":"Pack order 20417 by noon.",)"
          R"("priority":3,"data":{)";
  json.append(kMark).append(std::to_string(stamp.lane));
  json.append(" ").append(std::to_string(stamp.number));
  json.append(" ").append(std::to_string(stamp.sent_at));
  return json += R"("}})";
}

std::optional<Stamp> find_stamp(std::string_view data) {
  const std::size_t start = data.rfind(kMark);
  if (start == std::string_view::npos)
    return std::nullopt;
  data.remove_prefix(start + kMark.size());
  Stamp stamp;
  if (take(data, stamp.lane, ' ') && take(data, stamp.number, ' ') &&
      take(data, stamp.sent_at, '"'))
    return stamp;
  return std::nullopt;
}

}  // namespace tidings::load
