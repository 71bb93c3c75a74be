#include "event_block.h"

namespace tidings {

void EventBlock::begin_value(Field field) {
  field_ = field;
  switch (field) {
    case Field::data:
      count_data_line();
      if (fits() && data_lines_ > 1) {
        data_.append('\n', limits_.event_size);
      }
      break;
    case Field::type:
      type_.clear();
      type_size_ = 0;
      break;
    case Field::id:
      incoming_id_.clear();
      incoming_id_size_ = 0;
      break;
    case Field::retry:
      retry_ = RetryValue();
      break;
    case Field::unknown:
      break;
  }
}

void EventBlock::add_to_value(std::string_view part, bool valid_utf8) {
  if (field_ == Field::retry) {
    retry_.add(part);
  } else if (valid_utf8 && !decoder_.is_inside_character()) {
    add_decoded(part);
  } else if (field_ != Field::unknown) {
    decoder_.decode(part, [this](std::string_view text) { add_decoded(text); });
  }
}

void EventBlock::add_decoded(std::string_view text) {
  switch (field_) {
    case Field::data:
      data_size_ += text.size();
      if (fits()) {
        data_.append(text, limits_.event_size);
      }
      break;
    case Field::type:
      type_size_ += text.size();
      if (fits()) {
        type_.append(text, limits_.event_size);
      }
      break;
    case Field::id:
      incoming_id_size_ += text.size();
      if (incoming_id_size_ <= limits_.id_size) {
        incoming_id_.append(text, limits_.id_size);
      }
      break;
    case Field::retry:
    case Field::unknown:
      break;
  }
}

void EventBlock::end_value(EventSink& sink) {
  decoder_.finish([this](std::string_view text) { add_decoded(text); });
  if (field_ == Field::id && accepts_id(incoming_id_.view(), incoming_id_size_, sink)) {
    id_.take(incoming_id_);
  } else if (field_ == Field::retry) {
    if (const auto time = retry_.time()) {
      sink.on_reconnection_time(*time);
    }
  }
  field_ = Field::unknown;
}

void EventBlock::skip_event(std::uint64_t size) {
  too_large_ = true;
  largest_ = std::max(largest_, size);
  data_.release();
  type_.release();
}

void EventBlock::report_undispatched(EventSink& sink) const {
  if (data_lines_ > 0) {
    sink.on_event_too_large(largest_);
  }
  if (has_id_) {
    sink.on_last_event_id(last_event_id_.view());
  }
}

void EventBlock::reset() noexcept {
  clear();
  decoder_.reset();
  field_ = Field::unknown;
}

void EventBlock::set_last_event_id(std::string_view id) {
  last_event_id_.clear();
  last_event_id_.append(id, id.size());
}

std::size_t EventBlock::capacity() const noexcept {
  return data_.capacity() + type_.capacity() + id_.capacity() + incoming_id_.capacity() +
         last_event_id_.capacity();
}

void EventBlock::shrink(std::size_t keep) {
  data_.shrink(keep);
  type_.shrink(keep);
  id_.shrink(keep);
  incoming_id_.shrink(keep);
  last_event_id_.shrink(keep);
}

}  // namespace tidings
