#pragma once

#include <chrono>
#include <string_view>
#include <utility>
#include <vector>

#include "observation/connection_recorder.h"

namespace tidings::test {

/// A record of a connection whose server and clock are the test. The head comes after 10 ms.
class Recording {
 public:
  explicit Recording(std::vector<HttpHeader> headers = {}, ObservedMeaning meaning = {})
      : meaning_(std::move(meaning)), recorder_(meaning_) {
    recorder_.start("http://shop.example/stream", {kStart, {}});
    HttpResponseHead head;
    head.status = 200;
    head.headers = std::move(headers);
    head.headers.push_back({"Content-Type", "text/event-stream"});
    recorder_.on_head(head, kStart + std::chrono::milliseconds{10});
  }
  Recording& at(std::chrono::milliseconds when, std::string_view bytes) {
    recorder_.on_bytes(bytes, kStart + when);
    return *this;
  }
  [[nodiscard]] ObservedConnection until(std::chrono::milliseconds when) const {
    return recorder_.stopped(kStart + when);
  }

 private:
  static constexpr BootTime kStart{std::chrono::hours{1000}};
  const ObservedMeaning meaning_;
  ConnectionRecorder recorder_;
};

}  // namespace tidings::test
