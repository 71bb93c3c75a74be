#include "tidings/memory_transport.h"

#include <utility>

namespace tidings {
namespace {

/// Ends the server's side when the client lets go.
class ClientSide final : public HttpExchange {
 public:
  ClientSide(std::function<void()> ended, std::function<void(bool)> set_paused)
      : ended_(std::move(ended)), set_paused_(std::move(set_paused)) {}
  ~ClientSide() override { ended_(); }
  ClientSide(const ClientSide&) = delete;
  ClientSide& operator=(const ClientSide&) = delete;
  void pause() override { set_paused_(true); }
  void resume() override { set_paused_(false); }

 private:
  std::function<void()> ended_;
  std::function<void(bool)> set_paused_;
};

}  // namespace

MemoryTransport::Exchange::Exchange(HttpRequest request, HttpReceiver& receiver)
    : request_(std::move(request)), receiver_(&receiver) {}

void MemoryTransport::Exchange::connect(const HttpConnectionFacts& facts) {
  if (receiver_ != nullptr && request_.connection_facts) {
    receiver_->on_connection(facts);
  }
}

void MemoryTransport::Exchange::answer(int status, std::vector<HttpHeader> headers) {
  if (receiver_ == nullptr) {
    return;
  }
  HttpResponseHead head;
  head.status = status;
  head.version = "HTTP/1.1";
  head.headers = std::move(headers);
  head.redirect_url = head.header("Location").value_or("");
  receiver_->on_head(head);
}

void MemoryTransport::Exchange::send(std::string_view bytes) {
  if (receiver_ != nullptr) {
    receiver_->on_bytes(bytes);
  }
}

void MemoryTransport::Exchange::end(const HttpEnd& end) {
  if (HttpReceiver* receiver = std::exchange(receiver_, nullptr)) {
    receiver->on_end(end);
  }
}

MemoryTransport::MemoryTransport(Script script) : script_(std::move(script)) {}

std::unique_ptr<HttpExchange> MemoryTransport::start(HttpRequest request, HttpReceiver& receiver) {
  const std::shared_ptr<Exchange> exchange(new Exchange(std::move(request), receiver));
  exchanges_.push_back(exchange);
  return std::make_unique<ClientSide>([exchange] { exchange->receiver_ = nullptr; },
                                      [exchange](bool paused) { exchange->paused_ = paused; });
}

bool MemoryTransport::deliver() {
  const bool any = delivered_ < exchanges_.size();
  while (delivered_ < exchanges_.size()) {
    const std::shared_ptr<Exchange> exchange = exchanges_[delivered_++];
    script_(*exchange);
  }
  return any;
}

}  // namespace tidings
