#include "service/backlog_fetcher.h"

#include <chrono>
#include <utility>

namespace tidings::desktop {
namespace {

constexpr int kMostFailures = 4;
constexpr std::chrono::seconds kRetryDelay{2};
constexpr std::chrono::seconds kPatience{10};
/// What was published while the last page was on its way also comes on the stream, as news. It is
/// given this long to be there first.
constexpr std::chrono::milliseconds kStreamLead{250};

}  // namespace

BacklogFetcher::BacklogFetcher(EventLoop& loop, ApiClient& api, const QString& account,
                               BatchQueue& queue, std::function<void()> on_page,
                               std::function<void()> on_done)
    : loop_(loop),
      queue_(queue),
      on_page_(std::move(on_page)),
      on_done_(std::move(on_done)),
      pager_(api, account, [this](HistoryPager::Outcome outcome, HistoryListing listing) {
        on_answer(outcome, std::move(listing));
      }) {}

void BacklogFetcher::start() {
  failures_ = 0;
  begin();
}

void BacklogFetcher::begin() {
  waits_for_drain_ = false;
  patience_ = loop_.call_at(loop_.now() + kPatience, [this] { on_done_(); });
  pager_.start();
}

void BacklogFetcher::end() {
  patience_.reset();
  on_done_();
}

void BacklogFetcher::drained() {
  if (waits_for_drain_) {
    waits_for_drain_ = false;
    patience_ = loop_.call_at(loop_.now() + kPatience, [this] { on_done_(); });
    pager_.next();
  }
}

void BacklogFetcher::on_answer(HistoryPager::Outcome outcome, HistoryListing listing) {
  switch (outcome) {
    case HistoryPager::Outcome::page:
      failures_ = 0;
      patience_.reset();
      waits_for_drain_ = true;
      push(std::move(listing.entries));
      on_page_();
      return;
    case HistoryPager::Outcome::end:
      last_page_ = std::move(listing.entries);
      timer_ = loop_.call_at(loop_.now() + kStreamLead, [this] { finish(); });
      return;
    case HistoryPager::Outcome::failed_for_now:
      if (++failures_ < kMostFailures) {
        timer_ = loop_.call_at(loop_.now() + kRetryDelay * failures_, [this] { begin(); });
        return;
      }
      break;
    case HistoryPager::Outcome::impossible:
      break;
  }
  end();
}

void BacklogFetcher::finish() {
  push(std::exchange(last_page_, {}));
  end();
}

void BacklogFetcher::push(std::vector<HistoryEntry> entries) {
  std::erase_if(entries, [&](const HistoryEntry& entry) { return queue_.has_live(entry.id); });
  queue_.push_backlog(std::move(entries));
}

}  // namespace tidings::desktop
