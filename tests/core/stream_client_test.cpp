// Many streams on one thread: what each call does, and when, also from inside callbacks.
#include "tidings/stream_client.h"

#include <QtTest>
#include <optional>
#include <thread>

#include "core/client_bench.h"

using namespace tidings;
using namespace std::chrono_literals;
using test::answering;
using test::ClientBench;
using Exchange = MemoryTransport::Exchange;

namespace {

/// A life with every callback: on each is acted, in turn.
const QStringList kMoments{"connecting", "open",         "event 1", "id 2",
                           "warning",    "reconnecting", "end"};

/// Event, id, warning, then a clean end; the second request is answered 204.
MemoryTransport::Script eventful() {
  return [requests = 0](Exchange& exchange) mutable {
    if (++requests > 1) {
      exchange.answer(204, {});
      return;
    }
    exchange.answer(200, {{"Content-Type", "text/event-stream"}});
    exchange.send("retry: 0\ndata: 1\n\nid: 2\n\nid: " + std::string(20000, 'x') + "\n\n");
    exchange.end();
  };
}

const QStringList kWholeLife{"one connecting", "one open",         "one event 1",    "one id 2",
                             "one warning",    "one reconnecting", "one connecting", "one end"};

/// `callbacks`, and `act` at the moment of this name.
StreamCallbacks acting_at(StreamCallbacks callbacks, const QString& moment,
                          const std::function<void()>& act) {
  const auto then = [&](const char* name, auto& callback) {
    if (moment.startsWith(QLatin1String(name))) {
      callback = [before = callback, act](const auto& what) {
        before(what);
        act();
      };
    }
  };
  then("connecting", callbacks.on_connecting);
  then("open", callbacks.on_open);
  then("event", callbacks.on_event);
  then("id", callbacks.on_last_event_id);
  then("warning", callbacks.on_warning);
  then("reconnecting", callbacks.on_reconnecting);
  then("end", callbacks.on_end);
  return callbacks;
}

QStringList until(const QString& moment) {
  return kWholeLife.mid(0, kWholeLife.indexOf("one " + moment) + 1);
}

}  // namespace

class StreamClientTest : public QObject {
  Q_OBJECT

 private slots:
  void a_stream_lives_from_connecting_to_its_end();

  void a_stream_removed_in_a_callback_is_silent_from_then_on_data() { add_moments(); }
  void a_stream_removed_in_a_callback_is_silent_from_then_on();
  void all_are_silent_once_stopped_in_a_callback_data() { add_moments(); }
  void all_are_silent_once_stopped_in_a_callback();
  void streams_are_added_in_callbacks_data() { add_moments(); }
  void streams_are_added_in_callbacks();
  void another_is_removed_in_a_callback_data() { add_moments(); }
  void another_is_removed_in_a_callback();

  void a_stream_removed_before_it_began_never_begins();
  void a_stream_added_and_removed_in_one_callback_never_begins();
  void removing_what_is_not_there_does_nothing();
  void removing_ends_the_request();
  void what_the_callbacks_own_goes_with_the_stream();

  void a_paused_stream_is_not_read();
  void the_last_of_pauses_and_resumes_counts_data();
  void the_last_of_pauses_and_resumes_counts();
  void a_pause_in_the_callback_that_adds_holds();
  void a_pause_outlives_the_connection();
  void a_resume_too_many_does_not_put_off_the_silence();

  void statistics_of_an_ended_stream_are_kept_until_it_is_removed();
  void reconnecting_now_does_not_wait();
  void reconnecting_now_takes_the_open_ones_on_request();

  void nothing_runs_after_stop();
  void stop_before_run_counts();
  void a_client_goes_before_its_streams_have_begun();
  void a_loop_that_the_caller_runs_serves_too();

 private:
  static void add_moments();
};

void StreamClientTest::add_moments() {
  QTest::addColumn<QString>("moment");
  for (const QString& moment : kMoments) {
    QTest::newRow(qPrintable(moment)) << moment;
  }
}

void StreamClientTest::a_stream_lives_from_connecting_to_its_end() {
  ClientBench bench(eventful());
  bench.follow("one");
  QCOMPARE(bench.take_log(), QStringList());
  bench.run_rounds();
  QCOMPARE(bench.take_log(), kWholeLife);
}

void StreamClientTest::a_stream_removed_in_a_callback_is_silent_from_then_on() {
  QFETCH(QString, moment);
  ClientBench bench(eventful());
  StreamId id = 0;
  id = bench.client.add(ClientBench::stream(), acting_at(bench.writing_down("one"), moment,
                                                         [&] { bench.client.remove(id); }));
  bench.run_rounds();
  QCOMPARE(bench.take_log(), until(moment));
  QCOMPARE(bench.open_requests(), 0);
}

void StreamClientTest::all_are_silent_once_stopped_in_a_callback() {
  QFETCH(QString, moment);
  ClientBench bench(eventful());
  bench.client.add(ClientBench::stream(),
                   acting_at(bench.writing_down("one"), moment, [&] { bench.client.stop(); }));
  bench.client.run();
  QCOMPARE(bench.take_log(), until(moment));
  QCOMPARE(bench.open_requests(), 0);
  bench.run_rounds();
  QCOMPARE(bench.take_log(), QStringList());
}

void StreamClientTest::streams_are_added_in_callbacks() {
  QFETCH(QString, moment);
  ClientBench bench(eventful());
  bool once = false;
  bench.client.add(ClientBench::stream(), acting_at(bench.writing_down("one"), moment, [&] {
                     if (!std::exchange(once, true)) {
                       for (int number = 0; number < 100; ++number) {
                         bench.follow("other");
                       }
                     }
                   }));
  bench.run_rounds();
  const QStringList log = bench.take_log();
  QCOMPARE(log.filter(QRegularExpression("^one")), kWholeLife);
  QCOMPARE(log.count("other end"), 100);
}

void StreamClientTest::another_is_removed_in_a_callback() {
  QFETCH(QString, moment);
  ClientBench bench(eventful());
  StreamId other = 0;
  bool removed = false;
  bench.client.add(ClientBench::stream(), acting_at(bench.writing_down("one"), moment, [&] {
                     bench.client.remove(other);
                     removed = true;
                     static_cast<void>(bench.take_log());
                   }));
  other = bench.follow("other");
  bench.run_rounds();
  QVERIFY(removed);
  QCOMPARE(bench.take_log().filter("other"), QStringList());
}

void StreamClientTest::a_stream_removed_before_it_began_never_begins() {
  ClientBench bench;
  bench.client.remove(bench.follow("one"));
  bench.run_rounds();
  QCOMPARE(bench.take_log(), QStringList());
  QVERIFY(bench.transport.exchanges().empty());
}

void StreamClientTest::a_stream_added_and_removed_in_one_callback_never_begins() {
  ClientBench bench(answering("data: 1\n\n"));
  bench.client.add(ClientBench::stream(), acting_at(bench.writing_down("one"), "event 1", [&] {
                     bench.client.remove(bench.follow("other"));
                   }));
  bench.run_rounds();
  QCOMPARE(bench.take_log(), (QStringList{"one connecting", "one open", "one event 1"}));
}

void StreamClientTest::removing_what_is_not_there_does_nothing() {
  ClientBench bench(answering("data: 1\n\n"));
  const StreamId id = bench.follow("one");
  bench.client.remove(id + 1);
  bench.client.remove(0);
  bench.run_rounds();
  bench.client.remove(id);
  bench.client.remove(id);
  bench.run_rounds();
  // The id that was removed before it existed is like any other now.
  bench.follow("two");
  bench.run_rounds();
  QCOMPARE(bench.take_log().filter("event"), (QStringList{"one event 1", "two event 1"}));
}

void StreamClientTest::removing_ends_the_request() {
  ClientBench bench;
  const StreamId id = bench.follow("one");
  bench.run_rounds();
  QCOMPARE(bench.open_requests(), 1);
  bench.client.remove(id);
  bench.run_rounds();
  QCOMPARE(bench.open_requests(), 0);
}

void StreamClientTest::what_the_callbacks_own_goes_with_the_stream() {
  ClientBench bench;
  const auto owned = std::make_shared<int>();
  StreamCallbacks callbacks;
  callbacks.on_event = [owned](const Event&) {};
  const StreamId id = bench.client.add(ClientBench::stream(), std::move(callbacks));
  bench.run_rounds();
  QCOMPARE(owned.use_count(), 2);
  bench.client.remove(id);
  bench.run_rounds();
  QCOMPARE(owned.use_count(), 1);
}

void StreamClientTest::a_paused_stream_is_not_read() {
  ClientBench bench;
  const StreamId id = bench.follow("one");
  bench.run_rounds();
  QVERIFY(!bench.last().paused());
  bench.client.pause(id);
  bench.run_rounds();
  QVERIFY(bench.last().paused());
  bench.client.resume(id);
  bench.run_rounds();
  QVERIFY(!bench.last().paused());
}

void StreamClientTest::the_last_of_pauses_and_resumes_counts_data() {
  QTest::addColumn<QByteArray>("calls");
  // P and R in a callback, p and r on another thread meanwhile.
  for (const char* calls :
       {"P",   "R",   "PR",  "RP",   "PRP",  "RPR",  "PPR",  "PRRP",   "p",
        "r",   "pr",  "rp",  "prp",  "Pr",   "Rp",   "rP",   "pR",     "PrP",
        "RpR", "pRp", "rPr", "prPR", "rpRP", "PRpr", "RPrp", "PrPrPr", "RpRpRp"}) {
    QTest::newRow(calls) << QByteArray(calls);
  }
}

void StreamClientTest::the_last_of_pauses_and_resumes_counts() {
  QFETCH(QByteArray, calls);
  ClientBench bench(answering("data: 1\n\n"));
  StreamId id = 0;
  const auto call = [&](char name) {
    if (name == 'P' || name == 'p') {
      bench.client.pause(id);
    } else {
      bench.client.resume(id);
    }
  };
  id = bench.client.add(ClientBench::stream(), acting_at(bench.writing_down("one"), "event 1", [&] {
                          for (const char name : calls) {
                            if (name == 'p' || name == 'r') {
                              std::thread([&] { call(name); }).join();
                            } else {
                              call(name);
                            }
                          }
                        }));
  bench.run_rounds();
  const char last = calls.back();
  QCOMPARE(bench.last().paused(), last == 'P' || last == 'p');
}

void StreamClientTest::a_pause_in_the_callback_that_adds_holds() {
  ClientBench bench(answering("data: 1\n\n"));
  StreamId other = 0;
  bench.client.add(ClientBench::stream(), acting_at(bench.writing_down("one"), "event 1", [&] {
                     other = bench.follow("other");
                     bench.client.pause(other);
                   }));
  bench.run_rounds();
  QVERIFY(other != 0);
  QVERIFY(bench.last().paused());
}

void StreamClientTest::a_pause_outlives_the_connection() {
  ClientBench bench;
  const StreamId id = bench.follow("one");
  bench.client.pause(id);
  bench.run_rounds();
  bench.last().end();
  bench.run_rounds();
  QCOMPARE(bench.transport.exchanges().size(), std::size_t{2});
  QVERIFY(bench.last().paused());
}

void StreamClientTest::a_resume_too_many_does_not_put_off_the_silence() {
  ClientBench bench;
  StreamSettings settings = ClientBench::stream();
  settings.heartbeat_timeout = 20ms;
  StreamCallbacks callbacks = bench.writing_down("one");
  callbacks.on_reconnecting = [&](const StreamReconnecting& next) {
    QCOMPARE(next.reason, std::string("no data for 20ms"));
    bench.client.stop();
  };
  const StreamId id = bench.client.add(settings, callbacks);
  // As often as the loop goes round: the stream would never be found silent.
  std::function<void()> resume = [&] {
    bench.client.resume(id);
    bench.loop->post(resume);
  };
  resume();
  bench.client.run();
}

void StreamClientTest::statistics_of_an_ended_stream_are_kept_until_it_is_removed() {
  ClientBench bench(eventful());
  const StreamId id = bench.follow("one");
  bench.run_rounds();
  const StreamStatistics statistics = bench.client.statistics(id);
  QCOMPARE(statistics.events, std::uint64_t{1});
  QCOMPARE(statistics.connections, std::uint64_t{1});
  QVERIFY(statistics.bytes > 20000);
  bench.client.remove(id);
  bench.run_rounds();
  QCOMPARE(bench.client.statistics(id).events, std::uint64_t{0});
  QCOMPARE(bench.client.statistics(12345).bytes, std::uint64_t{0});
}

void StreamClientTest::reconnecting_now_does_not_wait() {
  ClientBench bench([](Exchange& exchange) { exchange.answer(503, {{"Retry-After", "3600"}}); });
  for (const char* name : {"one", "two", "three"}) {
    bench.follow(name);
  }
  bench.run_rounds();
  QCOMPARE(bench.take_log().filter("reconnecting").size(), 3);
  bench.client.reconnect_now();
  bench.run_rounds();
  QCOMPARE(bench.transport.exchanges().size(), std::size_t{6});
}

void StreamClientTest::reconnecting_now_takes_the_open_ones_on_request() {
  ClientBench bench;
  bench.follow("one");
  bench.run_rounds();
  bench.client.reconnect_now();
  bench.run_rounds();
  QCOMPARE(bench.transport.exchanges().size(), std::size_t{1});
  bench.client.reconnect_now(true);
  bench.run_rounds();
  QCOMPARE(bench.transport.exchanges().size(), std::size_t{2});
  QCOMPARE(bench.open_requests(), 1);
}

void StreamClientTest::nothing_runs_after_stop() {
  ClientBench bench(answering("data: 1\n\n"));
  const StreamId id = bench.follow("one");
  bench.run_rounds();
  QCOMPARE(bench.take_log().size(), 3);
  bench.client.stop();
  QCOMPARE(bench.open_requests(), 0);
  bench.client.stop();
  bench.client.reconnect_now(true);
  bench.client.resume(id);
  bench.follow("two");
  bench.client.run();
  QVERIFY(bench.client.start().ok());
  bench.run_rounds();
  QCOMPARE(bench.take_log(), QStringList());
  QCOMPARE(bench.client.statistics(id).events, std::uint64_t{1});
}

void StreamClientTest::stop_before_run_counts() {
  ClientBench bench(answering("data: 1\n\n"));
  bench.follow("one");
  bench.client.stop();
  bench.client.run();  // for ever, if it does not work
  QCOMPARE(bench.take_log(), QStringList());
}

void StreamClientTest::a_client_goes_before_its_streams_have_begun() {
  auto client = StreamClient::create();
  QVERIFY(client.ok());
  const auto owned = std::make_shared<int>();
  StreamCallbacks callbacks;
  callbacks.on_event = [owned](const Event&) {};
  for (int number = 0; number < 10; ++number) {
    (*client)->add(ClientBench::stream(), callbacks);
  }
  (*client)->pause(1);
  (*client)->remove(2);
  client->reset();
  callbacks = {};
  QCOMPARE(owned.use_count(), 1);
}

void StreamClientTest::a_loop_that_the_caller_runs_serves_too() {
  ClientBench bench(answering("data: 1\n\n"));
  bench.client.add(ClientBench::stream(),
                   acting_at(bench.writing_down("one"), "event 1", [&] { bench.client.stop(); }));
  bench.follow("two");
  bench.run_rounds();  // the client's stop leaves the caller's loop alone
  QCOMPARE(bench.take_log().last(), QString("one event 1"));
  QCOMPARE(bench.open_requests(), 0);
}

QTEST_APPLESS_MAIN(StreamClientTest)
#include "stream_client_test.moc"
