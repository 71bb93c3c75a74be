#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <ratio>

#include "loop/timeout_list.h"

namespace tidings::server {

/// Many things, each with a deadline of its own, such as streams that end with their tokens.
/// Deadlines are kept to 50 ms (rounded up), so that thousands that fall together share one node.
/// Knows no clock. Does not own what stands in it.
template <class T, class Tag = void>
class Deadlines {
 public:
  using Hook = TimeoutHook<T, Tag>;
  using Time = std::chrono::steady_clock::time_point;

  /// From wherever it stood. An item leaves by `unlink`.
  void set(Hook& item, Time due) {
    const Time rounded{std::chrono::ceil<Step>(due.time_since_epoch())};
    lists_[rounded].push(item, rounded);
  }

  /// There may be something due at `next_due`. REQUIRES: !empty().
  [[nodiscard]] bool empty() const { return lists_.empty(); }
  [[nodiscard]] Time next_due() const { return lists_.begin()->first; }

  /// Takes out one that is due at `now`, or null.
  T* pop_due(Time now) {
    while (!lists_.empty() && lists_.begin()->first <= now) {
      if (T* item = lists_.begin()->second.pop_due(now))
        return item;
      lists_.erase(lists_.begin());
    }
    return nullptr;
  }

 private:
  using Step = std::chrono::duration<std::int64_t, std::ratio<1, 20>>;
  std::map<Time, TimeoutList<T, Tag>> lists_;
};

}  // namespace tidings::server
