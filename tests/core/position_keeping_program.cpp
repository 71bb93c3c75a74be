#include <charconv>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "tidings/clock.h"
#include "tidings/position_store.h"
#include "tidings/position_tracker.h"

/// A face in small, to be killed: follows a stream whose events are numbered 1, 2, 3, … without end
/// from its position on, deals with each by adding it to a log, some of them out of order, and
/// keeps its position.
///
///     position_keeping_program STATE LOG always|when-due
namespace {

using namespace tidings;

/// The number that the position says was dealt with last.
std::uint64_t resume_after(const PositionStore& store) {
  const std::string id = store.position("stream").value_or("0");
  std::uint64_t number = 0;
  std::from_chars(id.data(), id.data() + id.size(), number);
  return number;
}

class Face {
 public:
  Face(PositionStore store, int log, bool always)
      : store_(std::move(store)), log_(log), always_(always) {}

  /// Events come, and are dealt with in the order 2, 1, 4, 3, …
  bool follow() {
    std::uint64_t event = resume_after(store_);
    for (;;) {
      const std::uint64_t first = tracker_.arrived(std::to_string(++event));
      const std::uint64_t second = tracker_.arrived(std::to_string(++event));
      if (!deal_with(second, event) || !deal_with(first, event - 1)) {
        return false;
      }
    }
  }

 private:
  bool deal_with(std::uint64_t number, std::uint64_t event) {
    const std::string line = std::to_string(event) + '\n';
    if (::write(log_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
      return false;
    }
    if (const std::uint64_t events = tracker_.done(number); events > 0) {
      store_.set_position("stream", tracker_.position(), events, BootClock::now());
    }
    const auto news =
        always_ ? store_.write(BootClock::now()) : store_.write_if_due(BootClock::now());
    if (news) {
      std::fprintf(stderr, "%s\n", news->c_str());
    }
    return !news;
  }

  PositionStore store_;
  PositionTracker tracker_;
  int log_;
  bool always_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() != 3) {
    return 2;
  }
  auto store = PositionStore::open(arguments[0]);
  if (!store || !store->warning().empty()) {
    std::fprintf(stderr, "%s\n", store ? store->warning().c_str() : store.error().message.c_str());
    return 1;
  }
  const int log = ::open(arguments[1].c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  return Face(std::move(*store), log, arguments[2] == "always").follow() ? 0 : 1;
}
