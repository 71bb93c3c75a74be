// What is done to streams when its time has come: heartbeats, looks at slow readers, ends.
#include <algorithm>
#include <utility>

#include "hub/hub.h"
#include "hub/sse_text.h"

namespace tidings::server {
namespace {

/// Who reads takes something of what waits for it within this time.
constexpr std::chrono::milliseconds kReaderTime{100};

}  // namespace

void Hub::on_started(Stream& stream) {
  on_sent(stream);
}

void Hub::on_behind(Stream& stream) {
  behind_.push(stream, loop_.now() + kReaderTime);
  if (!behind_timer_.pending())
    behind_timer_.set(kReaderTime);
}

void Hub::check_readers() {
  const SteadyTime now = loop_.now();
  while (Stream* stream = behind_.pop_due(now))
    stream->check_reader();
  if (!behind_.empty())
    behind_timer_.set(behind_.next_due() - now);
}

void Hub::on_sent(Stream& stream) {
  if (stream.behind())
    return;
  heartbeats_.push(stream, loop_.now() + settings_.heartbeat);
  if (!heartbeat_timer_.pending())
    heartbeat_timer_.set(settings_.heartbeat);
}

void Hub::on_heartbeat_time() {
  const SteadyTime now = loop_.now();
  const std::string_view block = sse::heartbeat(settings_.heartbeat_form);
  while (Stream* stream = heartbeats_.pop_due(now)) {
    ++metrics_.heartbeats;
    stream->write_heartbeat(block);
  }
  if (!heartbeats_.empty())
    heartbeat_timer_.set(heartbeats_.next_due() - now);
}

void Hub::set_deadline(Stream& stream,
                       std::optional<std::chrono::system_clock::time_point> expires) {
  std::optional<SteadyTime> due;
  if (expires)
    due = loop_.now() + (*expires - wall_clock_());
  if (settings_.max_stream_age.count() > 0) {
    // Streams that came together do not leave together.
    const auto age = settings_.max_stream_age * (1.0 - 0.1 * random_fraction());
    const SteadyTime end = loop_.now() + std::chrono::duration_cast<std::chrono::milliseconds>(age);
    due = due ? std::min(*due, end) : end;
  }
  if (!due)
    return;
  deadlines_.set(stream, *due);
  deadline_timer_.set(deadlines_.next_due() - loop_.now());
}

void Hub::on_deadline_time() {
  const SteadyTime now = loop_.now();
  while (Stream* stream = deadlines_.pop_due(now)) {
    ++metrics_.streams_expired;
    stream->end({});
  }
  if (!deadlines_.empty())
    deadline_timer_.set(deadlines_.next_due() - now);
}

void Hub::on_slow_reader(const Stream& stream) {
  ++metrics_.slow_readers_cut;
  log_.info("a client reads too slowly and was disconnected",
            {{"seller", stream.group().seller().text()}, {"connection", connection_id(stream)}});
}

void Hub::drain() {
  draining_ = true;
  const std::size_t count = all_.size();
  for (std::size_t i = count; i-- > 0;) {
    const double place = (static_cast<double>(i) + random_fraction()) / static_cast<double>(count);
    const auto time =
        std::chrono::duration_cast<std::chrono::milliseconds>(settings_.drain_spread * place);
    all_[i]->end(sse::reconnection_time(time));
  }
}

double Hub::random_fraction() {
  return static_cast<double>(random_() >> 11) / static_cast<double>(std::uint64_t{1} << 53);
}

}  // namespace tidings::server
