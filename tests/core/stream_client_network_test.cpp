// The client over real sockets: a thousand streams, and being rid of them whatever they wait for.
#include <QtTest>
#include <atomic>
#include <future>
#include <mutex>
#include <set>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tidings/stream_client.h"

#include "core/name_lookup.h"
#include "support/scripted_server.h"

using namespace tidings;
using namespace std::chrono_literals;
using test::ScriptedServer;

namespace {

constexpr int kDeadlineMs = 60000;

StreamSettings stream(const std::string& url) {
  StreamSettings settings;
  settings.url = url;
  settings.reconnection_time = 1ms;
  settings.longest_reconnect_delay = 50ms;
  return settings;
}

std::unique_ptr<StreamClient> started_client() {
  auto client = StreamClient::create();
  if (!client || !(*client)->start()) {
    qFatal("no client");
  }
  return std::move(*client);
}

/// While it lives, no further descriptor can be had.
class NoMoreDescriptors {
 public:
  NoMoreDescriptors() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const int next = ::dup(0);
    ::close(next);
    rlimit limit = before_;
    limit.rlim_cur = static_cast<rlim_t>(next);
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
  ~NoMoreDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  NoMoreDescriptors(const NoMoreDescriptors&) = delete;
  NoMoreDescriptors& operator=(const NoMoreDescriptors&) = delete;

 private:
  rlimit before_{};
};

/// Counts what comes to each stream.
struct Arrivals {
  std::mutex mutex;
  std::set<int> heard;
  int events = 0;

  StreamCallbacks callbacks(int number) {
    StreamCallbacks made;
    made.on_event = [this, number](const Event&) {
      const std::lock_guard lock(mutex);
      heard.insert(number);
      ++events;
    };
    return made;
  }
  [[nodiscard]] std::size_t streams() {
    const std::lock_guard lock(mutex);
    return heard.size();
  }
  void clear() {
    const std::lock_guard lock(mutex);
    heard.clear();
    events = 0;
  }
};

}  // namespace

class StreamClientNetworkTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  // First: the look-ups that the others leave behind close descriptors of theirs at any time, and
  // one that the client gets is one that the server lacks.
  void descriptors_that_run_out_are_said_and_waited_for();
  void a_thousand_streams_on_one_thread();
  void stop_does_not_wait_for_a_name_look_up();
  void remove_does_not_wait_for_a_name_look_up();
};

void StreamClientNetworkTest::initTestCase() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 8192);
  QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limit), 0);
}

void StreamClientNetworkTest::a_thousand_streams_on_one_thread() {
  constexpr int kStreams = 1000;
  ScriptedServer server({ScriptedServer::stream(": hello\n\n"), false});
  const auto client = started_client();
  Arrivals arrivals;
  std::vector<StreamId> ids;
  for (int number = 0; number < kStreams; ++number) {
    ids.push_back(client->add(stream(server.url().toStdString()), arrivals.callbacks(number)));
  }
  QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), kStreams, kDeadlineMs);
  server.send("data: to all\n\n");
  QTRY_COMPARE_WITH_TIMEOUT(arrivals.streams(), std::size_t{kStreams}, kDeadlineMs);

  // Every other one goes; their sockets close at once.
  for (std::size_t index = 0; index < ids.size(); index += 2) {
    client->remove(ids[index]);
  }
  QTRY_COMPARE_WITH_TIMEOUT(server.open_connections(), kStreams / 2, kDeadlineMs);
  arrivals.clear();
  server.send("data: to those who stay\n\n");
  QTRY_COMPARE_WITH_TIMEOUT(arrivals.streams(), std::size_t{kStreams / 2}, kDeadlineMs);

  client->stop();
  QTRY_COMPARE_WITH_TIMEOUT(server.open_connections(), 0, kDeadlineMs);
  QCOMPARE(arrivals.events, kStreams / 2);
}

void StreamClientNetworkTest::stop_does_not_wait_for_a_name_look_up() {
  const test::HangingLookUps hanging;
  auto client = started_client();
  for (int number = 0; number < 10; ++number) {
    client->add(stream("http://hangs.test/"), {});
  }
  hanging.await();
  client->stop();  // would wait for as long as `hanging` lives, which is longer
  client.reset();
}

void StreamClientNetworkTest::remove_does_not_wait_for_a_name_look_up() {
  const test::HangingLookUps hanging;
  ScriptedServer server({ScriptedServer::stream("data: 1\n\n"), false});
  const auto client = started_client();
  const StreamId id = client->add(stream("http://hangs.test/"), {});
  hanging.await();
  client->remove(id);
  Arrivals arrivals;
  client->add(stream(server.url().toStdString()), arrivals.callbacks(1));
  QTRY_COMPARE_WITH_TIMEOUT(arrivals.streams(), std::size_t{1}, kDeadlineMs);
}

void StreamClientNetworkTest::descriptors_that_run_out_are_said_and_waited_for() {
  ScriptedServer server({ScriptedServer::stream("data: 1\n\n"), false});
  const auto client = started_client();
  Arrivals arrivals;
  StreamCallbacks callbacks = arrivals.callbacks(1);
  std::promise<std::string> first_reason;
  callbacks.on_reconnecting = [&, said = false](const StreamReconnecting& next) mutable {
    if (!std::exchange(said, true)) {
      first_reason.set_value(next.reason);
    }
  };
  {
    const NoMoreDescriptors full;
    client->add(stream(server.url().toStdString()), callbacks);
    QCOMPARE(QString::fromStdString(first_reason.get_future().get()),
             QString("too many open files"));
  }
  QTRY_COMPARE_WITH_TIMEOUT(arrivals.streams(), std::size_t{1}, kDeadlineMs);
}

QTEST_GUILESS_MAIN(StreamClientNetworkTest)
#include "stream_client_network_test.moc"
