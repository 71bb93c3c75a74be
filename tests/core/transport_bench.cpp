#include "core/transport_bench.h"

#include <algorithm>
#include <future>

#include "conformance/harness/deadline.h"
#include "conformance/harness/failure.h"

namespace tidings::test {

using conformance::require;

namespace {

bool has(const std::vector<std::string>& calls, std::string_view name) {
  return std::find(calls.begin(), calls.end(), name) != calls.end();
}

}  // namespace

TransportBench::TransportBench() {
  auto loop = EventLoop::create();
  require(loop.ok(), "no event loop");
  loop_ = std::move(*loop);
  auto transport = make_curl_transport(*loop_);
  require(transport.ok(), "no transport");
  transport_ = std::move(*transport);
  thread_ = std::thread([this] { loop_->run(); });
}

TransportBench::~TransportBench() {
  loop_->stop();
  thread_.join();
}

std::unique_ptr<TransportBench::Exchange> TransportBench::start(HttpRequest request,
                                                                Reactions reactions) {
  auto exchange = std::make_unique<Exchange>(*this, std::move(reactions));
  on_loop([&] { exchange->exchange_ = transport_->start(std::move(request), *exchange); });
  return exchange;
}

std::unique_ptr<TransportBench::Exchange> TransportBench::get(const std::string& url,
                                                              HttpConnectionSettings connection) {
  HttpRequest request;
  request.url = url;
  request.connection = std::move(connection);
  return start(std::move(request));
}

void TransportBench::on_loop(const std::function<void()>& work) {
  if (std::this_thread::get_id() == thread_.get_id()) {
    work();
    return;
  }
  std::promise<void> done;
  loop_->post([&] {
    work();
    done.set_value();
  });
  done.get_future().wait();
}

TransportBench::Exchange::Exchange(TransportBench& bench, Reactions reactions)
    : bench_(bench), reactions_(std::move(reactions)) {}

TransportBench::Exchange::~Exchange() {
  drop();
}

void TransportBench::Exchange::drop() {
  bench_.on_loop([this] { exchange_.reset(); });
}

void TransportBench::Exchange::pause() {
  bench_.on_loop([this] { exchange_->pause(); });
}

void TransportBench::Exchange::resume() {
  bench_.on_loop([this] { exchange_->resume(); });
}

void TransportBench::Exchange::await(const std::function<bool(const Exchange&)>& condition,
                                     const std::string& what) {
  std::unique_lock lock(mutex_);
  require(changed_.wait_until(lock, conformance::Deadline().at(), [&] { return condition(*this); }),
          "waited in vain for " + what + "; got " + std::to_string(bytes_.size()) + " bytes" +
              (has(calls_, "end") ? " and the end: " + end_.reason : ""));
}

HttpResponseHead TransportBench::Exchange::await_head() {
  await([](const Exchange& e) { return has(e.calls_, "head"); }, "the head");
  return head_;
}

std::string TransportBench::Exchange::await_bytes(std::size_t size) {
  await([size](const Exchange& e) { return e.bytes_.size() >= size; },
        std::to_string(size) + " bytes");
  const std::lock_guard lock(mutex_);
  return bytes_;
}

HttpEnd TransportBench::Exchange::await_end() {
  await([](const Exchange& e) { return has(e.calls_, "end"); }, "the end");
  return end_;
}

std::vector<std::string> TransportBench::Exchange::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

std::string TransportBench::Exchange::trace() const {
  const std::lock_guard lock(mutex_);
  return trace_;
}

HttpConnectionFacts TransportBench::Exchange::connection() const {
  const std::lock_guard lock(mutex_);
  return connection_;
}

std::size_t TransportBench::Exchange::size() const {
  const std::lock_guard lock(mutex_);
  return bytes_.size();
}

std::size_t TransportBench::Exchange::activities() const {
  const std::lock_guard lock(mutex_);
  return activities_;
}

void TransportBench::Exchange::note(const std::function<void()>& change) {
  const std::lock_guard lock(mutex_);
  change();
  changed_.notify_all();
}

void TransportBench::Exchange::on_head(const HttpResponseHead& head) {
  note([&] {
    calls_.emplace_back("head");
    head_ = head;
  });
  if (reactions_.on_head) {
    reactions_.on_head(*this);
  }
}

void TransportBench::Exchange::on_bytes(std::string_view bytes) {
  note([&] {
    calls_.emplace_back("bytes");
    bytes_ += bytes;
  });
  if (reactions_.on_bytes) {
    reactions_.on_bytes(*this);
  }
}

void TransportBench::Exchange::on_end(const HttpEnd& end) {
  note([&] {
    calls_.emplace_back("end");
    end_ = end;
  });
  if (reactions_.on_end) {
    reactions_.on_end(*this);
  }
}

void TransportBench::Exchange::on_activity() {
  note([&] { ++activities_; });
  if (reactions_.on_activity) {
    reactions_.on_activity(*this);
  }
}

void TransportBench::Exchange::on_connection(const HttpConnectionFacts& facts) {
  note([&] {
    calls_.emplace_back("connection");
    connection_ = facts;
  });
}

void TransportBench::Exchange::on_trace(const HttpTrace& trace) {
  note([&] {
    const char* const mark = trace.kind == HttpTrace::Kind::request_header    ? "> "
                             : trace.kind == HttpTrace::Kind::response_header ? "< "
                                                                              : "* ";
    trace_.append(mark).append(trace.line).append("\n");
  });
  if (reactions_.on_trace) {
    reactions_.on_trace(*this);
  }
}

}  // namespace tidings::test
