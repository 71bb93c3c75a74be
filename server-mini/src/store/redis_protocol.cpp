#include "redis_protocol.h"

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

std::string format_command(std::span<const std::string_view> words) {
  std::vector<const char*> starts;
  std::vector<std::size_t> sizes;
  starts.reserve(words.size());
  sizes.reserve(words.size());
  for (const auto word : words) {
    starts.push_back(word.data());
    sizes.push_back(word.size());
  }
  char* text = nullptr;
  const int size =
      redisFormatCommandArgv(&text, static_cast<int>(words.size()), starts.data(), sizes.data());
  const std::unique_ptr<char, void (*)(char*)> owned(
      text, [](char* formatted) { redisFreeCommand(formatted); });
  return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
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
