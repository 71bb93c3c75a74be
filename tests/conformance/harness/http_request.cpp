#include "conformance/harness/http_request.h"

#include <charconv>

#include <strings.h>

#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string_view take_until(std::string_view& text, std::string_view separator) {
  const std::size_t at = text.find(separator);
  require(at != std::string_view::npos, "this is no HTTP request: " + readable(text));
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at + separator.size());
  return taken;
}

std::string_view trimmed(std::string_view value) {
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) {
    value.remove_prefix(1);
  }
  while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) {
    value.remove_suffix(1);
  }
  return value;
}

}  // namespace

std::vector<std::string> HttpRequest::header_values(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : headers) {
    if (same_name(key, name)) {
      values.push_back(value);
    }
  }
  return values;
}

std::optional<std::string> HttpRequest::header(std::string_view name) const {
  const std::vector<std::string> values = header_values(name);
  return values.empty() ? std::nullopt : std::optional(values.front());
}

HttpRequest parse_request_head(std::string_view head) {
  HttpRequest request;
  request.head = head;
  std::string_view line = take_until(head, "\r\n");
  request.method = take_until(line, " ");
  request.target = take_until(line, " ");
  request.version = line;
  while (!(line = take_until(head, "\r\n")).empty()) {
    const std::string name{take_until(line, ":")};
    request.headers.emplace_back(name, trimmed(line));
  }
  return request;
}

std::size_t announced_body_size(const HttpRequest& request) {
  const std::string text = request.header("Content-Length").value_or("0");
  std::size_t size = 0;
  std::from_chars(text.data(), text.data() + text.size(), size);
  return size;
}

}  // namespace tidings::conformance
