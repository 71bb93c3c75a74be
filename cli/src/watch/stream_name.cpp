#include "watch/stream_name.h"

#include "tidings/json_text.h"
#include "tidings/url.h"

namespace tidings::cli {
namespace {

std::string short_name_of(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
  }
  url = url.substr(0, url.find_first_of("?#"));
  if (const std::size_t user_info = url.substr(0, url.find('/')).rfind('@');
      user_info != std::string_view::npos) {
    url.remove_prefix(user_info + 1);
  }
  while (url.ends_with('/')) {
    url.remove_suffix(1);
  }
  const std::size_t first = url.find('/');
  const std::size_t last = url.rfind('/');
  if (first == last) {
    return std::string(url);
  }
  return std::string(url.substr(0, first)) + "…" + std::string(url.substr(last));
}

}  // namespace

StreamName stream_name(std::string_view url, std::size_t number) {
  StreamName name;
  name.number = number;
  name.url = masked_url(url);
  name.json_url = json::quote(name.url);
  name.short_name = short_name_of(name.url);
  return name;
}

}  // namespace tidings::cli
