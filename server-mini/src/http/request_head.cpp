#include "http/request_head.h"

#include <algorithm>
#include <charconv>

namespace tidings::server {
namespace {

constexpr std::size_t kMaxFields = 100;

char lower(char character) {
  return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                              : character;
}

bool is_token_character(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(character) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

/// Visible characters, spaces, tabs and bytes beyond ASCII (RFC 9110, section 5.5).
bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char character) {
    const auto byte = static_cast<unsigned char>(character);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

bool is_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char character) { return character > 0x20 && character < 0x7f; });
}

std::string_view trim(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t");
  if (start == std::string_view::npos)
    return {};
  return text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

/// The line at the front, without its CRLF; `bytes` moves on. A lone CR or LF is no line end.
std::optional<std::string_view> take_line(std::string_view& bytes) {
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos || end == 0 || bytes[end - 1] != '\r')
    return std::nullopt;
  const std::string_view line = bytes.substr(0, end - 1);
  bytes.remove_prefix(end + 1);
  return line.find('\r') == std::string_view::npos ? std::optional(line) : std::nullopt;
}

/// `http://host/path` is to be taken as `/path` (RFC 9112, section 3.2.2).
std::optional<std::string> origin_form(std::string_view target) {
  if (!is_visible(target) || target.empty() || target.find('#') != std::string_view::npos)
    return std::nullopt;
  if (target.front() == '/' || target == "*")
    return std::string(target);
  const std::size_t scheme = target.find("://");
  const std::string name = to_lower(target.substr(0, std::min(scheme, target.size())));
  if (name != "http" && name != "https")
    return std::nullopt;
  const std::size_t path = target.find_first_of("/?", scheme + 3);
  if (path == std::string_view::npos)
    return "/";
  return (target[path] == '?' ? "/" : "") + std::string(target.substr(path));
}

std::optional<BadRequest> parse_request_line(std::string_view line, RequestHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t second = line.rfind(' ');
  if (first == std::string_view::npos || first == second || !is_token(line.substr(0, first)))
    return BadRequest{400, "the request line is not of the form 'METHOD TARGET HTTP/1.1'"};
  head.method = line.substr(0, first);
  const std::string_view version = line.substr(second + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    const bool other = version.size() == 8 && version.substr(0, 5) == "HTTP/";
    return other ? BadRequest{505, "this server speaks HTTP/1.1"}
                 : BadRequest{400, "the request line does not end with an HTTP version"};
  }
  head.minor_version = version.back() - '0';
  auto target = origin_form(line.substr(first + 1, second - first - 1));
  if (!target)
    return BadRequest{400, "the request target is not a path"};
  head.target = std::move(*target);
  return std::nullopt;
}

std::optional<BadRequest> parse_field(std::string_view line, RequestHead& head) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return BadRequest{400, "a header field is not of the form 'Name: value'"};
  const std::string_view value = trim(line.substr(colon + 1));
  if (!is_field_value(value))
    return BadRequest{400, "a header field's value has a control character"};
  if (head.fields.size() == kMaxFields)
    return BadRequest{431, "the request has too many header fields"};
  head.fields.emplace_back(to_lower(line.substr(0, colon)), value);
  return std::nullopt;
}

/// One host and perhaps a port, which may both be empty (RFC 9112, section 3.2).
std::optional<BadRequest> check_host(const RequestHead& head) {
  const auto host = head.field("host");
  if (head.count("host") > 1 || (head.minor_version == 1 && !host))
    return BadRequest{400, "a request of HTTP/1.1 needs one Host field"};
  if (host && (!is_visible(*host) || host->find_first_of("/?#@\\,\"<>^`{|}") != host->npos))
    return BadRequest{400, "the Host field is no host"};
  return std::nullopt;
}

std::optional<BadRequest> read_content_length(RequestHead& head) {
  const auto text = head.field("content-length");
  if (!text)
    return std::nullopt;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, head.body.length);
  if (head.count("content-length") > 1 || error != std::errc() || stop != end)
    return BadRequest{400, "Content-Length is not one number"};
  return std::nullopt;
}

std::optional<BadRequest> read_framing(RequestHead& head) {
  const auto encoding = head.field("transfer-encoding");
  if (!encoding)
    return read_content_length(head);
  if (head.field("content-length") || head.minor_version == 0)
    return BadRequest{400, "Transfer-Encoding can't stand beside Content-Length or in HTTP/1.0"};
  if (head.count("transfer-encoding") > 1 || to_lower(*encoding) != "chunked")
    return BadRequest{501, "the only transfer encoding known here is chunked"};
  head.body.chunked = true;
  return std::nullopt;
}

std::optional<BadRequest> read_expectation(RequestHead& head) {
  const auto expectation = head.field("expect");
  if (!expectation || head.minor_version == 0)
    return std::nullopt;
  if (to_lower(*expectation) != "100-continue")
    return BadRequest{417, "the only expectation known here is 100-continue"};
  head.expects_continue = true;
  return std::nullopt;
}

bool is_kept_alive(const RequestHead& head) {
  bool close = head.minor_version == 0;
  for (const auto& [name, value] : head.fields) {
    if (name != "connection")
      continue;
    if (has_token(value, "close"))
      return false;
    if (has_token(value, "keep-alive"))
      close = false;
  }
  return !close;
}

}  // namespace

std::string to_lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool has_token(std::string_view list, std::string_view lower_case_token) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (to_lower(trim(list.substr(0, comma))) == lower_case_token)
      return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

std::optional<std::string_view> RequestHead::field(std::string_view lower_case_name) const {
  for (const auto& [name, value] : fields) {
    if (name == lower_case_name)
      return value;
  }
  return std::nullopt;
}

std::size_t RequestHead::count(std::string_view lower_case_name) const {
  return static_cast<std::size_t>(
      std::count_if(fields.begin(), fields.end(),
                    [&](const auto& field) { return field.first == lower_case_name; }));
}

std::optional<std::size_t> find_head_end(std::string_view bytes) {
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos;
       at = bytes.find('\n', at + 1)) {
    if (bytes.substr(at + 1, 1) == "\n")
      return at + 2;
    if (bytes.substr(at + 1, 2) == "\r\n")
      return at + 3;
  }
  return std::nullopt;
}

std::variant<RequestHead, BadRequest> parse_head(std::string_view bytes) {
  RequestHead head;
  auto line = take_line(bytes);
  if (!line)
    return BadRequest{400, "the request line does not end with CR LF"};
  if (auto bad = parse_request_line(*line, head))
    return *std::move(bad);
  while ((line = take_line(bytes)) && !line->empty()) {
    if (auto bad = parse_field(*line, head))
      return *std::move(bad);
  }
  if (!line)
    return BadRequest{400, "a header line does not end with CR LF"};
  if (auto bad = check_host(head))
    return *std::move(bad);
  if (auto bad = read_framing(head))
    return *std::move(bad);
  if (auto bad = read_expectation(head))
    return *std::move(bad);
  head.keep_alive = is_kept_alive(head);
  return head;
}

}  // namespace tidings::server
