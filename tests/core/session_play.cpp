#include "core/session_play.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "tidings/url.h"

#include "stream_session.h"

namespace tidings::test {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kEventSize = 64;  ///< the limit; some events of the log are larger

/// The choices, one after another; zeroes at their end.
class Choices {
 public:
  explicit Choices(std::string_view bytes) : left_(bytes) {}
  [[nodiscard]] bool any() const { return !left_.empty(); }
  unsigned below(unsigned limit) {
    if (left_.empty()) {
      return 0;
    }
    const auto byte = static_cast<unsigned char>(left_.front());
    left_.remove_prefix(1);
    return byte % limit;
  }
  template <class Value, std::size_t kSize>
  Value one_of(const std::array<Value, kSize>& values) {
    return values[below(static_cast<unsigned>(kSize))];
  }

 private:
  std::string_view left_;
};

/// What the log has at a number: mostly an event; here and there one that is too large, or only an
/// id.
enum class Entry { event, too_large, id_only };

Entry entry_at(unsigned number) {
  if (number % 7 == 0) {
    return Entry::too_large;
  }
  return number % 5 == 0 ? Entry::id_only : Entry::event;
}

std::string block_of(unsigned number) {
  const std::string name = std::to_string(number);
  std::string block = "id: " + name + "\n";
  if (entry_at(number) == Entry::too_large) {
    block += "data: " + std::string(kEventSize + 1, 'x') + "\n";
  } else if (entry_at(number) == Entry::event) {
    block += "data: " + name + "\n";
  }
  return block + "\n";
}

/// The body of one connection as the server writes it.
class Body {
 public:
  explicit Body(unsigned first) : next_(first) {}
  std::string_view piece(std::size_t size) {
    while (text_.size() - at_ < size) {
      text_ += block_of(next_);
      ends_.push_back({text_.size(), next_++});
    }
    at_ += size;
    return std::string_view(text_).substr(at_ - size, size);
  }
  /// The entries that were completed since the last call.
  std::vector<unsigned> completed() {
    std::vector<unsigned> numbers;
    while (!ends_.empty() && ends_.front().first <= at_) {
      numbers.push_back(ends_.front().second);
      ends_.erase(ends_.begin());
    }
    return numbers;
  }

 private:
  unsigned next_;
  std::string text_;
  std::size_t at_ = 0;
  std::vector<std::pair<std::size_t, unsigned>> ends_;
};

class Play final : private SessionDriver {
 public:
  explicit Play(std::string_view choices)
      : choices_(choices),
        settings_(make_settings()),
        callbacks_(make_callbacks()),
        session_(settings_, callbacks_, *this, [this] { return choices_.below(256) / 256.0; }) {}

  std::string run() {
    session_.start(now_);
    check_not_stuck();
    while (choices_.any() && broken_.empty() && !session_.finished()) {
      act();
      check_not_stuck();
    }
    if (!session_.finished()) {
      session_.stop();
      check_not_stuck();
    }
    return broken_;
  }

 private:
  StreamSettings make_settings() {
    StreamSettings settings;
    settings.url = "http://shop.example/stream";
    settings.headers = {{"X-Shop", "7"}};
    settings.limits.event_size = kEventSize;
    settings.drop_duplicates = choices_.below(2) == 1;
    if (choices_.below(2) == 1) {
      settings.token = TokenCommand{"token"};
    }
    if (choices_.below(4) == 1) {
      settings.max_failed_tries = 1 + choices_.below(5);
    }
    settings.reconnect = choices_.below(16) != 1;
    if (choices_.below(2) == 1) {
      settings.heartbeat_timeout = milliseconds{choices_.below(4) * 1000};
    }
    return settings;
  }

  StreamCallbacks make_callbacks() {
    StreamCallbacks made;
    made.on_event = [this](const Event& event) {
      check_called();
      delivered_.emplace_back(event.data);
      stop_perhaps();
    };
    made.on_last_event_id = [this](std::string_view id) {
      check_called();
      ids_.emplace_back(id);
      stop_perhaps();
    };
    made.on_connecting = [this](std::string_view) { check_called(); };
    made.on_open = [this](const StreamOpened&) { check_called(); };
    made.on_warning = [this](const std::string&) { check_called(); };
    made.on_reconnecting = [this](const StreamReconnecting& next) {
      check_called();
      check(next.delay >= milliseconds{0} && next.delay <= kLongestServerDelay, "an absurd delay");
      check(!next.reason.empty(), "reconnecting without a reason");
    };
    made.on_end = [this](const StreamEnd& end) {
      check_called();
      check(!end.reason.empty(), "ended without a reason");
      ended_ = true;
    };
    return made;
  }

  void stop_perhaps() {
    if (choices_.below(64) == 63) {
      session_.stop();
      ended_ = true;
    }
  }

  // SessionDriver
  void fetch_token() override {
    check(!fetching_ && !under_way_, "a second fetch or request at a time");
    fetching_ = true;
  }
  void start_request(HttpRequest request) override {
    check(!fetching_ && !under_way_, "a second fetch or request at a time");
    under_way_ = true;
    head_sent_ = false;
    HttpResponseHead sent;
    sent.headers = std::move(request.headers);
    check(sent.header("Last-Event-ID").value_or("") == position_,
          "a request with another position than that of the last complete block");
    const bool home = origin_of(request.url) == origin_of(settings_.url);
    check(home || (!sent.header("X-Shop") && !sent.header("Authorization")),
          "credentials or headers sent to another origin");
  }
  void abandon() override {
    under_way_ = false;
    fetching_ = false;
  }

  void act() {
    switch (choices_.below(8)) {
      case 0:
      case 1:
      case 2:
        serve();
        break;
      case 3:
        end();
        break;
      case 4:
        pass(milliseconds{choices_.below(256) * 20});
        break;
      case 5:
        pass_to_deadline();
        break;
      case 6:
        give_token();
        break;
      case 7:
        meddle();
        break;
    }
  }

  void serve() {
    if (!under_way_) {
      return;
    }
    if (!head_sent_) {
      answer();
    } else {
      send();
    }
  }

  void answer() {
    HttpResponseHead head;
    head_sent_ = true;
    constexpr std::array kStatuses{200, 200, 200, 200, 200, 200, 307, 301, 503, 429, 401, 204, 404};
    head.status = choices_.one_of(kStatuses);
    if (head.status == 200) {
      head.headers = {{"Content-Type", "text/event-stream"}};
      open_body();
    } else if (head.status < 400) {
      head.redirect_url =
          choices_.below(2) == 0 ? "http://shop.example/other" : "http://b.example/";
    } else if (choices_.below(2) == 1) {
      head.headers = {{"Retry-After", std::to_string(choices_.below(10))}};
    }
    session_.on_head(head, now_);
  }

  /// The server goes on after the position it was told; now and then it repeats a little.
  void open_body() {
    unsigned after = 0;
    std::from_chars(position_.data(), position_.data() + position_.size(), after);
    body_.emplace(after + 1 - std::min(after, choices_.below(4)));
  }

  void send() {
    const std::string_view piece = body_->piece(1 + choices_.below(100));
    const bool was_finished = session_.finished();
    delivered_.clear();
    ids_.clear();
    session_.on_bytes(piece, now_);
    check(!was_finished, "under way, yet finished");
    check_delivered(body_->completed());
  }

  /// What `entries` must have led to. A stop in between leaves the rest out.
  void check_delivered(const std::vector<unsigned>& entries) {
    std::vector<std::string> events;
    std::vector<std::string> ids;
    for (const unsigned number : entries) {
      const std::string name = std::to_string(number);
      position_ = name;
      const bool known = number <= seen_;
      seen_ = std::max(seen_, number);
      if (entry_at(number) != Entry::event) {
        ids.push_back(name);
      } else if (!known || !settings_.drop_duplicates) {
        events.push_back(name);
      }
    }
    if (session_.finished()) {
      events.resize(std::min(events.size(), delivered_.size()));
      ids.resize(std::min(ids.size(), ids_.size()));
    }
    check(events == delivered_, "an event lost, repeated or out of order");
    check(ids == ids_, "a position lost, repeated or out of order");
  }

  void end() {
    if (!under_way_) {
      return;
    }
    using Kind = HttpEnd::Kind;
    constexpr std::array kKinds{Kind::complete, Kind::interrupted};
    const Kind kind = choices_.below(100) == 99 ? Kind::unusable : choices_.one_of(kKinds);
    under_way_ = false;
    session_.on_end({kind, kind == Kind::complete ? "" : "cut"}, now_);
  }

  void pass(milliseconds time) {
    now_.boot += time;
    now_.wall += time;
    session_.on_time(now_);
  }

  void pass_to_deadline() {
    const std::optional<BootTime> due = session_.deadline();
    if (!due) {
      return;
    }
    const unsigned before = steps_;
    pass(std::chrono::ceil<milliseconds>(std::max(*due - now_.boot, BootClock::duration{})));
    check(steps_ != before || session_.finished() || fetching_ || under_way_ ||
              session_.deadline() != due,
          "nothing happened when it was due");
  }

  void give_token() {
    if (!fetching_) {
      return;
    }
    fetching_ = false;
    session_.on_token(choices_.below(4) == 3 ? Result<std::string>(Error{"no token", true})
                                             : Result<std::string>("token"),
                      now_);
  }

  void meddle() {
    switch (choices_.below(4)) {
      case 0:
        session_.set_paused(true, now_);
        break;
      case 1:
        session_.set_paused(false, now_);
        break;
      case 2:
        session_.reconnect_now(choices_.below(2) == 1, now_);
        break;
      case 3:
        session_.on_activity(now_);
        break;
    }
  }

  void check_called() {
    ++steps_;
    check(!ended_, "a callback after the end");
  }

  void check_not_stuck() {
    if (session_.finished()) {
      check(!under_way_ && !fetching_ && !session_.deadline(), "finished, yet not at rest");
    } else {
      check(under_way_ || fetching_ || session_.deadline().has_value(), "stuck");
    }
  }

  void check(bool holds, const char* rule) {
    if (!holds && broken_.empty()) {
      broken_ = rule;
    }
  }

  Choices choices_;
  std::string broken_;
  Now now_{BootTime{std::chrono::hours{1000}}, WallTime{std::chrono::hours{500000}}};
  bool under_way_ = false;
  bool head_sent_ = false;
  bool fetching_ = false;
  bool ended_ = false;
  unsigned steps_ = 0;

  std::optional<Body> body_;
  std::string position_;  ///< of the last complete block
  unsigned seen_ = 0;     ///< the highest number of one
  std::vector<std::string> delivered_;
  std::vector<std::string> ids_;

  StreamSettings settings_;
  StreamCallbacks callbacks_;
  StreamSession session_;
};

}  // namespace

std::string play_session(std::string_view choices) {
  return Play(choices).run();
}

}  // namespace tidings::test
