#include "loop/fd_poll.h"

#include <stdexcept>

#include <unistd.h>

namespace tidings::server {

FdPoll::FdPoll() : fd_(epoll_create1(EPOLL_CLOEXEC)) {
  if (fd_ < 0)
    throw std::runtime_error("cannot make an event loop");
}

FdPoll::~FdPoll() {
  close(fd_);
}

void FdPoll::dispatch() {
  count_ = epoll_wait(fd_, ready_.data(), static_cast<int>(ready_.size()), 0);
  for (int i = 0; i < count_; ++i)
    tell(ready_.at(static_cast<std::size_t>(i)));
  count_ = 0;
}

/// Those whose watch has gone or changed since the kernel was asked are passed over or told less.
void FdPoll::tell(const epoll_event& ready) {
  if (ready.data.ptr == nullptr)
    return;
  const FdWatch& watch = *static_cast<FdWatch*>(ready.data.ptr);
  const bool broken = (ready.events & (EPOLLERR | EPOLLHUP)) != 0;
  const bool readable = (watch.events_ & EPOLLIN) != 0 && (broken || (ready.events & EPOLLIN) != 0);
  const bool writable =
      (watch.events_ & EPOLLOUT) != 0 && (broken || (ready.events & EPOLLOUT) != 0);
  if (readable || writable)
    watch.handler_.on_ready(readable, writable);
}

void FdPoll::change(FdWatch& watch, std::uint32_t events) {
  epoll_event wanted{};
  wanted.events = events;
  wanted.data.ptr = &watch;
  const int operation = events == 0          ? EPOLL_CTL_DEL
                        : watch.events_ == 0 ? EPOLL_CTL_ADD
                                             : EPOLL_CTL_MOD;
  epoll_ctl(fd_, operation, watch.fd_, &wanted);
  watch.events_ = events;
  for (int i = 0; events == 0 && i < count_; ++i) {
    epoll_event& ready = ready_.at(static_cast<std::size_t>(i));
    if (ready.data.ptr == &watch)
      ready.data.ptr = nullptr;
  }
}

FdWatch::FdWatch(EventLoop& loop, int fd, FdHandler& handler)
    : poll_(loop.fd_poll()), handler_(handler), fd_(fd) {}

void FdWatch::set(bool read, bool write) {
  const std::uint32_t events = (read ? EPOLLIN : 0U) | (write ? EPOLLOUT : 0U);
  if (events != events_)
    poll_.change(*this, events);
}

}  // namespace tidings::server
