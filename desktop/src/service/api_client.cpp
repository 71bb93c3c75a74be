#include "service/api_client.h"

#include <utility>

namespace tidings::desktop {
namespace {

constexpr std::size_t kLargestAnswer = std::size_t{16} << 20;
constexpr std::chrono::seconds kAnswerTimeout{30};

}  // namespace

ApiClient::ApiClient(EventLoop& loop, HttpTransport& transport, ApiSettings settings)
    : loop_(loop), transport_(transport), settings_(std::move(settings)), tokens_(loop) {}

ApiClient::~ApiClient() = default;

void ApiClient::get(std::string path, Done done) {
  jobs_.push_back({"GET", std::move(path), std::nullopt, std::move(done)});
  next();
}

void ApiClient::post(std::string path, std::string json, Done done) {
  jobs_.push_back({"POST", std::move(path), std::move(json), std::move(done)});
  next();
}

void ApiClient::next() {
  if (busy_ || jobs_.empty()) {
    return;
  }
  busy_ = true;
  const bool has_source = !std::holds_alternative<std::monostate>(settings_.token);
  if (has_source && token_.empty()) {
    fetch_token();
  } else {
    send();
  }
}

void ApiClient::fetch_token() {
  tokens_.fetch(settings_.token, [this](const Result<std::string>& token) {
    if (!token) {
      finish(0);
      return;
    }
    token_ = *token;
    send();
  });
}

void ApiClient::send() {
  const Job& job = jobs_.front();
  HttpRequest request;
  request.method = job.method;
  request.url = settings_.url + job.path;
  request.headers = settings_.headers;
  request.headers.push_back({"Accept", "application/json"});
  if (!token_.empty()) {
    request.headers.push_back({"Authorization", "Bearer " + token_});
  }
  if (job.body) {
    request.headers.push_back({"Content-Type", "application/json"});
  }
  request.body = job.body;
  request.connection = settings_.connection;
  status_ = 0;
  answer_.clear();
  timeout_ = loop_.call_at(loop_.now() + kAnswerTimeout, [this] { finish(0); });
  exchange_ = transport_.start(std::move(request), *this);
}

/// What is no JSON is read by nobody, and may never end.
void ApiClient::on_head(const HttpResponseHead& head) {
  status_ = head.status;
  if (head.status == 200 &&
      head.header("Content-Type").value_or("").find("json") == std::string_view::npos) {
    finish(head.status);
  }
}

void ApiClient::on_bytes(std::string_view bytes) {
  if (answer_.size() + bytes.size() > kLargestAnswer) {
    finish(0);
    return;
  }
  answer_.append(bytes);
}

void ApiClient::on_end(const HttpEnd& end) {
  finish(end.kind == HttpEnd::Kind::complete ? status_ : 0);
}

void ApiClient::finish(int status) {
  exchange_.reset();
  timeout_.reset();
  if (status == 401 && is_renewable(settings_.token) && !jobs_.front().token_renewed) {
    jobs_.front().token_renewed = true;
    fetch_token();
    return;
  }
  if (status == 401) {
    token_.clear();
  }
  const ApiAnswer answer{status, std::exchange(answer_, {})};
  const Done done = std::move(jobs_.front().done);
  jobs_.pop_front();
  busy_ = false;
  done(answer);
  next();
}

}  // namespace tidings::desktop
