#include "hub/hub.h"

#include <algorithm>
#include <utility>

#include "hub/sse_text.h"

namespace tidings::server {
namespace {

constexpr std::size_t kPageEntries = 200;
constexpr std::size_t kPageBytes = std::size_t{64} << 10;
constexpr std::chrono::milliseconds kReadRetry{500};
constexpr std::chrono::seconds kRetryWithoutStore{2};
constexpr std::chrono::seconds kRetryTooManyStreams{10};

}  // namespace

Hub::Hub(EventLoop& loop, Store& store, HubSettings settings, RandomSource random,
         WallClock wall_clock, Metrics& metrics, Log& log)
    : loop_(loop),
      store_(store),
      settings_(settings),
      random_(std::move(random)),
      wall_clock_(std::move(wall_clock)),
      metrics_(metrics),
      log_(log),
      heartbeat_timer_(loop, [this] { on_heartbeat_time(); }),
      behind_timer_(loop, [this] { check_readers(); }),
      deadline_timer_(loop, [this] { on_deadline_time(); }),
      retry_timer_(loop, [this] { retry_reads(); }) {
  store_.set_listener(this);
}

Hub::~Hub() {
  store_.set_listener(nullptr);
}

SellerStreams& Hub::group_of(const SellerId& seller) {
  const auto place = sellers_.try_emplace(seller).first;
  place->second.id = &place->first;
  return place->second;
}

void Hub::forget_if_empty(SellerStreams& group) {
  if (group.streams.empty() && group.opening == 0)
    sellers_.erase(SellerId(group.seller()));
}

void Hub::open(OpenRequest request) {
  if (draining_)
    return request.responder.send(
        come_back_later(503, "the server is being shut down", kRetryWithoutStore));
  SellerStreams& group = group_of(request.seller);
  if (group.streams.size() + group.opening >= settings_.max_streams_per_seller)
    return request.responder.send(come_back_later(
        429, "this seller has as many streams open as one server allows", kRetryTooManyStreams));
  ++group.opening;
  const SellerId seller = request.seller;
  store_.follow(seller,
                [this, &group, request = std::move(request)](const Result<Followed>& followed) {
                  --group.opening;
                  opened(request, group, followed);
                  forget_if_empty(group);
                });
}

void Hub::opened(const OpenRequest& request, SellerStreams& group,
                 const Result<Followed>& followed) {
  if (!followed) {
    log_.debug("a stream was refused", {{"reason", followed.error().message}});
    return request.responder.send(
        come_back_later(503, "the store can't be reached at the moment", kRetryWithoutStore));
  }
  if (!request.responder.open() || draining_) {
    store_.unfollow(request.seller);
    return request.responder.send(
        come_back_later(503, "the server is being shut down", kRetryWithoutStore));
  }
  adopt_epoch();
  std::optional<ReplayStart> resume;
  if (request.last_event_id)
    resume = replay_start(*request.last_event_id, epoch_);
  StreamHost& host = *this;
  auto stream = std::make_unique<Stream>(host, group, ++last_number_, *followed, resume,
                                         request.last_event_id.value_or(""));
  Stream& opened = *stream;
  opened.index = all_.size();
  all_.push_back(&opened);
  group.streams.push_back(&opened);
  set_deadline(opened, request.expires);
  ++metrics_.streams_opened;
  if (resume)
    ++metrics_.streams_resumed;
  metrics_.streams.set(all_.size());
  store_.connection_opened(group.seller(), connection_id(opened));
  log_.debug("stream opened",
             {{"seller", group.seller().text()}, {"connection", connection_id(opened)}});
  request.responder.start_stream(request.fields, std::move(stream));
}

void Hub::on_ended(Stream& stream) {
  auto* const heartbeat = static_cast<TimeoutHook<Stream, HeartbeatTag>*>(&stream);
  heartbeat->unlink();
  auto* const deadline = static_cast<TimeoutHook<Stream, DeadlineTag>*>(&stream);
  deadline->unlink();
  by_number_.erase(stream.number());
  all_.back()->index = stream.index;
  std::swap(all_[stream.index], all_.back());
  all_.pop_back();
  SellerStreams& group = stream.group();
  const auto found = std::find(group.streams.begin(), group.streams.end(), &stream);
  std::swap(*found, group.streams.back());
  group.streams.pop_back();
  metrics_.streams.set(all_.size());
  store_.connection_closed(group.seller(), connection_id(stream));
  store_.unfollow(group.seller());
  log_.debug("stream closed",
             {{"seller", group.seller().text()}, {"connection", connection_id(stream)}});
  forget_if_empty(group);
}

/// An act may end the stream it is given, and no other: then the last one, which has had its turn,
/// stands in its place, and once none is left the seller is forgotten.
template <class Act>
void Hub::for_each_stream(const LogName& log, Act act) {
  if (log.is_broadcast()) {
    for (std::size_t i = all_.size(); i-- > 0;)
      act(*all_[i]);
    return;
  }
  const auto found = sellers_.find(log.seller());
  if (found == sellers_.end())
    return;
  SellerStreams& group = found->second;
  for (std::size_t i = group.streams.size(); i-- > 0;)
    act(*group.streams[i]);
}

void Hub::on_entry(const LogName& log, const Entry& entry) {
  const LogKind kind = log.is_broadcast() ? LogKind::broadcast : LogKind::seller;
  for_each_stream(log, [&](Stream& stream) { stream.deliver(kind, entry); });
}

/// Positions of another epoch mean nothing any more; gaps follow for each log.
void Hub::adopt_epoch() {
  if (epoch_ == store_.epoch())
    return;
  for (Stream* stream : all_)
    stream->on_new_epoch();
  epoch_ = store_.epoch();
}

void Hub::on_gap(const LogName& log, Position resumed_at) {
  adopt_epoch();
  const LogKind kind = log.is_broadcast() ? LogKind::broadcast : LogKind::seller;
  for_each_stream(log, [&](Stream& stream) { stream.on_gap(kind, resumed_at); });
  // What happens to several logs at once is one gap for a stream.
  if (!std::exchange(gaps_to_report_, true))
    loop_.post([this] { report_gaps(); });
}

void Hub::report_gaps() {
  gaps_to_report_ = false;
  for (std::size_t i = all_.size(); i-- > 0;)
    all_[i]->report_gap();
}

void Hub::on_read_change(const SellerId& seller, ReadChange::Kind kind, const std::string& json) {
  const std::string block =
      sse::control_event(kind == ReadChange::Kind::read ? "read" : "unread", json);
  for_each_stream(LogName(seller), [&](Stream& stream) { stream.write_block(block); });
}

void Hub::on_availability(const Availability& availability) {
  metrics_.store_available.set(availability.available ? 1 : 0);
  if (!availability.available)
    return log_.warning("the store can't be reached", {{"reason", availability.reason}});
  log_.info("the store is available");
  retry_timer_.set(std::chrono::nanoseconds::zero());
  if (const auto callback = std::exchange(when_available_, nullptr))
    callback();
}

std::string Hub::cursor_text(const Standing& standing) const {
  return to_text(Cursor{epoch_, standing.seller, standing.broadcast});
}

std::string Hub::opening() const {
  return sse::opening(settings_.retry);
}

void Hub::read(Stream& stream, const Replay::Read& read) {
  by_number_[stream.number()] = &stream;
  const LogName log =
      read.log == LogKind::seller ? LogName(stream.group().seller()) : LogName::broadcast();
  store_.read_after(log, read.after, kPageEntries, kPageBytes,
                    [this, number = stream.number(), read](Result<Page> page) {
                      const auto found = by_number_.find(number);
                      if (found == by_number_.end())
                        return;
                      if (!page.ok() && !retry_timer_.pending())
                        retry_timer_.set(kReadRetry);
                      Stream& reader = *found->second;
                      reader.on_page(read.log, read.number, std::move(page));
                      if (!reader.replaying())
                        by_number_.erase(number);
                    });
}

void Hub::retry_reads() {
  // A read may end in its call; the next one of the same stream comes in a later turn.
  std::vector<Stream*> readers;
  readers.reserve(by_number_.size());
  for (const auto& [number, stream] : by_number_)
    readers.push_back(stream);
  for (Stream* stream : readers)
    stream->retry_reads();
}

std::string Hub::connection_id(const Stream& stream) const {
  return store_.server_id() + '-' + std::to_string(stream.number());
}

}  // namespace tidings::server
