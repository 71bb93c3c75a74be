#include "load/dialect.h"

#include <utility>

#include "load/jwt.h"

namespace tidings::load {
namespace {

std::string post(std::string_view path, std::string_view fields, std::string_view body) {
  std::string text = "POST ";
  text.append(path).append(" HTTP/1.1\r\nHost: load\r\n").append(fields);
  text.append("Content-Type: application/json\r\nContent-Length: ");
  return text.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

std::string get(std::string_view path, std::string_view fields) {
  std::string text = "GET ";
  return text.append(path)
      .append(" HTTP/1.1\r\nHost: load\r\nAccept: text/event-stream\r\n")
      .append(fields)
      .append("\r\n");
}

std::string last_event_id_field(std::string_view id) {
  return id.empty() ? std::string() : "Last-Event-ID: " + std::string(id) + "\r\n";
}

class TidingsDialect final : public Dialect {
 public:
  explicit TidingsDialect(std::string secret)
      : secret_(std::move(secret)),
        publish_field_("Authorization: Bearer " + publish_token(secret_) + "\r\n") {}

  [[nodiscard]] std::string stream_request(std::uint32_t seller,
                                           std::string_view last_event_id) const override {
    return get("/v1/stream", "Authorization: Bearer " + seller_token(secret_, seller) + "\r\n" +
                                 last_event_id_field(last_event_id));
  }
  [[nodiscard]] std::string publish_request(std::uint32_t /*lane*/,
                                            std::string_view json) const override {
    return post("/v1/notifications", publish_field_, json);
  }
  [[nodiscard]] Live live_sign() const override { return Live::position_block; }

 private:
  std::string secret_;
  std::string publish_field_;
};

class NchanDialect final : public Dialect {
 public:
  explicit NchanDialect(bool broadcasts_only) : broadcasts_only_(broadcasts_only) {}

  [[nodiscard]] std::string stream_request(std::uint32_t seller,
                                           std::string_view last_event_id) const override {
    return get("/sub/" + channel(seller), last_event_id_field(last_event_id));
  }
  [[nodiscard]] std::string publish_request(std::uint32_t lane,
                                            std::string_view json) const override {
    return post("/pub/" + channel(lane), "", json);
  }
  [[nodiscard]] Live live_sign() const override { return Live::comment; }

 private:
  [[nodiscard]] std::string channel(std::uint32_t lane) const {
    return std::to_string(broadcasts_only_ ? 0 : lane);
  }

  bool broadcasts_only_;
};

}  // namespace

std::unique_ptr<Dialect> tidings_dialect(std::string secret) {
  return std::make_unique<TidingsDialect>(std::move(secret));
}

std::unique_ptr<Dialect> nchan_dialect(bool broadcasts_only) {
  return std::make_unique<NchanDialect>(broadcasts_only);
}

}  // namespace tidings::load
