#include "load/publisher.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "load/loopback.h"
#include "load/pace.h"
#include "load/stamp.h"

namespace tidings::load {
namespace {

constexpr std::chrono::seconds kAnswerTime{30};
constexpr std::size_t kReadSize = std::size_t{64} << 10;

timespec to_timespec(std::chrono::nanoseconds time) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
  return {seconds.count(), (time - seconds).count()};
}

}  // namespace

Publisher::Publisher(std::uint16_t port, const Dialect& dialect, const LaneBook& book,
                     std::size_t connections)
    : dialect_(dialect), book_(book), epoll_(epoll_create1(EPOLL_CLOEXEC)), links_(connections) {
  prctl(PR_SET_TIMERSLACK, 1);  // a paced publisher is on time
  for (std::size_t i = 0; i < links_.size(); ++i) {
    links_[i].socket = connect_to(port);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, links_[i].socket.get(), &event);
  }
}

std::uint64_t Publisher::publish_flat_out(std::chrono::nanoseconds time, std::size_t depth,
                                          const ChooseLane& lane) {
  const std::uint64_t before = answers_;
  const std::size_t most = depth * links_.size();
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    while (unanswered_ < most)
      queue(lane());
    turn(std::chrono::milliseconds(10));
  }
  wait_for_answers();
  return answers_ - before;
}

std::uint64_t Publisher::publish_paced(std::chrono::nanoseconds time, double rate,
                                       const ChooseLane& lane) {
  const std::uint64_t count = pace(
      time, rate, [this](std::chrono::nanoseconds longest) { turn(longest); },
      [&] { flush(queue(lane())); });
  wait_for_answers();
  return count;
}

void Publisher::publish_one(std::uint32_t lane) {
  queue(lane);
  wait_for_answers();
}

void Publisher::publish_each(std::uint32_t first, std::uint32_t last, std::size_t depth) {
  for (std::uint32_t lane = first; lane <= last; ++lane) {
    while (unanswered_ >= depth * links_.size())
      turn(kAnswerTime);
    queue(lane);
  }
  wait_for_answers();
}

void Publisher::wait_for_answers() {
  const auto end = std::chrono::steady_clock::now() + kAnswerTime;
  while (unanswered_ > 0) {
    if (std::chrono::steady_clock::now() >= end)
      throw std::runtime_error("the server does not answer " + std::to_string(unanswered_) +
                               " requests to publish");
    turn(std::chrono::milliseconds(100));
  }
}

Publisher::Link& Publisher::queue(std::uint32_t lane) {
  Link& link = links_[lane % links_.size()];
  link.out += dialect_.publish_request(
      lane, stamped_notification({lane, book_.next(lane), monotonic_now()}));
  ++link.unanswered;
  ++unanswered_;
  return link;
}

void Publisher::flush(Link& link) {
  if (link.out.empty())
    return;
  const ssize_t sent =
      send(link.socket.get(), link.out.data(), link.out.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0 && errno != EAGAIN && errno != EINTR)
    throw std::runtime_error(std::string("the server cut a publisher off: ") +
                             std::strerror(errno));
  if (sent > 0)
    link.out.erase(0, static_cast<std::size_t>(sent));
  if (link.waits_for_room == link.out.empty())
    watch(link, !link.out.empty());
}

void Publisher::watch(Link& link, bool writable) {
  link.waits_for_room = writable;
  epoll_event event{};
  event.events = writable ? EPOLLIN | EPOLLOUT : EPOLLIN;
  event.data.u64 = static_cast<std::uint64_t>(&link - links_.data());
  epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, link.socket.get(), &event);
}

void Publisher::turn(std::chrono::nanoseconds longest) {
  for (Link& link : links_) {
    if (!link.waits_for_room)
      flush(link);
  }
  std::array<epoll_event, 128> events{};
  const timespec wait = to_timespec(longest);
  const int count =
      epoll_pwait2(epoll_.get(), events.data(), static_cast<int>(events.size()), &wait, nullptr);
  for (int i = 0; i < count; ++i) {
    const epoll_event& ready = events.at(static_cast<std::size_t>(i));
    Link& link = links_[ready.data.u64];
    if ((ready.events & EPOLLOUT) != 0)
      flush(link);
    if ((ready.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
      receive(link);
  }
}

void Publisher::receive(Link& link) {
  std::array<char, kReadSize> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init)
  const ssize_t size = recv(link.socket.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (size < 0 && (errno == EAGAIN || errno == EINTR))
    return;
  if (size <= 0)
    throw std::runtime_error("the server closed a publisher's connection");
  std::string_view bytes(buffer.data(), static_cast<std::size_t>(size));
  while (!bytes.empty()) {
    link.response.next(bytes);
    if (link.response.state() == ResponseReader::State::broken)
      throw std::runtime_error("a publisher's answer is no HTTP");
    if (link.response.state() == ResponseReader::State::complete)
      answered(link);
  }
}

void Publisher::answered(Link& link) {
  const int status = link.response.status();
  if (status < 200 || status > 299 || link.unanswered == 0)
    throw std::runtime_error("a notification was answered with status " + std::to_string(status));
  link.response = ResponseReader();
  --link.unanswered;
  --unanswered_;
  ++answers_;
}

}  // namespace tidings::load
