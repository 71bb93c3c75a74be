#pragma once

#include <cstdint>
#include <optional>

#include "tidings/event_parser.h"

#include "load/dialect.h"
#include "load/file_descriptor.h"
#include "load/fleet_board.h"
#include "load/lane_book.h"
#include "load/response_reader.h"
#include "load/sequence_check.h"

namespace tidings::load {

/// What all streams of a fleet share.
struct FleetPlan {
  std::uint16_t port = 0;
  const Dialect* dialect = nullptr;
  const LaneBook* book = nullptr;
  std::uint32_t first_seller = 1;
  std::uint32_t streams = 0;   ///< one seller each
  unsigned block = 0;          ///< of source addresses
  std::uint32_t window = 256;  ///< streams that are being opened at once
  bool survives_loss = false;  ///< lost connections wait for `resume` instead of being a finding
};

/// One seller's stream: a connection, and what must come over it.
class LoadStream final : private EventSink {
 public:
  LoadStream(const FleetPlan& plan, FleetBoard& board, Findings& findings, std::uint32_t seller);

  enum class State : std::uint8_t { closed, connecting, opening, live };
  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] int fd() const { return socket_.get(); }

  /// Begins to connect; false when that was refused at once.
  bool connect();
  /// The socket can be written to: the connection stands, or failed. False when it failed.
  bool on_writable();
  /// Reads what is there. False when the connection has ended or is of no use: it is closed then.
  bool on_readable();
  void close();
  /// Counts what never came.
  void finish();

 private:
  bool take(std::string_view bytes);
  void on_event(const Event& event) override;
  void on_last_event_id(std::string_view id) override;
  void on_reconnection_time(std::chrono::milliseconds /*time*/) override {}
  void on_comment() override;
  void on_event_too_large(std::uint64_t size) override;
  void on_id_too_large(std::uint64_t size) override;
  void become_live();

  const FleetPlan& plan_;
  FleetBoard& board_;
  Findings& findings_;
  std::uint32_t seller_;
  State state_ = State::closed;
  FileDescriptor socket_;
  ResponseReader response_;
  EventParser parser_;
  SequenceCheck own_;
  SequenceCheck broadcasts_;
};

}  // namespace tidings::load
