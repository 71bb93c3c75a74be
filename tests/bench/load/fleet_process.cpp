#include "load/fleet_process.h"

#include <csignal>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "load/waiting.h"

namespace tidings::load {
namespace {

constexpr std::chrono::seconds kFinishTime{60};

}  // namespace

ForkedProcess::ForkedProcess(const std::function<void(int control)>& body) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw std::runtime_error("no socket to speak with a client process");
  control_ = FileDescriptor(ends[0]);
  FileDescriptor other(ends[1]);
  pid_ = fork();
  if (pid_ < 0)
    throw std::runtime_error("no client process can be started");
  if (pid_ > 0)
    return;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  control_.reset();
  int status = 0;
  try {
    body(other.get());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "client process: %s\n", error.what());
    status = 1;
  }
  _exit(status);
}

ForkedProcess::~ForkedProcess() {
  if (!control_)
    return;  // moved from
  control_.reset();
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

void ForkedProcess::send(char command) const {
  if (::send(control_.get(), &command, 1, MSG_NOSIGNAL) != 1)
    throw std::runtime_error("a client process is gone");
}

Clients::Clients(const FleetPlan& plan, std::uint32_t streams_per_process)
    : streams_(plan.streams) {
  for (std::uint32_t begin = 0; begin < plan.streams; begin += streams_per_process) {
    FleetPlan part = plan;
    part.first_seller += begin;
    part.streams = std::min(streams_per_process, plan.streams - begin);
    part.block += static_cast<unsigned>(plans_.size());
    plans_.push_back(part);
  }
  boards_ = std::make_unique<SharedArray<FleetBoard>>(plans_.size());
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    processes_.emplace_back([&plan = plans_[i], &board = (*boards_)[i]](int control) {
      Fleet(plan, board).run(control);
    });
  }
}

void Clients::wait_until_live(std::chrono::seconds deadline) const {
  if (!wait_until([this] { return live() == streams_; }, deadline))
    throw std::runtime_error("only " + std::to_string(live()) + " of " + std::to_string(streams_) +
                             " streams opened in time; " + std::to_string(refused()) +
                             " tries were refused");
}

bool Clients::wait_for(std::uint64_t count, std::chrono::milliseconds deadline) const {
  return wait_until([&] { return received() >= count; }, deadline);
}

void Clients::resume() const {
  for (const ForkedProcess& process : processes_)
    process.send(static_cast<char>(Fleet::Command::resume));
}

void Clients::clear() {
  for (std::size_t i = 0; i < boards_->size(); ++i)
    (*boards_)[i].latency.clear();
  cleared_ += received();
}

std::uint64_t Clients::live() const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < boards_->size(); ++i)
    sum += (*boards_)[i].live.load(std::memory_order_relaxed);
  return sum;
}

std::uint64_t Clients::received() const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < boards_->size(); ++i)
    sum += (*boards_)[i].received.load(std::memory_order_relaxed);
  return sum - cleared_;
}

std::uint64_t Clients::refused() const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < boards_->size(); ++i)
    sum += (*boards_)[i].refused.load(std::memory_order_relaxed);
  return sum;
}

double Clients::latency_ms(double fraction) const {
  LatencyHistogram all;
  for (std::size_t i = 0; i < boards_->size(); ++i)
    all.add_all_of((*boards_)[i].latency);
  return all.quantile(fraction) / 1e6;
}

Findings Clients::finish() {
  for (const ForkedProcess& process : processes_)
    process.send(static_cast<char>(Fleet::Command::finish));
  const auto all_finished = [this] {
    for (std::size_t i = 0; i < boards_->size(); ++i) {
      if (!(*boards_)[i].finished.load(std::memory_order_acquire))
        return false;
    }
    return true;
  };
  if (!wait_until(all_finished, kFinishTime))
    throw std::runtime_error("a client process does not finish");
  Findings findings;
  for (std::size_t i = 0; i < boards_->size(); ++i)
    findings += (*boards_)[i].findings;
  return findings;
}

}  // namespace tidings::load
