#include "watch/position_keeper.h"

#include <algorithm>

namespace tidings::cli {

Result<PositionKeeper> PositionKeeper::open(const std::string& file,
                                            const std::vector<std::string>& streams,
                                            std::function<void(const std::string&)> tell) {
  auto store = PositionStore::open(file);
  if (!store) {
    return store.error();
  }
  if (!store->warning().empty()) {
    tell(store->warning());
  }
  return PositionKeeper(std::move(*store), streams, std::move(tell));
}

PositionKeeper::PositionKeeper(PositionStore store, const std::vector<std::string>& streams,
                               std::function<void(const std::string&)> tell)
    : store_(std::move(store)), tell_(std::move(tell)) {
  for (const std::string& stream : streams) {
    std::string name = stream;
    const auto is_taken = [&](const Stream& other) { return other.name == name; };
    for (int copy = 2; std::any_of(streams_.begin(), streams_.end(), is_taken); ++copy) {
      name = stream + " (" + std::to_string(copy) + ")";
    }
    streams_.push_back({std::move(name), {}});
  }
}

std::string PositionKeeper::position(std::size_t stream) const {
  return store_.position(streams_[stream].name).value_or(std::string{});
}

void PositionKeeper::passed(std::size_t stream, std::string_view last_event_id, BootTime now) {
  moved(stream, streams_[stream].tracker.passed(last_event_id), now);
}

std::uint64_t PositionKeeper::printed(std::size_t stream, std::string_view last_event_id,
                                      std::uint64_t output_end, bool has_hook) {
  const std::uint64_t number = streams_[stream].tracker.arrived(last_event_id);
  if (has_hook) {
    half_done_.emplace(std::pair{stream, number}, false);
  }
  unwritten_.push_back({output_end, stream, number});
  return number;
}

void PositionKeeper::hook_ended(std::size_t stream, std::uint64_t number, BootTime now) {
  one_thing_done(stream, number, now);
}

void PositionKeeper::written(std::uint64_t output_bytes, BootTime now) {
  while (!unwritten_.empty() && unwritten_.front().end <= output_bytes) {
    const Output output = unwritten_.front();
    unwritten_.pop_front();
    one_thing_done(output.stream, output.number, now);
  }
}

void PositionKeeper::one_thing_done(std::size_t stream, std::uint64_t number, BootTime now) {
  const auto place = half_done_.find({stream, number});
  if (place != half_done_.end()) {
    if (!std::exchange(place->second, true)) {
      return;
    }
    half_done_.erase(place);
  }
  moved(stream, streams_[stream].tracker.done(number), now);
}

void PositionKeeper::moved(std::size_t stream, std::uint64_t events, BootTime now) {
  if (events > 0) {
    store_.set_position(streams_[stream].name, streams_[stream].tracker.position(), events, now);
  }
}

void PositionKeeper::write_if_due(BootTime now) {
  tell(store_.write_if_due(now));
}

void PositionKeeper::write(BootTime now) {
  tell(store_.write(now));
}

void PositionKeeper::tell(const std::optional<std::string>& news) const {
  if (news) {
    tell_(*news);
  }
}

}  // namespace tidings::cli
