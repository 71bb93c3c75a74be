#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "tidings/clock.h"
#include "tidings/event_loop.h"
#include "tidings/export.h"
#include "tidings/result.h"

namespace tidings {

/// Where a Bearer token comes from.
struct TokenValue {
  std::string token;
};
struct TokenFile {
  std::string path;
};
struct TokenCommand {
  std::string command;  ///< run by `sh -c`; its standard output is the token
};
/// A place that the program reads itself, such as the desktop's keychain.
struct TokenLookup {
  std::string place;  ///< for messages: `the desktop's keychain`
  /// Begins to look, on the loop's thread. `done` comes once, later, from the loop; what is
  /// returned may be dropped in it, and dropping it before ends the search.
  std::function<std::shared_ptr<void>(EventLoop& loop,
                                      std::function<void(Result<std::string>)> done)>
      begin;
};
using TokenSource = std::variant<std::monostate, TokenValue, TokenFile, TokenCommand, TokenLookup>;

/// Whether asking again can give another token.
[[nodiscard]] TIDINGS_API bool is_renewable(const TokenSource& source) noexcept;

/// How long a token command, a look-up, or a token file that is a pipe, may take.
inline constexpr std::chrono::seconds kTokenTimeout{30};
/// A JWT this close to its expiry is renewed before it is used.
inline constexpr std::chrono::seconds kTokenRenewalMargin{30};

/// The times that a JWT claims, unverified.
struct JwtTimes {
  std::optional<WallTime> issued_at;   ///< `iat`
  std::optional<WallTime> not_before;  ///< `nbf`
  std::optional<WallTime> expires;     ///< `exp`
};
/// Nothing when `token` is no JWT.
std::optional<JwtTimes> jwt_times(std::string_view token);
/// The `exp` of a JWT, unverified; nothing when `token` is no JWT or has none.
TIDINGS_API std::optional<WallTime> jwt_expiry(std::string_view token);

/// What a file or a command gave, as a token: surrounding white space is dropped. Nothing left, a
/// control character or a space inside is an error; the message never shows the token.
TIDINGS_API Result<std::string> token_from_output(std::string_view output);

/// Reads tokens without holding up the loop. One fetch at a time.
class TIDINGS_API TokenFetcher {
 public:
  /// `loop` must outlive the fetcher.
  explicit TokenFetcher(EventLoop& loop);
  ~TokenFetcher();
  TokenFetcher(const TokenFetcher&) = delete;
  TokenFetcher& operator=(const TokenFetcher&) = delete;

  /// Calls `done` from the loop, exactly once unless the fetcher is destroyed or `cancel`led first.
  void fetch(const TokenSource& source, std::function<void(Result<std::string>)> done);
  /// Ends a running command (its process group) and forgets the callback.
  void cancel();

 private:
  class Job;
  EventLoop& loop_;
  std::shared_ptr<Job> job_;
};

}  // namespace tidings
