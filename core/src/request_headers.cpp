#include "request_headers.h"

#include <algorithm>
#include <utility>

#include "tidings/version.h"

#include "ascii.h"
#include "base64.h"

namespace tidings {
namespace {

bool names_header(const std::vector<HttpHeader>& headers, std::string_view name) {
  return std::any_of(headers.begin(), headers.end(), [name](const HttpHeader& header) {
    return ascii::equal_ignoring_case(header.name, name);
  });
}

}  // namespace

bool is_header_name(std::string_view name) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
    return ascii::is_digit(c) || (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'z') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

void add_unless_named(std::vector<HttpHeader>& headers, std::string name, std::string value) {
  if (!names_header(headers, name)) {
    headers.push_back({std::move(name), std::move(value)});
  }
}

void add_credentials(std::vector<HttpHeader>& headers, std::string_view token,
                     std::string_view user_info) {
  if (!token.empty()) {
    add_unless_named(headers, "Authorization", "Bearer " + std::string(token));
  } else if (!user_info.empty()) {
    add_unless_named(headers, "Authorization", "Basic " + to_base64(user_info));
  }
}

void add_user_agent(std::vector<HttpHeader>& headers) {
  add_unless_named(headers, "User-Agent", "tidings/" + std::string(version()));
}

}  // namespace tidings
