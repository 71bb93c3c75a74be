#pragma once

#include <chrono>

namespace tidings::server {

template <class T, class Tag = void>
class TimeoutList;

/// Base of what stands in a `TimeoutList`. Leaves the list when it is destroyed.
template <class T, class Tag = void>
class TimeoutHook {
 public:
  TimeoutHook() = default;
  TimeoutHook(const TimeoutHook&) = delete;
  TimeoutHook& operator=(const TimeoutHook&) = delete;
  ~TimeoutHook() { unlink(); }

  [[nodiscard]] bool linked() const { return next_ != nullptr; }
  void unlink() {
    if (next_ == nullptr)
      return;
    previous_->next_ = next_;
    next_->previous_ = previous_;
    previous_ = next_ = nullptr;
  }

 private:
  friend class TimeoutList<T, Tag>;
  TimeoutHook* previous_ = nullptr;
  TimeoutHook* next_ = nullptr;
  std::chrono::steady_clock::time_point due_;
};

/// Many things that all wait equally long, such as streams for their next heartbeat: one list in
/// the order of their deadlines instead of a timer for each. Adding, moving and removing are O(1).
/// Knows no clock. Does not own what stands in it. A `T` that stands in several lists derives from
/// hooks of different tags.
template <class T, class Tag>
class TimeoutList {
 public:
  using Hook = TimeoutHook<T, Tag>;
  using Time = std::chrono::steady_clock::time_point;

  TimeoutList() { head_.previous_ = head_.next_ = &head_; }
  TimeoutList(const TimeoutList&) = delete;
  TimeoutList& operator=(const TimeoutList&) = delete;
  ~TimeoutList() {
    while (!empty())
      head_.next_->unlink();
    head_.previous_ = head_.next_ = nullptr;
  }

  [[nodiscard]] bool empty() const { return head_.next_ == &head_; }

  /// To the end, from wherever it stood. REQUIRES: `due` is not before the latest one in the list.
  void push(Hook& item, Time due) {
    item.unlink();
    item.due_ = due;
    item.previous_ = head_.previous_;
    item.next_ = &head_;
    head_.previous_->next_ = &item;
    head_.previous_ = &item;
  }

  /// The earliest deadline. REQUIRES: !empty().
  [[nodiscard]] Time next_due() const { return head_.next_->due_; }

  /// Takes out the first one if it is due at `now`, or null.
  T* pop_due(Time now) {
    if (empty() || head_.next_->due_ > now)
      return nullptr;
    Hook* first = head_.next_;
    first->unlink();
    return static_cast<T*>(first);
  }

 private:
  Hook head_;
};

}  // namespace tidings::server
