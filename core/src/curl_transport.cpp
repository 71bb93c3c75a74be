#include <algorithm>
#include <array>
#include <cstring>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

#include <curl/curl.h>

#include "tidings/duration.h"
#include "tidings/event_loop.h"
#include "tidings/http_transport.h"
#include "tidings/url.h"

#include "ascii.h"
#include "header_masking.h"

namespace tidings {
namespace {

/// All header lines of one answer together; what is longer is no answer but an attack.
constexpr std::size_t kLargestHead = std::size_t{256} << 10;
/// A large buffer halves the cost of bulk but stays with the stream: for few streams only.
constexpr long kLargeBuffer = 128L << 10;
constexpr long kSmallBuffer = 16L << 10;
constexpr std::size_t kFewTransfers = 8;

struct EasyDeleter {
  void operator()(CURL* easy) const noexcept { curl_easy_cleanup(easy); }
};
struct MultiDeleter {
  void operator()(CURLM* multi) const noexcept { curl_multi_cleanup(multi); }
};
struct UrlDeleter {
  void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
};
struct CurlFree {
  void operator()(char* text) const noexcept { curl_free(text); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;
using Multi = std::unique_ptr<CURLM, MultiDeleter>;
using HeaderList = std::unique_ptr<curl_slist, ListDeleter>;

std::string absolute_url(const std::string& base, const std::string& reference) {
  const std::unique_ptr<CURLU, UrlDeleter> url(curl_url());
  constexpr unsigned kFlags = CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE;
  if (!url ||
      curl_url_set(url.get(), CURLUPART_URL, base.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK ||
      curl_url_set(url.get(), CURLUPART_URL, reference.c_str(), kFlags) != CURLUE_OK) {
    return {};
  }
  char* text = nullptr;
  if (curl_url_get(url.get(), CURLUPART_URL, &text, 0) != CURLUE_OK) {
    return {};
  }
  const std::unique_ptr<char, CurlFree> owned(text);
  return owned.get();
}

/// How a failed transfer ended, in words for users.
class FailureReport {
 public:
  FailureReport(CURLcode code, CURL* easy, std::string detail, const HttpRequest& request)
      : code_(code), easy_(easy), detail_(std::move(detail)), request_(request) {}

  [[nodiscard]] HttpEnd end() const {
    using Kind = HttpEnd::Kind;
    switch (code_) {
      case CURLE_OK:
        return {};
      case CURLE_URL_MALFORMAT:
        return {Kind::unusable, "bad URL `" + masked_url(request_.url) + "`" + in_brackets()};
      case CURLE_UNSUPPORTED_PROTOCOL:
      case CURLE_WEIRD_SERVER_REPLY:
        return {Kind::unusable, "what the server sent is not HTTP" + in_brackets()};
      case CURLE_PEER_FAILED_VERIFICATION:
        return {Kind::unusable, "the server's certificate is not trusted" + in_brackets()};
      case CURLE_SSL_CACERT_BADFILE:
        return {Kind::unusable,
                "the CA file `" + request_.connection.ca_file + "` cannot be used" + in_brackets()};
      case CURLE_SSL_CERTPROBLEM:
        return {Kind::unusable, "the client certificate or its key cannot be used" + in_brackets()};
      case CURLE_SSL_ISSUER_ERROR:
      case CURLE_SSL_CIPHER:
      case CURLE_SSL_ENGINE_NOTFOUND:
      case CURLE_BAD_FUNCTION_ARGUMENT:
      case CURLE_NOT_BUILT_IN:
      case CURLE_OUT_OF_MEMORY:
        return {Kind::unusable, curl_easy_strerror(code_) + in_brackets()};
      default:
        return {Kind::interrupted, interruption()};
    }
  }

 private:
  [[nodiscard]] std::string in_brackets() const {
    return detail_.empty() ? "" : " (" + detail_ + ")";
  }

  [[nodiscard]] std::string interruption() const {
    switch (code_) {
      case CURLE_COULDNT_RESOLVE_HOST:
        return "the name of the server could not be resolved" + in_brackets();
      case CURLE_COULDNT_RESOLVE_PROXY:
        return "the name of the proxy could not be resolved" + in_brackets();
      case CURLE_COULDNT_CONNECT:
        return system_reason("no connection to the server");
      case CURLE_OPERATION_TIMEDOUT:
        return "no connection within " + format_duration(request_.connection.connect_timeout);
      case CURLE_SSL_CONNECT_ERROR:
        return "the TLS handshake failed" + in_brackets();
      case CURLE_GOT_NOTHING:
        return "the server closed the connection without an answer";
      case CURLE_SEND_ERROR:
      case CURLE_RECV_ERROR:
        return system_reason("the connection broke" + in_brackets());
      case CURLE_PARTIAL_FILE:
        return "the connection was cut in the middle of the stream";
      case CURLE_BAD_CONTENT_ENCODING:
        return "the stream's compression is damaged" + in_brackets();
      default:
        return curl_easy_strerror(code_) + in_brackets();
    }
  }

  [[nodiscard]] std::string system_reason(const std::string& otherwise) const {
    long error = 0;
    curl_easy_getinfo(easy_, CURLINFO_OS_ERRNO, &error);
    if (error == 0) {
      return otherwise;
    }
    std::string text = std::error_code(static_cast<int>(error), std::generic_category()).message();
    text.front() = ascii::lower(text.front());
    return text;
  }

  CURLcode code_;
  CURL* easy_;
  std::string detail_;
  const HttpRequest& request_;
};

/// One libcurl transfer. Outlives its exchange when that is destroyed inside a libcurl callback,
/// where libcurl allows no removal.
class Transfer {
 public:
  Transfer(HttpRequest request, HttpReceiver& receiver)
      : request_(std::move(request)), receiver_(&receiver) {}

  /// False when libcurl refuses the set-up.
  bool prepare(bool many);
  void detach() noexcept { receiver_ = nullptr; }
  [[nodiscard]] CURL* easy() const noexcept { return easy_.get(); }
  void set_paused(bool paused) noexcept { paused_ = paused; }
  void finish(CURLcode code);
  void fail_later(EventLoop& loop);

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    ok_ = curl_easy_setopt(easy_.get(), option, value) == CURLE_OK && ok_;
  }
  void set_text(CURLoption option, const std::string& value) {
    if (!value.empty()) {
      set(option, value.c_str());
    }
  }
  void set_method();
  void set_headers();
  void set_connection();
  void add_header(const std::string& line);

  bool on_header_line(std::string_view line);
  bool on_head_complete();
  void on_debug(curl_infotype type, std::string_view text);

  static std::size_t header_callback(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t write_callback(char* data, std::size_t size, std::size_t count, void* self);
  static int debug_callback(CURL* easy, curl_infotype type, char* data, std::size_t size,
                            void* self);

  HttpRequest request_;
  HttpReceiver* receiver_;
  Easy easy_;
  HeaderList headers_;
  std::array<char, CURL_ERROR_SIZE> error_text_{};
  HttpResponseHead head_;
  std::size_t head_size_ = 0;
  EventLoop::Handle failure_timer_;
  bool head_delivered_ = false;
  bool paused_ = false;
  bool ok_ = true;
};

class CurlTransport final : public HttpTransport {
 public:
  CurlTransport(EventLoop& loop, Multi multi) : loop_(loop), multi_(std::move(multi)) {
    curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETFUNCTION, &socket_callback);
    curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_.get(), CURLMOPT_TIMERFUNCTION, &timer_callback);
    curl_multi_setopt(multi_.get(), CURLMOPT_TIMERDATA, this);
  }
  ~CurlTransport() override {
    for (const auto& [easy, transfer] : transfers_) {
      take_out(easy);
    }
    transfers_.clear();
  }
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  std::unique_ptr<HttpExchange> start(HttpRequest request, HttpReceiver& receiver) override;

  void drop(Transfer& transfer) {
    transfer.detach();
    std::erase(starting_, &transfer);
    if (depth_ == 0) {
      remove(transfer.easy());
    } else {
      detached_.push_back(transfer.easy());
    }
  }
  void set_paused(Transfer& transfer, bool paused) {
    transfer.set_paused(paused);
    const Entered inside(*this);
    curl_easy_pause(transfer.easy(), paused ? CURLPAUSE_RECV : CURLPAUSE_CONT);
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

  void catch_up() {
    for (CURL* easy : std::exchange(detached_, {})) {
      remove(easy);
    }
    for (Transfer* transfer : std::exchange(starting_, {})) {
      add(*transfer);
    }
  }

  void add(Transfer& transfer) {
    if (curl_multi_add_handle(multi_.get(), transfer.easy()) != CURLM_OK) {
      transfer.fail_later(loop_);
    }
  }

  void remove(CURL* easy) {
    take_out(easy);
    transfers_.erase(easy);
  }

  void take_out(CURL* easy) {
    // A name look-up that hangs must not hold up the loop: its thread is left to end by itself.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_multi_remove_handle(multi_.get(), easy);
  }

  void act(curl_socket_t socket, int events) {
    const Entered inside(*this);
    int running = 0;
    curl_multi_socket_action(multi_.get(), socket, events, &running);
    finish_done();
  }

  void finish_done() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) {
        continue;
      }
      const CURLcode code = message->data.result;
      if (const auto found = transfers_.find(message->easy_handle); found != transfers_.end()) {
        found->second->finish(code);
      }
    }
  }

  void watch(curl_socket_t socket, int what) {
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
    if (const auto found = watches_.find(socket); found != watches_.end()) {
      loop_.set_interests(found->second, interests);
      return;
    }
    Result<EventLoop::Handle> handle = loop_.watch(
        socket, interests, [this, socket](unsigned ready) { on_socket(socket, ready); });
    if (handle) {
      watches_.emplace(socket, std::move(*handle));
    }
  }

  void on_socket(curl_socket_t socket, unsigned ready) {
    int events = 0;
    if ((ready & EventLoop::kRead) != 0) {
      events |= CURL_CSELECT_IN;
    }
    if ((ready & EventLoop::kWrite) != 0) {
      events |= CURL_CSELECT_OUT;
    }
    act(socket, events);
  }

  static int socket_callback(CURL*, curl_socket_t socket, int what, void* self, void*) {
    static_cast<CurlTransport*>(self)->watch(socket, what);
    return 0;
  }

  static int timer_callback(CURLM*, long milliseconds, void* self) {
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

  EventLoop& loop_;
  std::unordered_map<curl_socket_t, EventLoop::Handle> watches_;
  EventLoop::Handle timer_;
  int depth_ = 0;
  std::vector<CURL*> detached_;
  std::vector<Transfer*> starting_;
  // The transfers' handles go before the multi handle.
  Multi multi_;
  std::unordered_map<CURL*, std::unique_ptr<Transfer>> transfers_;
};

class CurlExchange final : public HttpExchange {
 public:
  CurlExchange(CurlTransport& transport, Transfer& transfer)
      : transport_(transport), transfer_(transfer) {}
  ~CurlExchange() override { transport_.drop(transfer_); }
  CurlExchange(const CurlExchange&) = delete;
  CurlExchange& operator=(const CurlExchange&) = delete;
  void pause() override { transport_.set_paused(transfer_, true); }
  void resume() override { transport_.set_paused(transfer_, false); }

 private:
  CurlTransport& transport_;
  Transfer& transfer_;
};

std::unique_ptr<HttpExchange> CurlTransport::start(HttpRequest request, HttpReceiver& receiver) {
  auto transfer = std::make_unique<Transfer>(std::move(request), receiver);
  Transfer& started = *transfer;
  const bool prepared = transfer->prepare(transfers_.size() >= kFewTransfers);
  transfers_.emplace(started.easy(), std::move(transfer));
  if (!prepared) {
    started.fail_later(loop_);
  } else if (depth_ > 0) {
    starting_.push_back(&started);
  } else {
    add(started);
  }
  return std::make_unique<CurlExchange>(*this, started);
}

bool Transfer::prepare(bool many) {
  easy_.reset(curl_easy_init());
  if (!easy_) {
    return false;
  }
  set(CURLOPT_URL, request_.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_ERRORBUFFER, error_text_.data());
  set(CURLOPT_BUFFERSIZE, many ? kSmallBuffer : kLargeBuffer);
  set(CURLOPT_HEADERFUNCTION, &header_callback);
  set(CURLOPT_HEADERDATA, this);
  set(CURLOPT_WRITEFUNCTION, &write_callback);
  set(CURLOPT_WRITEDATA, this);
  if (request_.trace) {
    set(CURLOPT_VERBOSE, 1L);
    set(CURLOPT_DEBUGFUNCTION, &debug_callback);
    set(CURLOPT_DEBUGDATA, this);
  }
  set_method();
  set_headers();
  set_connection();
  return ok_;
}

void Transfer::set_method() {
  if (request_.body) {
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body->size()));
    set(CURLOPT_POSTFIELDS, request_.body->c_str());
  } else if (request_.method == "POST") {
    set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t{0});
    set(CURLOPT_POSTFIELDS, "");
  } else if (request_.method == "HEAD") {
    set(CURLOPT_NOBODY, 1L);
  }
  set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
}

void Transfer::set_headers() {
  bool names_encoding = false;
  for (const HttpHeader& header : request_.headers) {
    names_encoding = names_encoding || ascii::equal_ignoring_case(header.name, "Accept-Encoding");
    // libcurl takes `Name;` for an empty value; `Name:` would remove the header.
    add_header(ascii::trimmed(header.value).empty() ? header.name + ";"
                                                    : header.name + ": " + header.value);
  }
  if (!request_.connection.compressed && !names_encoding) {
    add_header("Accept-Encoding:");
  }
  add_header("Expect:");
  set(CURLOPT_HTTPHEADER, headers_.get());
}

void Transfer::add_header(const std::string& line) {
  curl_slist* longer = curl_slist_append(headers_.get(), line.c_str());
  if (longer == nullptr) {
    ok_ = false;
    return;
  }
  static_cast<void>(headers_.release());
  headers_.reset(longer);
}

void Transfer::set_connection() {
  const HttpConnectionSettings& connection = request_.connection;
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connection.connect_timeout.count()));
  set(CURLOPT_TCP_KEEPALIVE, 1L);
  set(CURLOPT_TCP_KEEPIDLE, 30L);
  set(CURLOPT_TCP_KEEPINTVL, 15L);
  set(CURLOPT_ACCEPT_ENCODING, "");
  set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(CURLOPT_HTTP_VERSION, connection.http2 ? CURL_HTTP_VERSION_2_0 : CURL_HTTP_VERSION_1_1);
  set(CURLOPT_PIPEWAIT, connection.http2 ? 1L : 0L);
  if (request_.fresh_connection) {
    set(CURLOPT_FRESH_CONNECT, 1L);
  }
  set_text(CURLOPT_CAINFO, connection.ca_file);
  set_text(CURLOPT_SSLCERT, connection.client_certificate);
  set_text(CURLOPT_SSLKEY, connection.client_key);
  set_text(CURLOPT_PROXY, connection.proxy);
  set_text(CURLOPT_UNIX_SOCKET_PATH, connection.unix_socket);
  if (connection.insecure) {
    set(CURLOPT_SSL_VERIFYPEER, 0L);
    set(CURLOPT_SSL_VERIFYHOST, 0L);
  }
}

std::size_t Transfer::header_callback(char* data, std::size_t size, std::size_t count, void* self) {
  const std::string_view line(data, size * count);
  return static_cast<Transfer*>(self)->on_header_line(line) ? line.size() : 0;
}

bool Transfer::on_header_line(std::string_view line) {
  if (receiver_ == nullptr) {
    return false;
  }
  receiver_->on_activity();
  head_size_ += line.size();
  if (head_size_ > kLargestHead) {
    return false;  // `finish` finds the reason in `head_size_`
  }
  if (head_delivered_) {
    return true;  // trailers
  }
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
    line.remove_suffix(1);
  }
  if (line.empty()) {
    return on_head_complete();
  }
  if (line.starts_with("HTTP/")) {
    head_ = {};
    head_.version = line.substr(0, line.find(' '));
    return true;
  }
  if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
    head_.headers.push_back(
        {std::string(line.substr(0, colon)), std::string(ascii::trimmed(line.substr(colon + 1)))});
  }
  return true;
}

bool Transfer::on_head_complete() {
  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status < 200) {
    return true;  // interim
  }
  head_.status = static_cast<int>(status);
  if (const auto location = head_.header("Location"); location && !location->empty()) {
    head_.redirect_url = absolute_url(request_.url, std::string(*location));
  }
  head_delivered_ = true;
  receiver_->on_head(head_);
  head_ = {};
  return receiver_ != nullptr;
}

std::size_t Transfer::write_callback(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::size_t length = size * count;
  if (transfer.receiver_ == nullptr) {
    return length + 1;  // any other number ends the transfer
  }
  if (transfer.paused_) {
    return CURL_WRITEFUNC_PAUSE;  // the same bytes come again after the pause
  }
  transfer.receiver_->on_bytes({data, length});
  return length;
}

int Transfer::debug_callback(CURL*, curl_infotype type, char* data, std::size_t size, void* self) {
  static_cast<Transfer*>(self)->on_debug(type, {data, size});
  return 0;
}

void Transfer::on_debug(curl_infotype type, std::string_view text) {
  if (receiver_ == nullptr || type > CURLINFO_HEADER_OUT) {
    return;
  }
  using Kind = HttpTrace::Kind;
  Kind kind = Kind::information;
  if (type == CURLINFO_HEADER_IN) {
    kind = Kind::response_header;
  } else if (type == CURLINFO_HEADER_OUT) {
    kind = Kind::request_header;
  }
  while (!text.empty() && receiver_ != nullptr) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string line = masked_header_line(ascii::trimmed(text.substr(0, end)));
    if (!line.empty()) {
      receiver_->on_trace({kind, line});
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void Transfer::finish(CURLcode code) {
  if (receiver_ == nullptr) {
    return;
  }
  if (head_size_ > kLargestHead) {
    receiver_->on_end({HttpEnd::Kind::unusable, "the answer's headers are larger than 256 KiB"});
    return;
  }
  receiver_->on_end(FailureReport(code, easy_.get(), error_text_.data(), request_).end());
}

void Transfer::fail_later(EventLoop& loop) {
  failure_timer_ = loop.call_at(loop.now(), [this] {
    if (receiver_ != nullptr) {
      receiver_->on_end({HttpEnd::Kind::unusable,
                         "the request cannot be made: libcurl does not accept one of its options"});
    }
  });
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
