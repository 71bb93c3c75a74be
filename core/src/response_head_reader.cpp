#include "response_head_reader.h"

#include <charconv>
#include <string>
#include <utility>

#include "ascii.h"

namespace tidings {
namespace {

constexpr int kFirstFinalStatus = 200;
constexpr int kSwitchingProtocols = 101;

}  // namespace

ResponseHeadReader::Step ResponseHeadReader::take(std::string_view line) {
  size_ += line.size();
  if (too_large()) {
    return Step::too_large;
  }
  if (past_) {
    return Step::more;
  }
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
    line.remove_suffix(1);
  }
  if (line.empty()) {
    past_ = !is_interim();
    return past_ ? Step::complete : Step::more;
  }
  if (line.starts_with(' ') || line.starts_with('\t')) {
    continue_value(ascii::trimmed(line));
  } else if (line.starts_with("HTTP/")) {
    take_status_line(line);
  } else if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
    head_.headers.push_back(
        {std::string(line.substr(0, colon)), std::string(ascii::trimmed(line.substr(colon + 1)))});
  }
  return Step::more;
}

bool ResponseHeadReader::is_interim() const noexcept {
  return head_.status < kFirstFinalStatus &&
         (head_.status != kSwitchingProtocols || asks_for_upgrade_);
}

void ResponseHeadReader::take_status_line(std::string_view line) {
  const std::size_t space = line.find(' ');
  head_ = {};
  head_.version = line.substr(0, space);
  const std::string_view rest =
      space == std::string_view::npos ? std::string_view() : ascii::trimmed(line.substr(space));
  std::from_chars(rest.data(), rest.data() + rest.size(), head_.status);
}

/// The line folding of old (RFC 9112, 5.2).
void ResponseHeadReader::continue_value(std::string_view more) {
  if (!head_.headers.empty()) {
    head_.headers.back().value.append(" ").append(more);
  }
}

HttpResponseHead ResponseHeadReader::take_head() {
  return std::exchange(head_, {});
}

}  // namespace tidings
