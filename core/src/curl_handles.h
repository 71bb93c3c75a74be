#pragma once

// The one place that includes libcurl's header; only curl_*.cpp see it.

#include <memory>
#include <string>

#include <curl/curl.h>

namespace tidings {

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

/// Sets the options of one handle and keeps in mind whether libcurl took them all.
class CurlOptions {
 public:
  explicit CurlOptions(CURL* easy) : easy_(easy) {}

  template <class Value>
  void set(CURLoption option, Value value) {
    accepted_ = curl_easy_setopt(easy_, option, value) == CURLE_OK && accepted_;
  }
  /// Nothing stays as it is.
  void set_text(CURLoption option, const std::string& value) {
    if (!value.empty()) {
      set(option, value.c_str());
    }
  }
  void refuse() noexcept { accepted_ = false; }
  [[nodiscard]] bool accepted() const noexcept { return accepted_; }

 private:
  CURL* easy_;
  bool accepted_ = true;
};

}  // namespace tidings
