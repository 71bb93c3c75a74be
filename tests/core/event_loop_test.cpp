// The loop under everything: posted work, timers, descriptors, stopping.
#include "tidings/event_loop.h"

#include <QDir>
#include <QFile>
#include <QTemporaryFile>
#include <QtTest>
#include <array>
#include <cerrno>
#include <memory>
#include <optional>
#include <thread>
#include <type_traits>
#include <vector>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

using namespace tidings;
using namespace std::chrono_literals;

// An exception that leaves a callback ends the program there and then; it never unwinds through
// libcurl.
static_assert(std::is_nothrow_invocable_v<decltype(&EventLoop::run), EventLoop&>);

namespace {

class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
      qFatal("no pipe");
    }
  }
  ~Pipe() {
    close_reader();
    close_writer();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  [[nodiscard]] int reader() const { return ends_[0]; }
  [[nodiscard]] int writer() const { return ends_[1]; }
  void write() const { QCOMPARE(::write(writer(), "x", 1), 1); }
  void close_reader() { close(ends_[0]); }
  void close_writer() { close(ends_[1]); }

 private:
  static void close(int& fd) {
    if (fd >= 0) {
      ::close(fd);
      fd = -1;
    }
  }
  std::array<int, 2> ends_{-1, -1};
};

}  // namespace

class EventLoopTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    auto loop = EventLoop::create();
    QVERIFY(loop.ok());
    loop_ = std::move(*loop);
  }

  void posted_work_runs_in_order_on_the_loops_thread();
  void work_from_many_threads_is_all_run();
  void work_posted_by_work_is_run_before_the_loop_waits();
  void work_that_was_never_run_is_destroyed_with_the_loop();

  void stop_before_run_counts();
  void stop_ends_the_round_and_the_loop_runs_again();
  void stop_from_another_thread_ends_a_loop_that_waits();
  void a_loop_knows_whether_it_runs_here();

  void timers_fire_in_the_order_of_their_moments();
  void a_timer_never_fires_too_early();
  void a_timer_dropped_by_another_of_the_same_moment_stays_silent();
  void a_timer_may_be_set_anew_in_its_own_callback();
  void timers_without_end_leave_descriptors_their_turn();
  void timers_are_measured_while_the_machine_sleeps();

  void a_descriptor_is_reported_when_it_is_ready();
  void interests_change_at_any_time();
  void a_hang_up_is_silent_while_nothing_is_wanted();
  void a_hang_up_can_be_all_that_is_wanted();
  void a_watch_dropped_in_the_same_round_stays_silent();
  void a_watch_may_drop_itself();
  void a_number_used_again_gets_its_own_events();
  void what_cannot_be_watched_is_an_error();
  void handles_move();

  void writing_to_a_broken_pipe_fails_and_ends_nobody();
  void before_each_wait_what_was_collected_can_be_flushed();

 private:
  /// Runs for one whole round: what is posted, what is due, what is ready.
  void run_round() {
    loop_->post([this] { loop_->post([this] { loop_->stop(); }); });
    loop_->run();
  }
  EventLoop::Handle watch(int fd, unsigned interests, std::function<void(unsigned)> ready) {
    auto handle = loop_->watch(fd, interests, std::move(ready));
    if (!handle) {
      qFatal("%s", handle.error().message.c_str());
    }
    return std::move(*handle);
  }

  std::unique_ptr<EventLoop> loop_;
};

void EventLoopTest::posted_work_runs_in_order_on_the_loops_thread() {
  std::vector<int> order;
  std::vector<std::thread::id> threads;
  for (int number = 0; number < 5; ++number) {
    loop_->post([&, number] {
      order.push_back(number);
      threads.push_back(std::this_thread::get_id());
    });
  }
  loop_->post([this] { loop_->stop(); });
  std::thread thread([this] { loop_->run(); });
  const std::thread::id id = thread.get_id();
  thread.join();
  QCOMPARE(order, (std::vector<int>{0, 1, 2, 3, 4}));
  QCOMPARE(threads, std::vector<std::thread::id>(5, id));
}

void EventLoopTest::work_from_many_threads_is_all_run() {
  constexpr int kThreads = 4;
  constexpr int kPieces = 2000;
  std::array<std::vector<int>, kThreads> done;
  int left = kThreads * kPieces;
  std::vector<std::thread> threads;
  for (std::size_t number = 0; number < kThreads; ++number) {
    threads.emplace_back([&, number] {
      for (int piece = 0; piece < kPieces; ++piece) {
        loop_->post([&, number, piece] {
          done[number].push_back(piece);
          if (--left == 0) {
            loop_->stop();
          }
        });
      }
    });
  }
  loop_->run();
  for (std::thread& thread : threads) {
    thread.join();
  }
  for (const std::vector<int>& pieces : done) {
    QCOMPARE(pieces.size(), std::size_t{kPieces});
    QVERIFY(std::is_sorted(pieces.begin(), pieces.end()));
  }
}

void EventLoopTest::work_posted_by_work_is_run_before_the_loop_waits() {
  int depth = 0;
  std::function<void()> deeper = [&] {
    if (++depth == 100) {
      loop_->stop();
    } else {
      loop_->post(deeper);
    }
  };
  loop_->post(deeper);
  loop_->run();
  QCOMPARE(depth, 100);
}

void EventLoopTest::work_that_was_never_run_is_destroyed_with_the_loop() {
  const auto owned = std::make_shared<int>(1);
  bool ran = false;
  loop_->post([owned, &ran] { ran = true; });
  QCOMPARE(owned.use_count(), 2);
  loop_.reset();
  QCOMPARE(owned.use_count(), 1);
  QVERIFY(!ran);
}

void EventLoopTest::stop_before_run_counts() {
  bool ran = false;
  loop_->post([&] { ran = true; });
  loop_->stop();
  loop_->run();
  QVERIFY(!ran);
  run_round();
  QVERIFY(ran);
}

void EventLoopTest::stop_ends_the_round_and_the_loop_runs_again() {
  Pipe first;
  Pipe second;
  first.write();
  second.write();
  int calls = 0;
  const auto stop = [&](unsigned) {
    ++calls;
    loop_->stop();
  };
  const EventLoop::Handle one = watch(first.reader(), EventLoop::kRead, stop);
  const EventLoop::Handle two = watch(second.reader(), EventLoop::kRead, stop);
  loop_->run();
  QCOMPARE(calls, 1);
  loop_->run();
  QCOMPARE(calls, 2);
}

void EventLoopTest::stop_from_another_thread_ends_a_loop_that_waits() {
  std::thread thread;
  bool waiting = false;
  loop_->before_wait([&] {
    if (!std::exchange(waiting, true)) {
      thread = std::thread([this] { loop_->stop(); });
    }
  });
  loop_->run();  // for ever, if it does not work
  thread.join();
}

void EventLoopTest::a_loop_knows_whether_it_runs_here() {
  QVERIFY(!loop_->runs_here());
  bool inside = false;
  bool elsewhere = true;
  loop_->post([&] {
    inside = loop_->runs_here();
    std::thread([&] { elsewhere = loop_->runs_here(); }).join();
    loop_->stop();
  });
  loop_->run();
  QVERIFY(inside);
  QVERIFY(!elsewhere);
  QVERIFY(!loop_->runs_here());
}

void EventLoopTest::timers_fire_in_the_order_of_their_moments() {
  const BootTime now = BootClock::now();
  QByteArray fired;
  std::vector<EventLoop::Handle> timers;
  const auto at = [&](BootTime when, char name) {
    timers.push_back(loop_->call_at(when, [&fired, name] { fired += name; }));
  };
  at(now + 3ms, 'c');
  at(now + 1ms, 'a');
  at(now - 1ms, '0');
  at(now + 2ms, 'b');
  at(BootTime{}, '-');
  timers.push_back(loop_->call_at(now + 4ms, [this] { loop_->stop(); }));
  loop_->run();
  QCOMPARE(fired, QByteArray("-0abc"));
}

void EventLoopTest::a_timer_never_fires_too_early() {
  for (const std::chrono::nanoseconds delay :
       std::initializer_list<std::chrono::nanoseconds>{1ns, 999ns, 300us, 1001us, 5ms}) {
    const BootTime when = BootClock::now() + delay;
    std::optional<BootTime> fired;
    const EventLoop::Handle timer = loop_->call_at(when, [&] {
      fired = BootClock::now();
      QVERIFY(loop_->now() >= when);
      loop_->stop();
    });
    loop_->run();
    QVERIFY(fired && *fired >= when);
  }
}

void EventLoopTest::a_timer_dropped_by_another_of_the_same_moment_stays_silent() {
  const BootTime now = BootClock::now();
  bool fired = false;
  EventLoop::Handle second;
  const EventLoop::Handle first = loop_->call_at(now, [&] { second.reset(); });
  second = loop_->call_at(now, [&] { fired = true; });
  const EventLoop::Handle last = loop_->call_at(now, [this] { loop_->stop(); });
  loop_->run();
  QVERIFY(!fired);
  QVERIFY(!second);
}

void EventLoopTest::a_timer_may_be_set_anew_in_its_own_callback() {
  int fired = 0;
  EventLoop::Handle timer;
  std::function<void()> again = [&] {
    if (++fired == 10) {
      loop_->stop();
      return;
    }
    timer = loop_->call_at(loop_->now(), again);
  };
  timer = loop_->call_at(loop_->now(), again);
  loop_->run();
  QCOMPARE(fired, 10);
}

void EventLoopTest::timers_without_end_leave_descriptors_their_turn() {
  EventLoop::Handle timer;
  std::function<void()> at_once = [&] { timer = loop_->call_at(loop_->now(), at_once); };
  at_once();
  Pipe pipe;
  pipe.write();
  const EventLoop::Handle handle =
      watch(pipe.reader(), EventLoop::kRead, [this](unsigned) { loop_->stop(); });
  loop_->run();  // for ever, if it does not work
}

/// The kernel tells the clock of a timer: 7 is CLOCK_BOOTTIME.
void EventLoopTest::timers_are_measured_while_the_machine_sleeps() {
  QStringList clocks;
  const QDir folder(QStringLiteral("/proc/self/fdinfo"));
  for (const QString& name : folder.entryList(QDir::Files)) {
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::ReadOnly)) {
      continue;
    }
    for (const QByteArray& line : file.readAll().split('\n')) {
      if (line.startsWith("clockid: ")) {
        clocks << QString::fromLatin1(line);
      }
    }
  }
  QCOMPARE(clocks, QStringList{"clockid: 7"});
}

void EventLoopTest::a_descriptor_is_reported_when_it_is_ready() {
  Pipe pipe;
  unsigned seen = 0;
  const EventLoop::Handle reader = watch(pipe.reader(), EventLoop::kRead, [&](unsigned ready) {
    seen = ready;
    loop_->stop();
  });
  run_round();
  QCOMPARE(seen, 0U);
  pipe.write();
  loop_->run();
  QCOMPARE(seen, unsigned{EventLoop::kRead});

  unsigned writable = 0;
  const EventLoop::Handle writer =
      watch(pipe.writer(), EventLoop::kWrite, [&](unsigned ready) { writable = ready; });
  loop_->set_interests(reader, 0);
  run_round();
  QCOMPARE(writable, unsigned{EventLoop::kWrite});
}

void EventLoopTest::interests_change_at_any_time() {
  Pipe pipe;
  pipe.write();
  int calls = 0;
  EventLoop::Handle handle;
  handle = watch(pipe.reader(), EventLoop::kRead, [&](unsigned) {
    ++calls;
    loop_->set_interests(handle, 0);
    loop_->stop();
  });
  loop_->run();
  for (int round = 0; round < 3; ++round) {
    run_round();
  }
  QCOMPARE(calls, 1);
  loop_->set_interests(handle, EventLoop::kRead);
  loop_->run();
  QCOMPARE(calls, 2);
}

void EventLoopTest::a_hang_up_is_silent_while_nothing_is_wanted() {
  Pipe pipe;
  int calls = 0;
  const EventLoop::Handle handle = watch(pipe.reader(), EventLoop::kRead, [&](unsigned ready) {
    ++calls;
    QCOMPARE(ready, unsigned{EventLoop::kRead});
    loop_->stop();
  });
  loop_->set_interests(handle, 0);
  pipe.close_writer();
  run_round();
  QCOMPARE(calls, 0);
  loop_->set_interests(handle, EventLoop::kRead);
  loop_->run();
  QCOMPARE(calls, 1);
}

void EventLoopTest::a_hang_up_can_be_all_that_is_wanted() {
  Pipe pipe;
  int calls = 0;
  const EventLoop::Handle handle = watch(pipe.reader(), EventLoop::kHangUp, [&](unsigned ready) {
    ++calls;
    QCOMPARE(ready, unsigned{EventLoop::kHangUp});
    loop_->stop();
  });
  pipe.write();
  run_round();
  QCOMPARE(calls, 0);
  pipe.close_writer();
  loop_->run();
  QCOMPARE(calls, 1);
}

void EventLoopTest::a_watch_dropped_in_the_same_round_stays_silent() {
  Pipe first;
  Pipe second;
  first.write();
  second.write();
  std::array<EventLoop::Handle, 2> handles;
  int calls = 0;
  const auto drop_the_other = [&](std::size_t other) {
    return [&, other](unsigned) {
      ++calls;
      handles[other].reset();
    };
  };
  handles[0] = watch(first.reader(), EventLoop::kRead, drop_the_other(1));
  handles[1] = watch(second.reader(), EventLoop::kRead, drop_the_other(0));
  const EventLoop::Handle end =
      loop_->call_at(BootClock::now(), [this] { loop_->post([this] { loop_->stop(); }); });
  loop_->run();
  QCOMPARE(calls, 1);
}

void EventLoopTest::a_watch_may_drop_itself() {
  Pipe pipe;
  pipe.write();
  int calls = 0;
  const auto owned = std::make_shared<int>(0);
  EventLoop::Handle handle;
  handle = watch(pipe.reader(), EventLoop::kRead, [&, owned](unsigned) {
    handle.reset();
    // What the callback owns is still there.
    calls += ++*owned;
    loop_->stop();
  });
  loop_->run();
  run_round();
  QCOMPARE(calls, 1);
  QCOMPARE(owned.use_count(), 1);
}

void EventLoopTest::a_number_used_again_gets_its_own_events() {
  auto old_pipe = std::make_unique<Pipe>();
  Pipe trigger;
  old_pipe->write();
  trigger.write();
  const int number = old_pipe->reader();
  bool stale = false;
  std::unique_ptr<Pipe> fresh;
  EventLoop::Handle fresh_watch;
  EventLoop::Handle old_watch;
  // Watched first, so reported first: replaces the descriptor that the same round has an event for.
  EventLoop::Handle trigger_watch = watch(trigger.reader(), EventLoop::kRead, [&](unsigned) {
    trigger_watch.reset();
    old_watch.reset();
    old_pipe.reset();
    fresh = std::make_unique<Pipe>();
    QCOMPARE(fresh->reader(), number);
    fresh_watch = watch(number, EventLoop::kRead, [&](unsigned) { stale = true; });
    loop_->post([this] { loop_->stop(); });
  });
  old_watch = watch(number, EventLoop::kRead, [](unsigned) {});
  loop_->run();
  QVERIFY(!stale);
}

void EventLoopTest::what_cannot_be_watched_is_an_error() {
  QTemporaryFile file;
  QVERIFY(file.open());
  const auto handle = loop_->watch(file.handle(), EventLoop::kRead, [](unsigned) {});
  QVERIFY(!handle.ok());
  QVERIFY(handle.error().message.find("cannot be watched: Operation not permitted") !=
          std::string::npos);
  QVERIFY(!loop_->watch(-1, EventLoop::kRead, [](unsigned) {}).ok());
}

void EventLoopTest::handles_move() {
  bool fired = false;
  EventLoop::Handle first = loop_->call_at(BootTime{}, [&] { fired = true; });
  EventLoop::Handle second = std::move(first);
  QVERIFY(second);
  EventLoop::Handle third = loop_->call_at(BootTime{}, [] {});
  third = std::move(second);
  run_round();
  run_round();
  QVERIFY(fired);
}

void EventLoopTest::writing_to_a_broken_pipe_fails_and_ends_nobody() {
  std::array<int, 2> ends{};
  QCOMPARE(::pipe2(ends.data(), O_CLOEXEC), 0);
  ::close(ends[0]);
  ssize_t written = 0;
  int error = 0;
  loop_->post([&] {
    written = ::write(ends[1], "x", 1);
    error = errno;
    loop_->stop();
  });
  loop_->run();
  ::close(ends[1]);
  QCOMPARE(written, ssize_t{-1});
  QCOMPARE(error, EPIPE);
  // The thread gets the signal again, but not this one any more: nothing of it is left behind.
  sigset_t mask;
  ::pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  QCOMPARE(::sigismember(&mask, SIGPIPE), 0);
  ::sigpending(&mask);
  QCOMPARE(::sigismember(&mask, SIGPIPE), 0);
}

void EventLoopTest::before_each_wait_what_was_collected_can_be_flushed() {
  int collected = 0;
  int flushed = 0;
  loop_->before_wait([&] { flushed += std::exchange(collected, 0); });
  for (int number = 0; number < 3; ++number) {
    loop_->post([&] { ++collected; });
  }
  run_round();
  QCOMPARE(flushed, 3);
  loop_->before_wait({});
  loop_->post([&] { ++collected; });
  run_round();
  QCOMPARE(flushed, 3);
}

QTEST_APPLESS_MAIN(EventLoopTest)
#include "event_loop_test.moc"
