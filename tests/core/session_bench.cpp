#include "session_bench.h"

namespace tidings::test {
namespace {

QString text(std::string_view view) {
  return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString kind_name(StreamEnd::Kind kind) {
  switch (kind) {
    case StreamEnd::Kind::complete:
      return "complete";
    case StreamEnd::Kind::unusable:
      return "unusable";
    case StreamEnd::Kind::not_authorized:
      return "not_authorized";
    case StreamEnd::Kind::retries_exhausted:
      return "retries_exhausted";
  }
  return "?";
}

}  // namespace

SessionBench::SessionBench(StreamSettings settings, double random)
    : callbacks(make_callbacks()),
      session(std::move(settings), callbacks, *this, [random] { return random; }) {}

StreamCallbacks SessionBench::make_callbacks() {
  StreamCallbacks made;
  made.on_event = [this](const Event& event) {
    log_ << "event " + text(event.type) + " " + text(event.last_event_id) + " " + text(event.data);
  };
  made.on_last_event_id = [this](std::string_view id) { log_ << "id " + text(id); };
  made.on_connecting = [this](std::string_view url) { log_ << "connecting " + text(url); };
  made.on_open = [this](const StreamOpened&) { log_ << "open"; };
  made.on_reconnecting = [this](const StreamReconnecting& next) {
    log_ << QString("wait %1: %2").arg(next.delay.count()).arg(text(next.reason));
  };
  made.on_end = [this](const StreamEnd& end) {
    log_ << "end " + kind_name(end.kind) + ": " + text(end.reason);
  };
  made.on_warning = [this](const std::string& message) { log_ << "warning " + text(message); };
  return made;
}

void SessionBench::fetch_token() {
  broken_rules += fetching || under_way ? 1 : 0;
  fetching = true;
  ++token_fetches;
}

void SessionBench::start_request(HttpRequest request) {
  broken_rules += fetching || under_way ? 1 : 0;
  under_way = true;
  requests.push_back(std::move(request));
}

void SessionBench::abandon() {
  under_way = false;
  fetching = false;
}

void SessionBench::answer(int status, std::vector<HttpHeader> headers) {
  HttpResponseHead head;
  head.status = status;
  head.headers = std::move(headers);
  head.redirect_url = head.header("Location").value_or("");
  session.on_head(head, now());
}

void SessionBench::open(std::vector<HttpHeader> headers) {
  headers.push_back({"Content-Type", "text/event-stream"});
  answer(200, std::move(headers));
}

void SessionBench::end_cleanly() {
  under_way = false;
  session.on_end({}, now());
}

void SessionBench::cut(const std::string& reason) {
  under_way = false;
  session.on_end({HttpEnd::Kind::interrupted, reason}, now());
}

void SessionBench::give_token(const std::string& token) {
  fetching = false;
  session.on_token(token, now());
}

void SessionBench::fail_token(const std::string& why) {
  fetching = false;
  session.on_token(Error{why, true}, now());
}

void SessionBench::pass(std::chrono::milliseconds time) {
  boot_ += time;
  wall_ += time;
  session.on_time(now());
}

std::chrono::milliseconds SessionBench::pass_to_deadline() {
  const std::optional<BootTime> due = session.deadline();
  if (!due) {
    return std::chrono::milliseconds{-1};
  }
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*due - boot_);
  pass(wait);
  return wait;
}

std::string SessionBench::sent(const std::string& name) const {
  HttpResponseHead request;
  request.headers = requests.back().headers;
  return std::string(request.header(name).value_or(""));
}

QStringList SessionBench::take_log() {
  return std::exchange(log_, {});
}

StreamSettings stream_settings(const std::string& url) {
  StreamSettings settings;
  settings.url = url;
  return settings;
}

}  // namespace tidings::test
