#pragma once

#include <functional>
#include <string>

#include "deferred_calls.h"
#include "script_runner.h"
#include "store.h"

namespace tidings::server {

/// The logs as Redis keeps them: the scripts' words and answers on one side, the store's values on
/// the other.
class RedisLogs {
 public:
  RedisLogs(RedisConnection& connection, ScriptRunner& scripts, DeferredCalls& later,
            const StoreOptions& options)
      : connection_(connection), scripts_(scripts), later_(later), options_(options) {}

  /// The scripts are loaded and the store's epoch is known; from here on calls are carried out.
  void set_usable(std::string epoch);
  void set_unusable(std::string reason);
  [[nodiscard]] bool usable() const { return usable_; }

  /// An appended entry, and whether nothing was known of its log: then the store may have been
  /// emptied.
  struct Append {
    Appended appended;
    bool fresh_log = false;
  };
  using AppendCallback = std::function<void(Result<Append>)>;
  void append(const Notification& notification, const std::optional<IdempotencyKey>& key,
              AppendCallback callback);

  enum class By { server, stream };
  struct Opened {
    LogBounds bounds;
    bool fresh_log = false;
  };
  using OpenCallback = std::function<void(Result<Opened>)>;
  void open(const LogName& log, By by, OpenCallback callback);

  void read_after(const LogName& log, Position after, std::size_t limit, std::size_t max_bytes,
                  Store::PageCallback callback);

 private:
  template <class T>
  void run(Script script, std::vector<std::string> words, std::function<Result<T>(RedisReply)> read,
           std::function<void(Result<T>)> callback);
  Error refusal(const RedisReply& reply);
  [[nodiscard]] std::string now() const;
  [[nodiscard]] std::string age() const;

  RedisConnection& connection_;
  ScriptRunner& scripts_;
  DeferredCalls& later_;
  const StoreOptions& options_;
  bool usable_ = false;
  std::string epoch_;
  std::string reason_ = "the store is not connected yet";
};

}  // namespace tidings::server
