#include <QtTest>
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/counted_allocations.h"
#include "stream_session.h"

using namespace tidings;
using test::allocations;

namespace {

/// Takes what the session asks for and does nothing.
class IdleDriver final : public SessionDriver {
 public:
  void fetch_token() override {}
  void start_request(HttpRequest) override {}
  void abandon() override {}
};

/// With ids that begin there.
std::string hundred_events(int first_id) {
  std::string out;
  for (int i = 0; i < 100; ++i) {
    out += "event: order\nid: an id longer than a small string " + std::to_string(first_id + i) +
           "\ndata: {\"id\":\"" + std::to_string(i) + "\"," + std::string(300, ' ') +
           "\"title\":\"x\"}\n\n";
  }
  return out;
}

}  // namespace

/// From the bytes to the callback nothing is taken from the heap, once the stream is warm.
class StreamSessionAllocationTest : public QObject {
  Q_OBJECT

 private slots:
  void an_event_allocates_nothing_data();
  void an_event_allocates_nothing();
};

void StreamSessionAllocationTest::an_event_allocates_nothing_data() {
  QTest::addColumn<bool>("drop_duplicates");
  QTest::newRow("as it comes") << false;
  QTest::newRow("with the ids remembered to drop duplicates") << true;
}

void StreamSessionAllocationTest::an_event_allocates_nothing() {
  QFETCH(bool, drop_duplicates);
  StreamSettings settings;
  settings.url = "http://shop.example/";
  settings.drop_duplicates = drop_duplicates;
  std::size_t received = 0;
  StreamCallbacks callbacks;
  callbacks.on_event = [&received](const Event&) { ++received; };
  IdleDriver driver;
  StreamSession session(settings, callbacks, driver, [] { return 0.0; });
  const Now now{BootTime{std::chrono::hours{1}}, WallTime{std::chrono::hours{1}}};
  session.start(now);
  session.on_head({200, "HTTP/1.1", {{"Content-Type", "text/event-stream"}}, {}}, now);

  std::vector<std::string> streams;
  streams.reserve(20);
  for (int number = 0; number < 20; ++number) {
    streams.push_back(hundred_events(10'000 + 100 * number));
  }
  const auto feed = [&](const std::string& stream) {
    for (std::size_t at = 0; at < stream.size(); at += 1400) {
      session.on_bytes(std::string_view(stream).substr(at, 1400), now);
    }
  };
  std::for_each(streams.begin(), streams.end() - 1, feed);
  const std::size_t before = allocations();
  feed(streams.back());
  QCOMPARE(allocations() - before, std::size_t{0});
  QCOMPARE(received, std::size_t{2000});
}

QTEST_APPLESS_MAIN(StreamSessionAllocationTest)
#include "stream_session_allocation_test.moc"
