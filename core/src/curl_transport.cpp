#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "tidings/event_loop.h"
#include "tidings/http_transport.h"
#include "tidings/url.h"

#include "curl_handles.h"
#include "curl_transfer.h"
#include "name_lookups.h"

namespace tidings {
namespace {

/// Up to so many at a time get large receive buffers.
constexpr std::size_t kFewTransfers = 8;

class CurlTransport final : public HttpTransport {
 public:
  CurlTransport(EventLoop& loop, Multi multi) : loop_(loop), multi_(std::move(multi)) {
    curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETFUNCTION, &socket_callback);
    curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_.get(), CURLMOPT_TIMERFUNCTION, &timer_callback);
    curl_multi_setopt(multi_.get(), CURLMOPT_TIMERDATA, this);
  }
  ~CurlTransport() override {
    for (const auto& [id, transfer] : transfers_) {
      curl_multi_remove_handle(multi_.get(), transfer->easy());
    }
    transfers_.clear();
  }
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  std::unique_ptr<HttpExchange> start(HttpRequest request, HttpReceiver& receiver) override;

  void drop(CurlTransfer& transfer) {
    transfer.detach();
    std::erase(starting_, &transfer);
    if (depth_ == 0) {
      remove(transfer);
    } else {
      detached_.push_back(&transfer);
    }
  }
  void pause(CurlTransfer& transfer) {
    const Entered inside(*this);
    transfer.pause();
  }
  /// libcurl hands over what it has kept from inside `curl_easy_pause`: not from inside `resume`.
  void resume(CurlTransfer& transfer) {
    transfer.resume_by(soon([&transfer] { transfer.go_on(); }));
  }

 private:
  /// Inside libcurl: transfers must not be added or removed until the outermost call has returned.
  class Entered {
   public:
    explicit Entered(CurlTransport& transport) : transport_(transport) { ++transport_.depth_; }
    ~Entered() {
      if (--transport_.depth_ == 0) {
        transport_.catch_up();
      }
    }
    Entered(const Entered&) = delete;
    Entered& operator=(const Entered&) = delete;

   private:
    CurlTransport& transport_;
  };

  struct Watch {
    EventLoop::Handle handle;
    std::uint64_t transfer = 0;  ///< the last that libcurl named for this socket
  };

  template <class Work>
  EventLoop::Handle soon(Work work) {
    return loop_.call_at(loop_.now(), [this, work] {
      const Entered inside(*this);
      work();
    });
  }

  void catch_up() {
    for (CurlTransfer* transfer : std::exchange(detached_, {})) {
      remove(*transfer);
    }
    for (CurlTransfer* transfer : std::exchange(starting_, {})) {
      add(*transfer);
    }
  }

  void add(CurlTransfer& transfer) {
    if (lookups_.begin(transfer.id(), transfer.looked_up_name())) {
      hand_over(transfer);
    }
  }
  void hand_over(const std::vector<std::uint64_t>& ids) {
    for (const std::uint64_t id : ids) {
      if (CurlTransfer& transfer = *transfers_.at(id); !transfer.ended()) {
        hand_over(transfer);
      }
    }
  }
  void hand_over(CurlTransfer& transfer) {
    if (curl_multi_add_handle(multi_.get(), transfer.easy()) != CURLM_OK) {
      end(transfer, {HttpEnd::Kind::unusable, "the request cannot be made: libcurl refuses it"});
    }
  }
  /// Failures come from the loop, never from inside `start`.
  void end(CurlTransfer& transfer, const HttpEnd& how) {
    transfer.end_by(soon([&transfer, how] { transfer.end(how); }));
  }
  void remove(CurlTransfer& transfer) {
    std::string connection = transfer.shared_connection();
    const std::vector<std::uint64_t> freed = lookups_.finish(transfer.id());
    curl_multi_remove_handle(multi_.get(), transfer.easy());
    transfers_.erase(transfer.id());
    for (const std::uint64_t id : freed) {
      add(*transfers_.at(id));  // the first of them looks the name up in its place
    }
    if (!connection.empty()) {
      left_.insert(std::move(connection));
      flushing_ = soon([this] { flush_left(); });
    }
  }
  void flush_left();

  void act(curl_socket_t socket, int events) {
    const Entered inside(*this);
    int running = 0;
    curl_multi_socket_action(multi_.get(), socket, events, &running);
    finish_look_ups();
    finish_done();
  }

  /// What one has found out is known to libcurl for those that waited.
  void finish_look_ups() {
    if (lookups_.empty()) {
      return;
    }
    for (const std::uint64_t id : lookups_.under_way()) {
      if (transfers_.at(id)->knows_address()) {
        hand_over(lookups_.finish(id));
      }
    }
  }

  void finish_done() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg == CURLMSG_DONE) {
        const CURLcode code = message->data.result;
        finish(*CurlTransfer::of(message->easy_handle), code);
      }
    }
  }

  void finish(CurlTransfer& transfer, CURLcode code) {
    const HttpEnd how = transfer.outcome(code);
    const bool was_dropped = transfer.ended();
    for (const std::uint64_t id : lookups_.finish(transfer.id())) {
      if (was_dropped) {
        add(*transfers_.at(id));
      } else {
        end(*transfers_.at(id), how);  // it looked the name up for them too
      }
    }
    transfer.end(how);
  }

  void on_socket(curl_socket_t socket, unsigned ready);
  /// `transfer` is null for a socket that libcurl keeps for later requests.
  void watch(curl_socket_t socket, int what, CurlTransfer* transfer);
  static int socket_callback(CURL* easy, curl_socket_t socket, int what, void* self, void*);
  static int timer_callback(CURLM*, long milliseconds, void* self);

  EventLoop& loop_;
  std::unordered_map<curl_socket_t, Watch> watches_;
  EventLoop::Handle timer_;
  int depth_ = 0;
  std::vector<CurlTransfer*> detached_;
  std::vector<CurlTransfer*> starting_;
  NameLookups lookups_;
  std::unordered_set<std::string> left_;  ///< shared connections that a transfer has just left
  EventLoop::Handle flushing_;
  // The transfers' handles go before the multi handle.
  Multi multi_;
  std::uint64_t last_id_ = 0;
  std::unordered_map<std::uint64_t, std::unique_ptr<CurlTransfer>> transfers_;
};

/// libcurl (7.88 at least) does not send the reset of an HTTP/2 stream that is removed before it
/// next writes for one of the streams that stay, which may be never: the server would keep it.
void CurlTransport::flush_left() {
  for (auto it = transfers_.begin(); it != transfers_.end() && !left_.empty(); ++it) {
    const auto found = left_.find(it->second->shared_connection());
    if (found != left_.end() && it->second->flush_connection()) {
      left_.erase(found);
    }
  }
  left_.clear();
}

class CurlExchange final : public HttpExchange {
 public:
  CurlExchange(CurlTransport& transport, CurlTransfer& transfer)
      : transport_(transport), transfer_(transfer) {}
  ~CurlExchange() override { transport_.drop(transfer_); }
  CurlExchange(const CurlExchange&) = delete;
  CurlExchange& operator=(const CurlExchange&) = delete;
  void pause() override { transport_.pause(transfer_); }
  void resume() override { transport_.resume(transfer_); }

 private:
  CurlTransport& transport_;
  CurlTransfer& transfer_;
};

std::unique_ptr<HttpExchange> CurlTransport::start(HttpRequest request, HttpReceiver& receiver) {
  const bool many = transfers_.size() >= kFewTransfers;
  const std::uint64_t id = ++last_id_;
  auto made = std::make_unique<CurlTransfer>(id, std::move(request), receiver);
  CurlTransfer& transfer = *transfers_.emplace(id, std::move(made)).first->second;
  if (const Result<void> usable = check_http_url(transfer.url()); !usable) {
    end(transfer, {HttpEnd::Kind::unusable, usable.error().message});
  } else if (!transfer.prepare(many)) {
    end(transfer, {HttpEnd::Kind::unusable,
                   "the request cannot be made: libcurl does not accept one of its options"});
  } else if (depth_ > 0) {
    starting_.push_back(&transfer);
  } else {
    add(transfer);
  }
  return std::make_unique<CurlExchange>(*this, transfer);
}

void CurlTransport::on_socket(curl_socket_t socket, unsigned ready) {
  const Entered inside(*this);
  int events = 0;
  if ((ready & EventLoop::kRead) != 0) {
    events |= CURL_CSELECT_IN;
    // Any byte is a sign of life, also one that completes no line of the head and no chunk.
    const auto watch = watches_.find(socket);
    const auto found =
        watch == watches_.end() ? transfers_.end() : transfers_.find(watch->second.transfer);
    if (found != transfers_.end()) {
      found->second->on_socket_readable();
    }
  }
  if ((ready & EventLoop::kWrite) != 0) {
    events |= CURL_CSELECT_OUT;
  }
  act(socket, events);
}

void CurlTransport::watch(curl_socket_t socket, int what, CurlTransfer* transfer) {
  if (what == CURL_POLL_REMOVE) {
    watches_.erase(socket);
    return;
  }
  unsigned interests = 0;
  if (what == CURL_POLL_IN || what == CURL_POLL_INOUT) {
    interests |= EventLoop::kRead;
  }
  if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT) {
    interests |= EventLoop::kWrite;
  }
  const std::uint64_t id = transfer == nullptr ? 0 : transfer->id();
  if (const auto found = watches_.find(socket); found != watches_.end()) {
    found->second.transfer = id;
    loop_.set_interests(found->second.handle, interests);
    return;
  }
  Result<EventLoop::Handle> handle =
      loop_.watch(socket, interests, [this, socket](unsigned ready) { on_socket(socket, ready); });
  if (handle) {
    watches_.emplace(socket, Watch{std::move(*handle), id});
  } else if (transfer != nullptr) {
    end(*transfer, {HttpEnd::Kind::interrupted, handle.error().message});
  }
}

int CurlTransport::socket_callback(CURL* easy, curl_socket_t socket, int what, void* self, void*) {
  static_cast<CurlTransport*>(self)->watch(socket, what, CurlTransfer::of(easy));
  return 0;
}

int CurlTransport::timer_callback(CURLM*, long milliseconds, void* self) {
  auto& transport = *static_cast<CurlTransport*>(self);
  if (milliseconds < 0) {
    transport.timer_.reset();
    return 0;
  }
  transport.timer_ =
      transport.loop_.call_at(BootClock::now() + std::chrono::milliseconds{milliseconds},
                              [&transport] { transport.act(CURL_SOCKET_TIMEOUT, 0); });
  return 0;
}

}  // namespace

Result<std::unique_ptr<HttpTransport>> make_curl_transport(EventLoop& loop) {
  static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
  Multi multi(initialised == CURLE_OK ? curl_multi_init() : nullptr);
  if (!multi) {
    return Error{"libcurl cannot be initialised: memory is out or its installation is broken"};
  }
  return std::unique_ptr<HttpTransport>(std::make_unique<CurlTransport>(loop, std::move(multi)));
}

std::string http_library_version() {
  return curl_version();
}

}  // namespace tidings
