#pragma once

#include <memory>

#include "server-mini/program/http_client.h"
#include "support/redis_server.h"
#include "support/tidings_server.h"

namespace tidings::test {

/// A real tidings-server, on memory or on a Redis of its own, and the requests that most tests
/// make.
class ServerUnderTest {
 public:
  /// Ends the test program with the server's words when it does not start.
  explicit ServerUnderTest(const QStringList& options = {}, bool on_redis = false) {
    QStringList all = options;
    if (on_redis) {
      redis_ = std::make_unique<RedisServer>();
      if (!redis_->start())
        qFatal("%s", redis_->report().constData());
      all += {QStringLiteral("--store"), redis_->url()};
    }
    server_ = std::make_unique<TidingsServer>(all);
    if (!server_->start())
      qFatal("%s", server_->report().constData());
  }

  TidingsServer& operator*() { return *server_; }
  TidingsServer* operator->() { return server_.get(); }
  [[nodiscard]] quint16 port() const { return server_->port(); }

  /// One request on a connection of its own.
  Answer ask(const QByteArray& method, const QByteArray& target, const QByteArray& fields = {},
             const QByteArray& body = {}) const {
    HttpClient client(port());
    client.request(method, target, fields, body);
    return client.wait_for_answer();
  }
  [[nodiscard]] QByteArray publisher() const { return bearer(server_->publish_token()); }
  [[nodiscard]] QByteArray seller(qint64 id = 42) const {
    return bearer(server_->seller_token(id));
  }

  Answer publish(const QByteArray& json, const QByteArray& fields = {}) const {
    return ask("POST", "/v1/notifications",
               publisher() + "Content-Type: application/json\r\n" + fields, json);
  }
  Answer publish_lines(const QByteArray& lines, const QByteArray& fields = {}) const {
    return ask("POST", "/v1/notifications",
               publisher() + "Content-Type: application/x-ndjson\r\n" + fields, lines);
  }
  /// Titles `PREFIX1` … `PREFIXn` for seller 42, in one batch.
  void publish_many(int count, const QByteArray& prefix = "n") const {
    QByteArray lines;
    for (int i = 1; i <= count; ++i)
      lines += "{\"sellerId\":42,\"title\":\"" + prefix + QByteArray::number(i) + "\"}\n";
    const Answer answer = publish_lines(lines);
    if (answer.status != 200 || answer.body.count("\"id\"") != count)
      qFatal("publishing failed: %s", answer.body.constData());
  }

  /// Opens a stream of seller 42 and waits until it is live.
  [[nodiscard]] std::unique_ptr<HttpClient> stream(const QByteArray& fields = {}) const {
    auto client = std::make_unique<HttpClient>(port());
    client->request("GET", "/v1/stream", seller() + fields);
    if (!client->wait_for_body(": tidings\n\n") || client->answer().status != 200)
      qFatal("no stream: %s", client->received().constData());
    return client;
  }

 private:
  std::unique_ptr<RedisServer> redis_;
  std::unique_ptr<TidingsServer> server_;
};

}  // namespace tidings::test
