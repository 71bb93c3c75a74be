#include "publish/addressing.h"

#include "tidings/json_text.h"

namespace tidings::cli {
namespace {

bool wants_receiver(std::string_view line) {
  if (!json::validate(line) || !json::is_object(line)) {
    return false;
  }
  bool has_one = false;
  json::for_each_member(line, [&](std::string_view name, std::string_view) {
    has_one = has_one || name == "sellerId" || name == "broadcast";
    return !has_one;
  });
  return !has_one;
}

/// REQUIRES: `object` is a valid JSON object.
std::string with_member(std::string_view object, std::string_view member) {
  const std::string_view inside = object.substr(object.find('{') + 1);
  const bool is_empty = inside[inside.find_first_not_of(" \t\r\n")] == '}';
  return std::string("{").append(member).append(is_empty ? "" : ",").append(inside);
}

}  // namespace

std::vector<std::string> addressed(std::string_view line, const PublishOptions& options) {
  const bool names_receivers = options.broadcast || !options.sellers.empty();
  if (!names_receivers || !wants_receiver(line)) {
    return {std::string(line)};
  }
  if (options.broadcast) {
    return {with_member(line, R"("broadcast":true)")};
  }
  std::vector<std::string> lines;
  for (const SellerId& seller : options.sellers) {
    lines.push_back(with_member(line, R"("sellerId":)" + seller.json()));
  }
  return lines;
}

}  // namespace tidings::cli
