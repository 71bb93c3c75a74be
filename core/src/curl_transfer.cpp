#include "curl_transfer.h"

#include <algorithm>
#include <cerrno>

#include <sys/socket.h>

#include "tidings/url.h"

#include "ascii.h"
#include "curl_connection_facts.h"
#include "curl_failure.h"
#include "curl_request.h"
#include "header_masking.h"

namespace tidings {
namespace {

/// A large buffer halves the cost of bulk but stays with the stream: for few streams only.
constexpr long kLargeBuffer = 128L << 10;
constexpr long kSmallBuffer = 16L << 10;

/// RFC 3986, 5. Empty for what cannot be resolved.
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

}  // namespace

bool CurlTransfer::prepare(bool many) {
  easy_.reset(curl_easy_init());
  if (!easy_) {
    return false;
  }
  CurlOptions options(easy_.get());
  options.set(CURLOPT_PRIVATE, this);
  options.set(CURLOPT_PROTOCOLS_STR, "http,https");
  options.set(CURLOPT_NOSIGNAL, 1L);
  // A name look-up that hangs must hold up nobody, neither when its time is over nor when the
  // exchange is ended: its thread is left to end by itself.
  options.set(CURLOPT_QUICK_EXIT, 1L);
  options.set(CURLOPT_ERRORBUFFER, error_text_.data());
  options.set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  options.set(CURLOPT_OPENSOCKETDATA, this);
  options.set(CURLOPT_BUFFERSIZE, many ? kSmallBuffer : kLargeBuffer);
  options.set(CURLOPT_HEADERFUNCTION, &header_callback);
  options.set(CURLOPT_HEADERDATA, this);
  options.set(CURLOPT_WRITEFUNCTION, &write_callback);
  options.set(CURLOPT_WRITEDATA, this);
  if (request_.trace) {
    options.set(CURLOPT_VERBOSE, 1L);
    options.set(CURLOPT_DEBUGFUNCTION, &debug_callback);
    options.set(CURLOPT_DEBUGDATA, this);
  }
  if (request_.connection_facts) {
    options.set(CURLOPT_CERTINFO, 1L);
  }
  options.set(CURLOPT_PREREQFUNCTION, &ready_callback);
  options.set(CURLOPT_PREREQDATA, this);
  apply_request(request_, options, headers_);
  return options.accepted();
}

/// When its last stream goes before its end, an HTTP/2 connection goes too: kept for later, it
/// would never tell the server (see `flush_connection`). One that others still use stays open all
/// the same.
void CurlTransfer::forbid_reuse() noexcept {
  if (easy_ && request_.connection.http2) {
    curl_easy_setopt(easy_.get(), CURLOPT_FORBID_REUSE, 1L);
  }
}

std::string CurlTransfer::shared_connection() const {
  return easy_ && request_.connection.http2 ? curl_connection_name(easy_.get()) : std::string{};
}

/// Any change of what is paused makes libcurl write; that of sending, nothing else. Not while
/// reading is paused: then libcurl writes only when that ends.
bool CurlTransfer::flush_connection() {
  return !ended() && !paused_ && !going_on_ &&
         curl_easy_pause(easy_.get(), CURLPAUSE_SEND) == CURLE_OK &&
         curl_easy_pause(easy_.get(), CURLPAUSE_CONT) == CURLE_OK;
}

std::size_t CurlTransfer::header_callback(char* data, std::size_t size, std::size_t count,
                                          void* self) {
  const std::string_view line(data, size * count);
  return static_cast<CurlTransfer*>(self)->on_header_line(line) ? line.size() : 0;
}

/// False ends the transfer.
bool CurlTransfer::on_header_line(std::string_view line) {
  if (ended()) {
    return false;
  }
  receiver_->on_activity();
  switch (head_.take(line)) {
    case ResponseHeadReader::Step::more:
      return !ended();
    case ResponseHeadReader::Step::complete:
      return !ended() && on_head_complete();
    case ResponseHeadReader::Step::too_large:
      break;
  }
  fail(HttpFailure::Cause::head_too_large);
  return false;
}

bool CurlTransfer::on_head_complete() {
  HttpResponseHead head = head_.take_head();
  if (const auto location = head.header("Location"); location && !location->empty()) {
    head.redirect_url = absolute_url(request_.url, std::string(*location));
  }
  if (request_.trace) {
    receiver_->on_trace({HttpTrace::Kind::information, curl_timings(easy_.get())});
    if (ended()) {
      return false;
    }
  }
  receiver_->on_head(head);
  auto decoder = ContentDecoder::create(head.header("Content-Encoding").value_or(""));
  if (!decoder) {
    fail(HttpFailure::Cause::unknown_compression, decoder.error().message);
    return false;
  }
  decoder_ = std::move(*decoder);
  return !ended();
}

void CurlTransfer::fail(HttpFailure::Cause cause, const std::string& detail) {
  failure_.emplace();
  failure_->cause = cause;
  failure_->detail = detail;
  forbid_reuse();
}

std::size_t CurlTransfer::write_callback(char* data, std::size_t size, std::size_t count,
                                         void* self) {
  return static_cast<CurlTransfer*>(self)->on_body({data, size * count});
}

/// Returns how much was taken; another number than all of it ends the transfer.
std::size_t CurlTransfer::on_body(std::string_view bytes) {
  if (ended()) {
    return bytes.size() + 1;
  }
  if (paused_) {
    return CURL_WRITEFUNC_PAUSE;  // the same bytes come again after the pause
  }
  if (decoder_) {
    return decode(bytes);
  }
  receiver_->on_bytes(bytes);
  return bytes.size();
}

std::size_t CurlTransfer::decode(std::string_view bytes) {
  std::string_view left = bytes.substr(std::min(decoded_, bytes.size()));
  decoded_ -= bytes.size() - left.size();
  for (;;) {
    const Result<std::string_view> piece = decoder_->next(left);
    if (!piece) {
      fail(HttpFailure::Cause::damaged_compression, piece.error().message);
      return bytes.size() + 1;
    }
    if (piece->empty()) {
      return bytes.size();
    }
    receiver_->on_bytes(*piece);
    if (ended()) {
      return bytes.size() + 1;
    }
    if (paused_) {
      decoded_ = bytes.size() - left.size();
      return CURL_WRITEFUNC_PAUSE;
    }
  }
}

/// The connection stands, the request is about to be sent.
int CurlTransfer::ready_callback(void* self, char*, char*, int, int) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  transfer.knows_address_ = true;  // also on a kept connection
  transfer.report_connection();
  return transfer.ended() ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

void CurlTransfer::report_connection() {
  if (request_.connection_facts && !ended() && !std::exchange(connection_reported_, true)) {
    receiver_->on_connection(curl_connection_facts(easy_.get()));
  }
}

/// As libcurl would, but closed in child processes: a hook that runs on would hold on to a
/// connection that is long over here.
curl_socket_t CurlTransfer::open_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  transfer.knows_address_ = true;
  const curl_socket_t socket =
      ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (socket == CURL_SOCKET_BAD) {
    transfer.socket_error_ = errno;
  }
  return socket;
}

int CurlTransfer::debug_callback(CURL*, curl_infotype type, char* data, std::size_t size,
                                 void* self) {
  static_cast<CurlTransfer*>(self)->on_debug(type, {data, size});
  return 0;
}

void CurlTransfer::on_debug(curl_infotype type, std::string_view text) {
  using Kind = HttpTrace::Kind;
  Kind kind = Kind::information;
  if (type == CURLINFO_HEADER_IN) {
    kind = Kind::response_header;
  } else if (type == CURLINFO_HEADER_OUT) {
    kind = Kind::request_header;
  } else if (type != CURLINFO_TEXT) {
    return;
  }
  while (!text.empty() && !ended()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string line =
        masked_header_line(ascii::trimmed(text.substr(0, end)), request_.headers);
    if (!line.empty()) {
      receiver_->on_trace({kind, line});
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::string CurlTransfer::looked_up_name() const {
  const HttpConnectionSettings& connection = request_.connection;
  const std::string& by =
      connection.unix_socket.empty() ? connection.proxy.value_or("") : connection.unix_socket;
  return (by.empty() ? origin_of(request_.url) : by) + ' ' +
         std::to_string(connection.connect_timeout.count());
}

HttpEnd CurlTransfer::outcome(CURLcode code) {
  if (code == CURLE_OK && decoder_ && !decoder_->at_end()) {
    fail(HttpFailure::Cause::cut);
  } else if (code == CURLE_OUT_OF_MEMORY && !head_.complete()) {
    // libcurl's way to say that a line has outgrown its limit.
    fail(HttpFailure::Cause::head_line_too_long);
  } else if (code == CURLE_OK) {
    return {};
  }
  HttpFailure failure = failure_ ? *failure_ : curl_failure(code, easy_.get(), error_text_.data());
  if (failure.cause == HttpFailure::Cause::not_connected && failure.system_error == 0) {
    failure.system_error = socket_error_;
  }
  return describe_failure(failure, request_);
}

}  // namespace tidings
