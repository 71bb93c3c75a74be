#include "store_fixture.h"

#include <QCoreApplication>
#include <QProcess>
#include <algorithm>
#include <random>

#include <event2/event.h>

#include "tidings/json_text.h"

namespace tidings::test {

using server::Appended;
using server::Store;

std::vector<std::string> RecordingListener::titles(const server::LogName& log) const {
  std::vector<std::string> titles;
  for (const auto& heard : entries) {
    if (heard.log == log) {
      titles.push_back(member(heard.entry.json, "title"));
    }
  }
  return titles;
}

StoreFixture::StoreFixture(const std::string& kind, Limits limits)
    : kind_(kind),
      limits_(limits),
      now_(std::chrono::milliseconds(1'795'305'600'000)),
      random_state_(std::random_device()()),
      loop_(event_base_new(), event_base_free) {
  if (kind == "redis") {
    redis_ = std::make_unique<RedisServer>();
    if (!redis_->start()) {
      qFatal("%s", redis_->report().constData());
    }
  }
  add_store();
}

StoreFixture::~StoreFixture() {
  servers_.clear();
}

Store& StoreFixture::add_store() {
  Store& store = add_store_at(redis_ ? redis_->url().toStdString() : "memory");
  if (!wait_until([&] { return store.availability().available; })) {
    qFatal("the store does not become available: %s", store.availability().reason.c_str());
  }
  return store;
}

Store& StoreFixture::add_store_at(const std::string& location, server::RedisOptions redis) {
  server::StoreOptions options;
  options.history = limits_.history;
  options.history_age = limits_.age;
  options.heartbeat = limits_.heartbeat;
  options.linger = std::chrono::milliseconds(0);
  options.clock = [this] { return now_; };
  options.random = [this] { return std::mt19937_64(++random_state_)(); };
  redis.command_timeout = std::chrono::milliseconds(300);
  redis.probe_interval = std::chrono::milliseconds(100);
  redis.retry_max = std::chrono::milliseconds(100);
  auto opened = server::open_store(loop_.get(), location, options, redis);
  if (!opened) {
    qFatal("%s", opened.error().message.c_str());
  }
  servers_.push_back({std::make_unique<RecordingListener>(), std::move(opened).value()});
  servers_.back().store->set_listener(servers_.back().listener.get());
  return *servers_.back().store;
}

RecordingListener& StoreFixture::heard_by(const Store& store) {
  return *std::find_if(servers_.begin(), servers_.end(), [&](const Server& server) {
            return server.store.get() == &store;
          })->listener;
}

void StoreFixture::remove_store(const Store& store) {
  servers_.erase(std::find_if(servers_.begin(), servers_.end(),
                              [&](const Server& server) { return server.store.get() == &store; }));
}

std::string StoreFixture::redis_cli(const std::vector<std::string>& arguments) const {
  QStringList words = {"-p", QString::number(redis_->port())};
  for (const auto& argument : arguments) {
    words << QString::fromStdString(argument);
  }
  QProcess client;
  client.start(QStringLiteral("redis-cli"), words);
  client.waitForFinished();
  return client.readAllStandardOutput().trimmed().toStdString();
}

bool StoreFixture::wait_until(const std::function<bool()>& condition,
                              std::chrono::milliseconds deadline) {
  const auto end = std::chrono::steady_clock::now() + deadline;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) {
      return false;
    }
    // One round at a time, at most 20 ms long: a condition may hang on something outside the loop.
    const timeval tick{.tv_sec = 0, .tv_usec = 20'000};
    event_base_once(
        loop_.get(), -1, EV_TIMEOUT, [](evutil_socket_t, short, void*) {}, nullptr, &tick);
    event_base_loop(loop_.get(), EVLOOP_ONCE);
    QCoreApplication::processEvents();  // relays live in Qt's loop
  }
  return true;
}

template <class T>
Result<T> StoreFixture::answer_of(const std::function<void(std::function<void(Result<T>)>)>& call) {
  // Shared with the callback, which may come after the deadline.
  auto answer = std::make_shared<std::optional<Result<T>>>();
  call([answer](Result<T> result) { *answer = std::move(result); });
  if (!wait_until([&] { return answer->has_value(); })) {
    return Error{"the store did not answer within the deadline"};
  }
  return **answer;
}

Result<Appended> StoreFixture::append(Store& store, const std::string& json, const Key& key) {
  const auto notification = parse_notification(json, NotificationOrigin::publisher);
  if (!notification) {
    return notification.error();
  }
  return answer_of<Appended>(
      [&](auto callback) { store.append(*notification, key, std::move(callback)); });
}

Result<server::Page> StoreFixture::read(const server::LogName& log, server::Position after,
                                        std::size_t limit, std::size_t max_bytes) {
  return answer_of<server::Page>([&](auto callback) {
    store().read_after(log, after, limit, max_bytes, std::move(callback));
  });
}

Result<server::Followed> StoreFixture::follow(Store& store, const SellerId& seller) {
  return answer_of<server::Followed>(
      [&](auto callback) { store.follow(seller, std::move(callback)); });
}

Result<void> StoreFixture::mark(const SellerId& seller, const server::ReadChange& change) {
  return answer_of<void>([&](auto callback) { store().mark(seller, change, std::move(callback)); });
}

Result<server::History> StoreFixture::history(const SellerId& seller,
                                              const std::optional<server::NotificationId>& after,
                                              std::size_t limit) {
  return answer_of<server::History>(
      [&](auto callback) { store().history(seller, after, limit, std::move(callback)); });
}

Result<std::vector<server::ConnectionRecord>> StoreFixture::connections(const SellerId& seller) {
  return answer_of<std::vector<server::ConnectionRecord>>(
      [&](auto callback) { store().connections(seller, std::move(callback)); });
}

std::string for_seller(const SellerId& seller, const std::string& title) {
  return "{\"sellerId\":" + seller.json() + ",\"title\":" + json::quote(title) + '}';
}

std::string for_everyone(const std::string& title) {
  return "{\"broadcast\":true,\"title\":" + json::quote(title) + '}';
}

std::string member(const std::string& json, const std::string& name) {
  const auto value = json::at(json, '/' + name);
  return value ? json::scalar_text(*value) : std::string();
}

std::vector<std::string> titles(const std::vector<server::Entry>& entries) {
  std::vector<std::string> titles;
  titles.reserve(entries.size());
  for (const auto& entry : entries) {
    titles.push_back(member(entry.json, "title"));
  }
  return titles;
}

}  // namespace tidings::test
