#include "service/history_pager.h"

#include <utility>

namespace tidings::desktop {
namespace {

/// At most so many a page: with notifications of the largest size it is no more than an answer may
/// be.
constexpr int kPageSize = 200;

/// Ids are opaque: what is no unreserved character is percent-encoded.
std::string query_value(const std::string& text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      encoded += c;
    } else {
      encoded += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return encoded;
}

}  // namespace

HistoryPager::HistoryPager(ApiClient& api, QString account, Receive receive)
    : api_(api), account_(std::move(account)), receive_(std::move(receive)) {}

void HistoryPager::start() {
  after_.clear();
  walk_ = std::make_shared<int>();
  ask();
}

void HistoryPager::next() {
  ask();
}

void HistoryPager::ask() {
  std::string path = "/notifications?limit=" + std::to_string(kPageSize);
  path += after_.empty() ? "" : "&after=" + query_value(after_);
  api_.get(std::move(path), [this, walk = std::weak_ptr(walk_)](const ApiAnswer& answer) {
    if (walk.expired()) {
      return;
    }
    if (!answer.ok()) {
      receive_(answer.is_momentary() || answer.is_unauthorized() ? Outcome::failed_for_now
                                                                 : Outcome::impossible,
               {});
      return;
    }
    auto listing = parse_history_listing(answer.body, account_, QDateTime::currentDateTimeUtc());
    if (!listing) {
      receive_(Outcome::impossible, {});
      return;
    }
    const bool more = !listing->next.empty() && listing->next != after_;
    after_ = listing->next;
    receive_(more ? Outcome::page : Outcome::end, std::move(*listing));
  });
}

}  // namespace tidings::desktop
