// Calls from every side at once. What is wrong here shows under ThreadSanitizer first.
#include <QtTest>
#include <array>
#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>
#include <random>
#include <thread>

#include <signal.h>

#include "core/client_bench.h"

using namespace tidings;
using namespace std::chrono_literals;
using test::ClientBench;
using Exchange = MemoryTransport::Exchange;

namespace {

constexpr auto kDeadline = 60s;

/// Every stream says something now and then, and ends now and then, without a pause.
void make_busy(ClientBench& bench) {
  bench.loop->before_wait([&bench, random = std::minstd_rand(1)]() mutable {
    bench.transport.deliver();
    const auto& exchanges = bench.transport.exchanges();
    const std::size_t count = exchanges.size();
    for (std::size_t index = 0; index < count && index < 50; ++index) {
      const std::shared_ptr<Exchange> exchange = exchanges[random() % count];
      if (!exchange->open() || exchange->paused()) {
        continue;
      }
      exchange->send("data: hello\n\n");
      if (random() % 100 == 0) {
        exchange->end();
      }
    }
    bench.loop->post([] {});
  });
}

/// What the callbacks of all streams must keep to.
struct Rules {
  std::atomic<bool> stopped{false};
  std::atomic<int> broken{0};
  std::thread::id thread;  ///< the client's, once known

  std::mutex mutex;
  std::condition_variable changed;
  int heard = 0;  ///< streams that have got an event

  void called() {
    if (thread == std::thread::id()) {
      thread = std::this_thread::get_id();
    }
    if (stopped.load() || thread != std::this_thread::get_id()) {
      ++broken;
    }
  }
  void one_more_heard() {
    const std::lock_guard lock(mutex);
    ++heard;
    changed.notify_all();
  }
  [[nodiscard]] bool await_heard(int count) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, kDeadline, [&] { return heard >= count; });
  }
};

/// A stream's callbacks in their order: connecting, open, events, reconnecting.
StreamCallbacks checking(Rules& rules, const std::function<void()>& on_first_event = {}) {
  enum class State { begun, connecting, open, waiting };
  struct Checked {
    State state = State::begun;
    bool heard = false;
  };
  const auto checked = std::make_shared<Checked>();
  const auto step = [&rules, checked](std::initializer_list<State> before, State after) {
    rules.called();
    if (std::find(before.begin(), before.end(), checked->state) == before.end()) {
      ++rules.broken;
    }
    checked->state = after;
  };
  StreamCallbacks callbacks;
  callbacks.on_connecting = [step](std::string_view) {
    step({State::begun, State::waiting}, State::connecting);
  };
  callbacks.on_open = [step](const StreamOpened&) { step({State::connecting}, State::open); };
  callbacks.on_reconnecting = [step](const StreamReconnecting&) {
    step({State::open}, State::waiting);
  };
  callbacks.on_event = [step, checked, &rules, on_first_event](const Event&) {
    step({State::open}, State::open);
    if (!std::exchange(checked->heard, true)) {
      rules.one_more_heard();
      if (on_first_event) {
        on_first_event();
      }
    }
  };
  callbacks.on_end = [&rules](const StreamEnd&) { ++rules.broken; };
  return callbacks;
}

}  // namespace

class StreamClientThreadsTest : public QObject {
  Q_OBJECT

 private slots:
  void thousands_come_and_go_from_every_thread();
  void streams_come_and_go_by_each_others_callbacks();
  void a_stop_from_several_threads_at_once_is_one_stop();
  void stop_waits_for_the_callback_under_way();
  void run_returns_when_another_thread_stops();
  void destroying_stops();
  void the_thread_leaves_signals_to_the_program();
};

void StreamClientThreadsTest::thousands_come_and_go_from_every_thread() {
  constexpr int kThreads = 4;
  constexpr int kStreams = 1000;
  constexpr int kStay = kStreams / 4;
  ClientBench bench;
  make_busy(bench);
  Rules rules;
  QVERIFY(bench.client.start().ok());
  std::vector<std::thread> threads;
  for (unsigned seed = 0; seed < kThreads; ++seed) {
    threads.emplace_back([&, seed] {
      std::minstd_rand random(seed + 1);
      for (int number = 0; number < kStreams; ++number) {
        const bool stays = number % 4 == 0;
        const StreamId id = bench.client.add(ClientBench::stream(), checking(rules));
        for (unsigned calls = random() % 4; calls > 0; --calls) {
          random() % 2 == 0 ? bench.client.pause(id) : bench.client.resume(id);
        }
        if (stays) {
          bench.client.resume(id);
        } else {
          bench.client.remove(id);
        }
        if (random() % 100 == 0) {
          bench.client.reconnect_now();
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  QVERIFY(rules.await_heard(kThreads * kStay));
  bench.client.stop();
  rules.stopped = true;
  QCOMPARE(rules.broken.load(), 0);
  QCOMPARE(bench.open_requests(), 0);
}

void StreamClientThreadsTest::streams_come_and_go_by_each_others_callbacks() {
  constexpr int kGenerations = 3000;
  ClientBench bench;
  make_busy(bench);
  Rules rules;
  std::atomic<int> born{0};
  // Each removes itself at its first event and adds two, so that their number grows to a limit.
  std::function<void()> add = [&] {
    ++born;
    const auto id = std::make_shared<StreamId>();
    *id = bench.client.add(ClientBench::stream(), checking(rules, [&, id] {
                             bench.client.remove(*id);
                             for (int child = 0; child < 2 && born < kGenerations; ++child) {
                               add();
                             }
                           }));
  };
  add();
  QVERIFY(bench.client.start().ok());
  QVERIFY(rules.await_heard(kGenerations));
  bench.client.stop();
  rules.stopped = true;
  QCOMPARE(rules.broken.load(), 0);
}

void StreamClientThreadsTest::a_stop_from_several_threads_at_once_is_one_stop() {
  for (int round = 0; round < 50; ++round) {
    ClientBench bench;
    make_busy(bench);
    Rules rules;
    for (int number = 0; number < 20; ++number) {
      bench.client.add(ClientBench::stream(), checking(rules));
    }
    QVERIFY(bench.client.start().ok());
    if (round % 2 == 0) {
      QVERIFY(rules.await_heard(5));
    }
    std::array<std::thread, 3> threads;
    for (std::thread& thread : threads) {
      thread = std::thread([&] {
        bench.client.stop();
        rules.stopped = true;
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    QCOMPARE(rules.broken.load(), 0);
  }
}

void StreamClientThreadsTest::stop_waits_for_the_callback_under_way() {
  ClientBench bench;
  make_busy(bench);
  std::promise<void> entered;
  std::promise<void> leave;
  std::atomic<bool> left{false};
  StreamCallbacks callbacks;
  callbacks.on_open = [&, opened = false](const StreamOpened&) mutable {
    if (!std::exchange(opened, true)) {
      entered.set_value();
      leave.get_future().wait();
      left = true;
    }
  };
  int events = 0;
  callbacks.on_event = [&](const Event&) { ++events; };
  bench.client.add(ClientBench::stream(), callbacks);
  QVERIFY(bench.client.start().ok());
  QCOMPARE(entered.get_future().wait_for(kDeadline), std::future_status::ready);
  std::promise<void> stopping;
  std::thread stopper([&] {
    stopping.set_value();
    bench.client.stop();
    QVERIFY(left);
  });
  stopping.get_future().wait();
  leave.set_value();
  stopper.join();
}

void StreamClientThreadsTest::run_returns_when_another_thread_stops() {
  for (int round = 0; round < 50; ++round) {
    ClientBench bench;
    make_busy(bench);
    Rules rules;
    bench.client.add(ClientBench::stream(), checking(rules));
    std::thread runner([&] { bench.client.run(); });
    if (round % 2 == 0) {
      QVERIFY(rules.await_heard(1));
    }
    bench.client.stop();  // perhaps before the other thread has got to `run`
    rules.stopped = true;
    runner.join();
    QCOMPARE(rules.broken.load(), 0);
  }
}

void StreamClientThreadsTest::destroying_stops() {
  for (int round = 0; round < 20; ++round) {
    Rules rules;
    {
      ClientBench bench;
      make_busy(bench);
      for (int number = 0; number < 10; ++number) {
        bench.client.add(ClientBench::stream(), checking(rules));
      }
      QVERIFY(bench.client.start().ok());
      QVERIFY(rules.await_heard(round % 10));
    }
    rules.stopped = true;
    QCOMPARE(rules.broken.load(), 0);
  }
}

void StreamClientThreadsTest::the_thread_leaves_signals_to_the_program() {
  ClientBench bench;
  std::promise<bool> blocked;
  bench.loop->post([&] {
    sigset_t mask;
    ::pthread_sigmask(SIG_SETMASK, nullptr, &mask);
    blocked.set_value(::sigismember(&mask, SIGTERM) == 1 && ::sigismember(&mask, SIGINT) == 1);
  });
  QVERIFY(bench.client.start().ok());
  QVERIFY(blocked.get_future().get());
  bench.client.stop();
  sigset_t mask;
  ::pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  QCOMPARE(::sigismember(&mask, SIGTERM), 0);
}

QTEST_APPLESS_MAIN(StreamClientThreadsTest)
#include "stream_client_threads_test.moc"
