#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/open_store.h"
#include "store/store.h"
#include "support/redis_server.h"

struct event_base;

namespace tidings::test {

/// Writes down what a listener hears.
class RecordingListener : public server::StoreListener {
 public:
  struct Heard {
    server::LogName log;
    server::Entry entry;
  };
  struct Gap {
    server::LogName log;
    server::Position resumed_at;
    std::size_t after_entries;  ///< how many entries were heard before it
  };
  void on_entry(const server::LogName& log, const server::Entry& entry) override {
    entries.push_back({log, entry});
  }
  void on_gap(const server::LogName& log, server::Position resumed_at) override {
    gaps.push_back({log, resumed_at, entries.size()});
  }
  void on_read_change(const SellerId& seller, server::ReadChange::Kind kind,
                      const std::string& json) override {
    using Kind = server::ReadChange::Kind;
    read_changes.push_back(seller.text() + (kind == Kind::read ? " read " : " unread ") + json);
  }
  void on_availability(const server::Availability& now) override { availabilities.push_back(now); }

  [[nodiscard]] std::vector<std::string> titles(const server::LogName& log) const;

  std::vector<Heard> entries;
  std::vector<Gap> gaps;
  std::vector<std::string> read_changes;
  std::vector<server::Availability> availabilities;
};

/// The store under test with its loop and a clock that the test moves. `kind` is `memory` or
/// `redis`; several stores on one `RedisServer` are several servers.
class StoreFixture {
 public:
  struct Limits {
    std::size_t history = 1000;
    std::chrono::milliseconds age = std::chrono::hours(24 * 14);
    std::chrono::milliseconds heartbeat = std::chrono::seconds(30);
  };

  StoreFixture() : StoreFixture("memory", Limits{}) {}
  StoreFixture(const std::string& kind, Limits limits);
  ~StoreFixture();
  StoreFixture(const StoreFixture&) = delete;
  StoreFixture& operator=(const StoreFixture&) = delete;

  /// Makes a store and waits until it is available.
  server::Store& add_store();
  /// Does not wait. The timings in `redis` are set by the fixture.
  server::Store& add_store_at(const std::string& location, server::RedisOptions redis = {});
  /// The first store and what it told its listener.
  server::Store& store() { return *servers_.front().store; }
  RecordingListener& heard() { return *servers_.front().listener; }
  RecordingListener& heard_by(const server::Store& store);
  RedisServer& redis() { return *redis_; }
  void remove_store(const server::Store& store);
  /// What redis-cli prints for these arguments.
  std::string redis_cli(const std::vector<std::string>& arguments) const;

  /// Runs the loop until `condition` holds; false when it does not within the deadline.
  bool wait_until(const std::function<bool()>& condition,
                  std::chrono::milliseconds deadline = std::chrono::seconds(20));
  void advance(std::chrono::milliseconds time) { now_ += time; }
  [[nodiscard]] std::chrono::system_clock::time_point now() const { return now_; }

  /// The calls of a store, waiting for the answer. No answer in time is an error that says so.
  using Key = std::optional<server::IdempotencyKey>;
  Result<server::Appended> append(server::Store& store, const std::string& json,
                                  const Key& key = {});
  Result<server::Appended> append(const std::string& json, const Key& key = {}) {
    return append(store(), json, key);
  }
  Result<server::Page> read(const server::LogName& log, server::Position after,
                            std::size_t limit = 1000, std::size_t max_bytes = 1U << 30U);
  Result<server::Followed> follow(server::Store& store, const SellerId& seller);
  Result<server::Followed> follow(const SellerId& seller) { return follow(store(), seller); }
  Result<void> mark(const SellerId& seller, const server::ReadChange& change);
  Result<server::History> history(const SellerId& seller,
                                  const std::optional<server::NotificationId>& after = {},
                                  std::size_t limit = 500);
  Result<std::vector<server::ConnectionRecord>> connections(const SellerId& seller);

 private:
  struct Server {
    std::unique_ptr<RecordingListener> listener;
    std::unique_ptr<server::Store> store;
  };
  template <class T>
  Result<T> answer_of(const std::function<void(std::function<void(Result<T>)>)>& call);

  std::string kind_;
  Limits limits_;
  std::chrono::system_clock::time_point now_;
  std::uint64_t random_state_ = 0;
  std::unique_ptr<event_base, void (*)(event_base*)> loop_;
  std::unique_ptr<RedisServer> redis_;
  std::deque<Server> servers_;
};

/// `{"sellerId":42,"title":"…"}`.
std::string for_seller(const SellerId& seller, const std::string& title);
std::string for_everyone(const std::string& title);
/// The value of the member in a notification's JSON: a string's content, the text of anything else,
/// or empty.
std::string member(const std::string& json, const std::string& name);
std::vector<std::string> titles(const std::vector<server::Entry>& entries);

}  // namespace tidings::test
