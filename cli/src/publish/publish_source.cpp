#include "publish/publish_source.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "publish/addressing.h"

namespace tidings::cli {

PublishSource::PublishSource(const PublishOptions& options, EventLoop& loop, Callbacks callbacks)
    : options_(options),
      loop_(loop),
      callbacks_(std::move(callbacks)),
      series_(options),
      pacing_(options.rate) {}

Result<std::unique_ptr<PublishSource>> PublishSource::open(const PublishOptions& options,
                                                           EventLoop& loop, Callbacks callbacks) {
  std::unique_ptr<PublishSource> source(new PublishSource(options, loop, std::move(callbacks)));
  if (options.file) {
    auto reader = LineReader::open(*options.file, loop,
                                   [made = source.get()] { made->callbacks_.on_ready(); });
    if (!reader) {
      return reader.error();
    }
    source->reader_.emplace(std::move(*reader));
  }
  return source;
}

PublishPull PublishSource::pull(PublishItem& item) {
  const BootTime now = BootClock::now();
  if (const BootTime due = pacing_.due(now); due > now) {
    timer_ = loop_.call_at(due, [this] { callbacks_.on_ready(); });
    return PublishPull::not_yet;
  }
  const PublishPull pulled = pull_unpaced(item);
  if (pulled == PublishPull::item) {
    pacing_.sent(now);
  }
  return pulled;
}

PublishPull PublishSource::pull_unpaced(PublishItem& item) {
  if (reader_) {
    return pull_line(item);
  }
  if (next_ > series_.size()) {
    return PublishPull::end;
  }
  item.line = next_;
  item.json = series_.json(next_);
  ++next_;
  return PublishPull::item;
}

PublishPull PublishSource::pull_line(PublishItem& item) {
  while (addressed_.empty()) {
    std::string_view line;
    const LineReader::Status status = reader_->next(line);
    if (status == LineReader::Status::not_yet) {
      return PublishPull::not_yet;
    }
    if (status == LineReader::Status::end) {
      if (!reader_->failure().empty()) {
        callbacks_.on_unreadable(reader_->line_number() + 1, reader_->failure());
      }
      return PublishPull::end;
    }
    if (reader_->is_too_long()) {
      callbacks_.on_unreadable(reader_->line_number(), "the line is longer than 4 MiB");
    } else if (line.find_first_not_of(" \t") != std::string_view::npos) {
      for (std::string& json : addressed(line, options_)) {
        addressed_.push_back(std::move(json));
      }
    }
  }
  item.line = reader_->line_number();
  item.json = std::move(addressed_.front());
  addressed_.pop_front();
  return PublishPull::item;
}

std::optional<double> PublishSource::progress() const {
  if (!reader_) {
    return static_cast<double>(next_ - 1) / static_cast<double>(series_.size());
  }
  if (reader_->file_size() == 0) {
    return std::nullopt;
  }
  return std::min(
      1.0, static_cast<double>(reader_->bytes_read()) / static_cast<double>(reader_->file_size()));
}

}  // namespace tidings::cli
