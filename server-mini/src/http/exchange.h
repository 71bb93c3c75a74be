#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "http/request_head.h"
#include "http/response.h"
#include "http/target.h"

/// What stands between a connection and those who answer its requests.
namespace tidings::server {

class Connection;

struct Request {
  RequestHead head;
  Target target;
  std::string body;
};

/// Where an unending response goes to. Belongs to the connection.
class StreamOutput {
 public:
  /// Sends all pieces, now or as soon as the peer takes them, in order. At most six pieces.
  virtual void write(std::span<const std::string_view> pieces) = 0;
  /// Bytes that the kernel has not taken yet.
  [[nodiscard]] virtual std::size_t unsent() const = 0;
  /// Ends the response cleanly once everything is sent.
  virtual void end() = 0;
  /// Cuts the connection.
  virtual void abort() = 0;

 protected:
  ~StreamOutput() = default;
};

/// An unending response's body. The connection owns it and destroys it soon after the peer has
/// gone, never inside a call of its own.
class StreamBody {
 public:
  virtual ~StreamBody() = default;
  /// The head is on its way. `output` outlives this object.
  virtual void start(StreamOutput& output) = 0;
  /// Everything written so far has been taken by the kernel, after some of it had to wait.
  virtual void on_writable() = 0;
};

/// The way to answer one request: exactly once, at once or later. A copy is the same way; what
/// comes after the first answer, or after the peer has gone, is ignored.
class Responder {
 public:
  Responder(std::weak_ptr<Connection> connection, std::uint32_t exchange);

  void send(const Response& response) const;
  /// 200 with these fields and an unending body.
  void start_stream(Fields fields, std::unique_ptr<StreamBody> body) const;
  /// Whether an answer would still reach anyone, as far as is known.
  [[nodiscard]] bool open() const;

 private:
  std::weak_ptr<Connection> connection_;
  std::uint32_t exchange_;
};

/// A request that will be handled once its body is there.
struct Admission {
  std::uint64_t max_body = 0;  ///< a larger body is answered 413
  std::function<void(Request, Responder)> handle;
};

/// Who answers requests.
class RequestHandler {
 public:
  virtual ~RequestHandler() = default;
  /// Fields that every answer to this request carries, whatever it is.
  virtual Fields common_fields(const RequestHead& head) = 0;
  /// The head has come: admits the request or refuses it at once, its body unread.
  virtual std::variant<Admission, Response> admit(const Request& request) = 0;
  /// An answer with this status is on its way, whoever made it.
  virtual void on_answer(int status) = 0;
};

}  // namespace tidings::server
