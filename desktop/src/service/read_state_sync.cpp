#include "service/read_state_sync.h"

#include <chrono>
#include <utility>

namespace tidings::desktop {
namespace {

/// A connection that comes and goes is no reason to ask over and over.
constexpr std::chrono::seconds kLeastInterval{5};
constexpr std::chrono::seconds kRetryDelay{30};

}  // namespace

ReadStateSync::ReadStateSync(EventLoop& loop, ApiClient& api, const QString& account, Report report)
    : loop_(loop),
      report_(std::move(report)),
      pager_(api, account, [this](HistoryPager::Outcome outcome, const HistoryListing& listing) {
        on_page(outcome, listing);
      }) {}

void ReadStateSync::start() {
  const BootTime earliest = last_start_ + kLeastInterval;
  if (last_start_ != BootTime{} && loop_.now() < earliest) {
    delayed_ = loop_.call_at(earliest, [this] { begin(); });
    return;
  }
  begin();
}

void ReadStateSync::begin() {
  delayed_.reset();
  last_start_ = loop_.now();
  fresher_.clear();
  running_ = true;
  pager_.start();
}

bool ReadStateSync::stop() {
  const bool was_wanted = running_ || delayed_;
  delayed_.reset();
  running_ = false;
  return was_wanted;
}

void ReadStateSync::marked(const ReadMarks& marks) {
  if (!running_) {
    return;
  }
  if (!marks.up_to.isEmpty()) {
    start();
    return;
  }
  for (const QString& id : marks.ids) {
    fresher_.insert(id);
  }
}

void ReadStateSync::on_page(HistoryPager::Outcome outcome, const HistoryListing& listing) {
  if (!running_) {
    return;
  }
  ReadMarks read;
  ReadMarks unread;
  for (const HistoryEntry& entry : listing.entries) {
    if (!fresher_.contains(entry.id)) {
      (entry.read ? read : unread).ids.append(entry.id);
    }
  }
  if (!read.ids.isEmpty()) {
    report_(read, true);
  }
  if (!unread.ids.isEmpty()) {
    report_(unread, false);
  }
  if (outcome == HistoryPager::Outcome::page) {
    pager_.next();
    return;
  }
  running_ = false;
  if (outcome == HistoryPager::Outcome::failed_for_now) {
    delayed_ = loop_.call_at(loop_.now() + kRetryDelay, [this] { begin(); });
  }
}

}  // namespace tidings::desktop
