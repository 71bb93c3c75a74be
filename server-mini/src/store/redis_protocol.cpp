#include "redis_protocol.h"

#include <array>
#include <charconv>
#include <utility>

#include <hiredis/hiredis.h>

namespace tidings::server {
namespace {

/// The reply under construction that the reader asks for: its place in the array around it, or a
/// new one.
RedisReply* place_for(const redisReadTask* task) {
  if (task->parent == nullptr) {
    return std::make_unique<RedisReply>()
        .release();  // the reader hands it to `next` or `free_reply`
  }
  return &static_cast<RedisReply*>(task->parent->obj)
              ->elements.at(static_cast<std::size_t>(task->idx));
}

void* make_text(const redisReadTask* task, char* text, std::size_t size) {
  RedisReply* reply = place_for(task);
  reply->kind = task->type == REDIS_REPLY_ERROR    ? RedisReply::Kind::error
                : task->type == REDIS_REPLY_STATUS ? RedisReply::Kind::status
                                                   : RedisReply::Kind::string;
  reply->text.assign(text, size);
  return reply;
}

void* make_array(const redisReadTask* task, int size) {
  RedisReply* reply = place_for(task);
  reply->kind = RedisReply::Kind::array;
  reply->elements.resize(static_cast<std::size_t>(size));
  return reply;
}

void* make_integer(const redisReadTask* task, long long value) {
  RedisReply* reply = place_for(task);
  reply->kind = RedisReply::Kind::integer;
  reply->integer = value;
  return reply;
}

void* make_nil(const redisReadTask* task) {
  return place_for(task);
}

void free_reply(void* reply) {
  const std::unique_ptr<RedisReply> owned(static_cast<RedisReply*>(reply));
}

constexpr redisReplyObjectFunctions kFunctions{.createString = make_text,
                                               .createArray = make_array,
                                               .createInteger = make_integer,
                                               .createNil = make_nil,
                                               .freeObject = free_reply};

}  // namespace

void append_command(std::string& out, std::span<const std::string_view> words) {
  std::array<char, 24> digits{};
  const auto append_size = [&](char kind, std::size_t size) {
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), size).ptr;
    out += kind;
    out.append(digits.data(), end).append("\r\n");
  };
  append_size('*', words.size());
  for (const auto word : words) {
    append_size('$', word.size());
    out.append(word).append("\r\n");
  }
}

void RedisReplyReader::Free::operator()(redisReader* reader) const {
  redisReaderFree(reader);
}

// The cast only satisfies an interface that lacks a const: the reader calls the functions and
// writes nothing.
RedisReplyReader::RedisReplyReader()
    : reader_(redisReaderCreateWithFunctions(const_cast<redisReplyObjectFunctions*>(&kFunctions))) {
}

void RedisReplyReader::feed(std::string_view bytes) {
  redisReaderFeed(reader_.get(), bytes.data(), bytes.size());
}

Result<std::optional<RedisReply>> RedisReplyReader::next() {
  void* reply = nullptr;
  if (redisReaderGetReply(reader_.get(), &reply) != REDIS_OK) {
    return Error{std::string("what answers is not Redis: ") + reader_->errstr};
  }
  if (reply == nullptr) {
    return std::optional<RedisReply>();
  }
  const std::unique_ptr<RedisReply> owned(static_cast<RedisReply*>(reply));
  return std::optional(std::move(*owned));
}

}  // namespace tidings::server
