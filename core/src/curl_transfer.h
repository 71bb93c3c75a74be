#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "tidings/event_loop.h"
#include "tidings/http_transport.h"

#include "content_decoder.h"
#include "curl_handles.h"
#include "http_failure.h"
#include "response_head_reader.h"

namespace tidings {

/// One libcurl transfer. Outlives its exchange when that is destroyed inside a libcurl callback,
/// where libcurl allows no removal.
class CurlTransfer {
 public:
  CurlTransfer(std::uint64_t id, HttpRequest request, HttpReceiver& receiver)
      : id_(id),
        request_(std::move(request)),
        receiver_(&receiver),
        head_(request_.connection.http2) {}

  /// Null for libcurl's own handles.
  static CurlTransfer* of(CURL* easy) {
    CurlTransfer* transfer = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
    return transfer;
  }

  /// False when libcurl refuses the set-up.
  bool prepare(bool many);
  /// Nothing is called any more.
  void detach() noexcept {
    receiver_ = nullptr;
    forbid_reuse();
  }
  [[nodiscard]] bool ended() const noexcept { return receiver_ == nullptr; }
  [[nodiscard]] std::uint64_t id() const noexcept { return id_; }
  [[nodiscard]] const std::string& url() const noexcept { return request_.url; }
  [[nodiscard]] CURL* easy() const noexcept { return easy_.get(); }

  void pause() {
    paused_ = true;
    going_on_.reset();
    if (!ended()) {
      curl_easy_pause(easy_.get(), CURLPAUSE_RECV);
    }
  }
  void resume_by(EventLoop::Handle going_on) {
    paused_ = false;
    going_on_ = std::move(going_on);
  }
  void go_on() {
    going_on_.reset();
    if (!ended()) {
      curl_easy_pause(easy_.get(), CURLPAUSE_CONT);
    }
  }

  /// Names the connection that this transfer may share with others; empty while there is none.
  [[nodiscard]] std::string shared_connection() const;
  /// Makes libcurl send what it holds back for the whole connection. False when this transfer
  /// cannot bring it to that.
  bool flush_connection();

  void on_socket_readable() {
    if (!ended()) {
      receiver_->on_activity();
    }
  }
  /// Transfers for which this is the same need but one look-up. They fail together, so how long it
  /// may take is part of it.
  [[nodiscard]] std::string looked_up_name() const;
  /// No name has to be looked up any more.
  [[nodiscard]] bool knows_address() const noexcept { return knows_address_; }
  [[nodiscard]] HttpEnd outcome(CURLcode code);
  void end(const HttpEnd& end) {
    report_connection();
    if (HttpReceiver* receiver = std::exchange(receiver_, nullptr)) {
      receiver->on_end(end);
    }
  }
  void end_by(EventLoop::Handle ending) { ending_ = std::move(ending); }

 private:
  bool on_header_line(std::string_view line);
  bool on_head_complete();
  std::size_t on_body(std::string_view bytes);
  std::size_t decode(std::string_view bytes);
  void fail(HttpFailure::Cause cause, const std::string& detail = {});
  void forbid_reuse() noexcept;
  void on_debug(curl_infotype type, std::string_view text);
  void report_connection();

  static std::size_t header_callback(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t write_callback(char* data, std::size_t size, std::size_t count, void* self);
  static int ready_callback(void* self, char*, char*, int, int);
  static curl_socket_t open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int debug_callback(CURL* easy, curl_infotype type, char* data, std::size_t size,
                            void* self);

  const std::uint64_t id_;
  HttpRequest request_;
  HttpReceiver* receiver_;
  Easy easy_;
  HeaderList headers_;
  std::array<char, CURL_ERROR_SIZE> error_text_{};
  ResponseHeadReader head_;
  std::unique_ptr<ContentDecoder> decoder_;  ///< for a compressed body
  std::size_t decoded_ = 0;  ///< of the bytes that libcurl will hand over again after a pause
  std::optional<HttpFailure> failure_;  ///< why a callback has ended the transfer
  int socket_error_ = 0;                ///< why there is no socket: libcurl does not say
  // For what must not happen at once.
  EventLoop::Handle going_on_;
  EventLoop::Handle ending_;
  bool knows_address_ = false;
  bool connection_reported_ = false;
  bool paused_ = false;
};

}  // namespace tidings
