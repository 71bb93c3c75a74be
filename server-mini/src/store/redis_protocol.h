#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/result.h"

struct redisReader;

/// The Redis protocol (RESP 2), read by hiredis' reader; the only place that knows hiredis.
namespace tidings::server {

struct RedisReply {
  enum class Kind { nil, status, error, integer, string, array };
  Kind kind = Kind::nil;
  std::int64_t integer = 0;
  std::string text;  ///< of a status, an error (`OOM command not allowed…`), a string
  std::vector<RedisReply> elements;  ///< of an array

  [[nodiscard]] bool is_error() const { return kind == Kind::error; }
};

/// Appends a command as it goes over the wire; words may hold any bytes.
void append_command(std::string& out, std::span<const std::string_view> words);

/// Turns received bytes, in pieces of any size, into replies.
class RedisReplyReader {
 public:
  RedisReplyReader();

  void feed(std::string_view bytes);
  /// The next whole reply, nothing when more bytes are needed, an error when what came is not
  /// Redis; then the connection is of no further use.
  Result<std::optional<RedisReply>> next();

 private:
  struct Free {
    void operator()(redisReader* reader) const;
  };
  std::unique_ptr<redisReader, Free> reader_;
};

}  // namespace tidings::server
