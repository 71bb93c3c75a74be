#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tidings/event_parser.h"

#include "field.h"
#include "piece_text.h"
#include "retry_value.h"
#include "utf8_decoder.h"

namespace tidings {

/// What the fields of one block add up to until its blank line dispatches it (HTML, 9.2.6
/// "Interpreting an event stream"), within the limits. Holds the last event ID too, which outlives
/// the blocks.
///
/// A field comes in one of two ways: whole and valid UTF-8, lent from the piece (`set_…`,
/// `add_data`), or in parts of any bytes (`begin_value`, `add_to_value`, `end_value`). Both do the
/// same.
class EventBlock {
 public:
  explicit EventBlock(EventLimits limits) : limits_(limits) {}

  void add_data(std::string_view value) {
    count_data_line();
    data_size_ += value.size();
    if (!fits()) {
      return;
    }
    if (data_lines_ == 1) {
      data_.lend(value);
    } else {
      data_.append('\n', limits_.event_size);
      data_.append(value, limits_.event_size);
    }
  }

  void set_type(std::string_view value) {
    type_size_ = value.size();
    if (fits()) {
      type_.lend(value);
    }
  }

  void set_id(std::string_view value, EventSink& sink) {
    if (accepts_id(value, value.size(), sink)) {
      id_.lend(value);
    }
  }

  void begin_value(Field field);
  /// `valid_utf8`: the part is well-formed on its own, provided that the one before was complete.
  void add_to_value(std::string_view part, bool valid_utf8);
  void end_value(EventSink& sink);

  /// The blank line.
  void dispatch(EventSink& sink) {
    if (has_id_) {
      last_event_id_.take(id_);
    }
    if (data_lines_ > 0 && !too_large_) {
      const std::string_view type = type_.view();
      sink.on_event({type.empty() ? std::string_view("message") : type, data_.view(),
                     last_event_id_.view(), has_id_});
    } else {
      report_undispatched(sink);
    }
    clear();
  }

  /// The piece that texts were lent from goes away.
  void keep_lent() {
    data_.keep(limits_.event_size);
    type_.keep(limits_.event_size);
    id_.keep(limits_.id_size);
    last_event_id_.keep(limits_.id_size);
  }

  /// Forgets the block; the last event ID stays.
  void clear() noexcept {
    data_.clear();
    type_.clear();
    id_.clear();
    data_lines_ = data_size_ = type_size_ = id_size_ = largest_ = 0;
    has_id_ = too_large_ = false;
  }

  /// Forgets the block and the value in the middle of which a connection ended.
  void reset() noexcept;

  [[nodiscard]] std::string_view last_event_id() const noexcept { return last_event_id_.view(); }
  void set_last_event_id(std::string_view id);

  [[nodiscard]] std::size_t capacity() const noexcept;
  void shrink(std::size_t keep);

 private:
  void count_data_line() {
    if (data_lines_++ > 0) {
      ++data_size_;  // the newline that joins it to the line before
    }
  }

  /// Whether the event is still within its limit; if not, nothing more of it is stored.
  bool fits() {
    const std::uint64_t size = data_size_ + type_size_ + id_size_;
    if (size <= limits_.event_size && !too_large_) {
      return true;
    }
    skip_event(size);
    return false;
  }

  bool accepts_id(std::string_view value, std::uint64_t size, EventSink& sink) {
    if (size > limits_.id_size) {
      sink.on_id_too_large(size);
      return false;
    }
    if (value.find('\0') != std::string_view::npos) {
      return false;
    }
    has_id_ = true;
    id_size_ = size;
    (void)fits();  // an id is kept even if the event is now too large
    return true;
  }

  void add_decoded(std::string_view text);
  void skip_event(std::uint64_t size);
  void report_undispatched(EventSink& sink) const;

  EventLimits limits_;
  PieceText last_event_id_;

  PieceText data_;
  PieceText type_;
  PieceText id_;
  std::uint64_t data_lines_ = 0;
  // Sizes are counted also of what is too large to be stored.
  std::uint64_t data_size_ = 0;
  std::uint64_t type_size_ = 0;
  std::uint64_t id_size_ = 0;
  std::uint64_t largest_ = 0;
  bool has_id_ = false;
  bool too_large_ = false;

  // The value that is coming in parts.
  Field field_ = Field::unknown;
  Utf8Decoder decoder_;
  RetryValue retry_;
  PieceText incoming_id_;  // aside, since it may turn out to be unacceptable
  std::uint64_t incoming_id_size_ = 0;
};

}  // namespace tidings
