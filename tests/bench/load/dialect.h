#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tidings::load {

/// How a stream is asked for and a notification published at one kind of server.
class Dialect {
 public:
  /// What tells that a stream is caught up and live.
  enum class Live { position_block, comment };

  virtual ~Dialect() = default;
  /// `last_event_id` is empty on a first connection.
  [[nodiscard]] virtual std::string stream_request(std::uint32_t seller,
                                                   std::string_view last_event_id) const = 0;
  [[nodiscard]] virtual std::string publish_request(std::uint32_t lane,
                                                    std::string_view json) const = 0;
  [[nodiscard]] virtual Live live_sign() const = 0;
};

/// Our server; `secret` is the one its tokens are checked with.
std::unique_ptr<Dialect> tidings_dialect(std::string secret);

/// nginx with nchan: `/sub/CHANNEL` and `/pub/CHANNEL`. A seller has the channel of that number;
/// with `broadcasts_only` all streams are on the one channel 0, which is nchan's best case.
std::unique_ptr<Dialect> nchan_dialect(bool broadcasts_only);

}  // namespace tidings::load
