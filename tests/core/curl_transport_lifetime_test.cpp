// Exchanges that end, begin, pause and resume at any moment, their own callbacks included.
#include <QtTest>
#include <future>
#include <random>
#include <utility>

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include "conformance/harness/listener.h"
#include "conformance/harness/scripted_server.h"
#include "core/name_lookup.h"
#include "core/transport_bench.h"
#include "support/std_strings.h"

using namespace tidings;
using conformance::Connection;
using conformance::ScriptedServer;
using test::TransportBench;
using Exchange = TransportBench::Exchange;
using Reactions = TransportBench::Reactions;
using Kind = HttpEnd::Kind;
using Words = std::vector<std::string>;

namespace {

using Reaction = std::function<void(Exchange&)>;

struct Moment {
  const char* name;
  Reaction Reactions::*callback;
  Words calls;  ///< so far, that one included
};

const std::vector<Moment>& moments() {
  static const std::vector<Moment> kAll{
      {"sign of life", &Reactions::on_activity, {}},
      {"trace", &Reactions::on_trace, {}},
      {"head", &Reactions::on_head, {"head"}},
      {"bytes", &Reactions::on_bytes, {"head", "bytes"}},
      {"end", &Reactions::on_end, {"head", "bytes", "end"}},
  };
  return kAll;
}

HttpRequest traced_get(const std::string& url) {
  HttpRequest request;
  request.url = url;
  request.trace = true;
  return request;
}

/// Sends until the client's side takes no more; returns how much it took.
std::size_t send_until_blocked(const Connection& connection, std::size_t most) {
  const std::string piece(std::size_t{64} << 10, 'x');
  std::size_t sent = 0;
  while (sent < most) {
    const ssize_t size =
        ::send(connection.socket(), piece.data(), piece.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size > 0) {
      sent += static_cast<std::size_t>(size);
    } else if (!conformance::await_ready(connection.socket(), POLLOUT,
                                         conformance::Deadline(std::chrono::milliseconds(300)))) {
      break;
    }
  }
  return sent;
}

}  // namespace

class CurlTransportLifetimeTest : public QObject {
  Q_OBJECT

 private slots:
  void an_exchange_may_end_in_its_own_callbacks_data() { add_moments(); }
  void an_exchange_may_end_in_its_own_callbacks();
  void another_may_begin_in_a_callback_data() { add_moments(); }
  void another_may_begin_in_a_callback();
  void another_may_end_in_a_callback();
  void a_failure_never_comes_from_inside_start();
  void ending_does_not_wait_for_a_name_look_up();
  void those_who_share_a_look_up_come_and_go();
  void ending_does_not_wait_for_a_connection();
  void ending_closes_the_connection();
  void child_processes_do_not_inherit_the_connection();
  void a_pause_slows_the_sender_down();
  void a_pause_in_a_callback_holds_back_what_follows();
  void a_pause_may_come_before_the_connection();
  void nothing_comes_from_inside_resume();
  void a_pause_holds_back_what_compression_expands();
  void pausing_what_has_ended_does_nothing();

 private:
  static void add_moments();
  TransportBench bench_;
};

void CurlTransportLifetimeTest::add_moments() {
  QTest::addColumn<std::size_t>("number");
  for (std::size_t number = 0; number < moments().size(); ++number) {
    QTest::newRow(moments()[number].name) << number;
  }
}

void CurlTransportLifetimeTest::an_exchange_may_end_in_its_own_callbacks() {
  QFETCH(std::size_t, number);
  const Moment& moment = moments()[number];
  ScriptedServer server;
  std::promise<void> dropped;
  Reactions reactions;
  reactions.*moment.callback = [&](Exchange& exchange) {
    exchange.drop();
    dropped.set_value();
  };
  const auto exchange = bench_.start(traced_get(server.url()), reactions);
  if (std::string_view(moment.name) != "trace") {
    server.await_request().respond(200, {}, "data: 1\n\n");
  }
  QCOMPARE(dropped.get_future().wait_for(conformance::patience), std::future_status::ready);
  // Whatever else was under way on the loop has had its chance.
  for (int round = 0; round < 3; ++round) {
    bench_.on_loop([] {});
  }
  QCOMPARE(exchange->calls(), moment.calls);
}

void CurlTransportLifetimeTest::another_may_begin_in_a_callback() {
  QFETCH(std::size_t, number);
  const Moment& moment = moments()[number];
  ScriptedServer first_server;
  ScriptedServer second_server;
  std::unique_ptr<Exchange> second;
  Reactions reactions;
  reactions.*moment.callback = [&](Exchange& first) {
    if (!second) {
      second = bench_.get(second_server.url());
      first.drop();
    }
  };
  const auto first = bench_.start(traced_get(first_server.url()), reactions);
  if (std::string_view(moment.name) != "trace") {
    first_server.await_request().respond(200, {}, "data: 1\n\n");
  }
  second_server.await_request().respond(200, {}, "data: 2\n\n");
  bench_.on_loop([] {});
  QCOMPARE(second->await_end().kind, Kind::complete);
  QCOMPARE(second->await_bytes(0), std::string("data: 2\n\n"));
  QCOMPARE(first->calls(), moment.calls);
}

void CurlTransportLifetimeTest::another_may_end_in_a_callback() {
  ScriptedServer server;
  const auto second = bench_.get(server.url());
  Connection& connection = server.open_stream();
  second->await_head();
  Reactions reactions;
  reactions.on_bytes = [&](Exchange&) { second->drop(); };
  HttpRequest request;
  request.url = server.url();
  const auto first = bench_.start(request, reactions);
  server.await_request().respond(200, {}, "data: 1\n\n");
  QCOMPARE(first->await_end().kind, Kind::complete);
  connection.await_closed();
  QCOMPARE(second->calls(), Words{"head"});
}

void CurlTransportLifetimeTest::a_failure_never_comes_from_inside_start() {
  bool starting = false;
  bool ended_inside = false;
  Reactions reactions;
  reactions.on_end = [&](Exchange&) { ended_inside = starting; };
  HttpRequest request;
  request.url = "gopher://127.0.0.1/";
  std::unique_ptr<Exchange> failing;
  std::unique_ptr<Exchange> dropped;
  bench_.on_loop([&] {
    starting = true;
    failing = bench_.start(request, reactions);
    dropped = bench_.start(request, reactions);
    dropped->drop();
    starting = false;
  });
  QCOMPARE(failing->await_end().kind, Kind::unusable);
  QVERIFY(!ended_inside);
  QVERIFY(dropped->calls().empty());
}

void CurlTransportLifetimeTest::ending_does_not_wait_for_a_name_look_up() {
  const test::HangingLookUps hanging;
  const auto exchange = bench_.get("http://hangs.test/");
  hanging.await();
  exchange->drop();  // would wait until the test gives up
  QVERIFY(exchange->calls().empty());
}

/// In any order, also when one's end makes another go: nobody is forgotten.
void CurlTransportLifetimeTest::those_who_share_a_look_up_come_and_go() {
  ScriptedServer server;
  const std::string port = std::to_string(server.port());
  const std::vector<std::string> urls{"http://a.loopback.test:" + port + "/",
                                      "http://b.loopback.test:" + port + "/",
                                      "http://unknown.test/"};
  std::mt19937 random(7);
  const auto one_of = [&](std::size_t count) { return random() % count; };
  std::vector<std::unique_ptr<Exchange>> exchanges;
  Exchange* victim = nullptr;  // the loop's thread only
  Reactions reactions;
  reactions.on_end = [&](Exchange&) {
    if (victim != nullptr) {
      std::exchange(victim, nullptr)->drop();
    }
  };
  for (int step = 0; step < 400; ++step) {
    if (exchanges.size() < 20 || one_of(2) == 0) {
      HttpRequest request;
      request.url = urls[one_of(urls.size())];
      exchanges.push_back(bench_.start(std::move(request), reactions));
    } else {
      const std::size_t number = one_of(exchanges.size());
      bench_.on_loop([&] { victim = exchanges[one_of(exchanges.size())].get(); });
      if (one_of(2) == 0) {
        exchanges[number]->drop();
      }
      bench_.on_loop([&] { victim = nullptr; });
      exchanges.erase(exchanges.begin() + static_cast<std::ptrdiff_t>(number));
    }
  }
  exchanges.clear();
  ScriptedServer last;
  const auto exchange = bench_.get("http://a.loopback.test:" + std::to_string(last.port()) + "/");
  last.await_request().respond(200, {}, "x");
  QCOMPARE(exchange->await_end().kind, Kind::complete);
  QCOMPARE(bench_.get("http://unknown.test/")->await_end().stage, HttpEnd::Stage::name);
}

void CurlTransportLifetimeTest::ending_does_not_wait_for_a_connection() {
  const conformance::SilentPort port;
  const auto exchange = bench_.get("http://127.0.0.1:" + std::to_string(port.port()) + "/");
  exchange->drop();
  QVERIFY(exchange->calls().empty());
}

void CurlTransportLifetimeTest::ending_closes_the_connection() {
  ScriptedServer server;
  const auto exchange = bench_.get(server.url());
  Connection& connection = server.open_stream();
  exchange->await_head();
  exchange->drop();
  connection.await_closed();
}

void CurlTransportLifetimeTest::child_processes_do_not_inherit_the_connection() {
  ScriptedServer server;
  const auto exchange = bench_.get(server.url());
  Connection& connection = server.open_stream();
  exchange->await_head();
  int ours = 0;
  for (int fd = 0; fd < 1024; ++fd) {
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    if (::getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &size) == 0 &&
        peer.sin_family == AF_INET && ntohs(peer.sin_port) == server.port()) {
      ++ours;
      QVERIFY((::fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
    }
  }
  QCOMPARE(ours, 1);
  connection.close();
}

void CurlTransportLifetimeTest::a_pause_slows_the_sender_down() {
  constexpr std::size_t kMuch = std::size_t{256} << 20;
  ScriptedServer server;
  const auto exchange = bench_.get(server.url());
  Connection& connection = server.open_stream();
  exchange->await_head();
  exchange->pause();
  const std::size_t sent = send_until_blocked(connection, kMuch);
  QVERIFY(sent < kMuch / 4);  // what the kernel holds
  QCOMPARE(exchange->size(), 0U);

  exchange->resume();
  QCOMPARE(exchange->await_bytes(sent), std::string(sent, 'x'));
  connection.stream("more");
  connection.close();
  QCOMPARE(exchange->await_end().kind, Kind::complete);
  QCOMPARE(exchange->size(), sent + 4);
}

void CurlTransportLifetimeTest::a_pause_in_a_callback_holds_back_what_follows() {
  ScriptedServer server;
  Reactions reactions;
  reactions.on_bytes = [](Exchange& exchange) { exchange.pause(); };
  HttpRequest request;
  request.url = server.url();
  const auto exchange = bench_.start(request, reactions);
  Connection& connection = server.open_stream("", conformance::Framing::Chunked);
  std::string sent;
  for (int number = 0; number < 100; ++number) {
    const std::string piece = "data: " + std::to_string(number) + "\n\n";
    sent += piece;
    connection.stream(piece);
  }
  connection.end_stream();
  // Each piece pauses anew: the next comes only after a resume.
  while (exchange->size() < sent.size()) {
    const std::size_t before = exchange->size();
    exchange->await([&](const Exchange& e) { return e.size() >= before; }, "another piece");
    exchange->resume();
  }
  QCOMPARE(exchange->await_bytes(sent.size()), sent);
  exchange->resume();
  QCOMPARE(exchange->await_end().kind, Kind::complete);
}

void CurlTransportLifetimeTest::a_pause_may_come_before_the_connection() {
  ScriptedServer server;
  std::unique_ptr<Exchange> exchange;
  bench_.on_loop([&] {
    exchange = bench_.get(server.url());
    exchange->pause();
  });
  Connection& connection = server.open_stream();
  connection.stream("data: 1\n\n");
  exchange->await_head();
  bench_.on_loop([] {});
  QCOMPARE(exchange->calls(), Words{"head"});
  exchange->resume();
  QCOMPARE(exchange->await_bytes(9), std::string("data: 1\n\n"));
}

void CurlTransportLifetimeTest::nothing_comes_from_inside_resume() {
  ScriptedServer server;
  const auto exchange = bench_.get(server.url());
  Connection& connection = server.open_stream();
  exchange->await_head();
  exchange->pause();
  connection.stream("data: 1\n\n");
  std::size_t inside = 1;
  bench_.on_loop([&] {
    exchange->resume();
    inside = exchange->size();
    exchange->pause();
    exchange->resume();
    inside += exchange->size();
  });
  QCOMPARE(inside, 0U);
  QCOMPARE(exchange->await_bytes(9), std::string("data: 1\n\n"));
}

void CurlTransportLifetimeTest::a_pause_holds_back_what_compression_expands() {
  // 100 MiB in about 100 KiB, all within one read.
  const std::size_t size = std::size_t{100} << 20;
  const QByteArray compressed = qCompress(QByteArray(static_cast<qsizetype>(size), 'x'), 9).mid(4);
  ScriptedServer server;
  std::size_t largest = 0;
  std::size_t before = 0;
  Reactions reactions;
  reactions.on_bytes = [&](Exchange& exchange) {
    largest = std::max(largest, exchange.size() - before);
    before = exchange.size();
    exchange.pause();
    exchange.resume();
  };
  HttpRequest request;
  request.url = server.url();
  const auto exchange = bench_.start(request, reactions);
  server.await_request().respond(200, "Content-Encoding: deflate\r\n", compressed.toStdString());
  const HttpEnd end = exchange->await_end();
  QCOMPARE(end.reason, std::string(""));
  QCOMPARE(exchange->size(), size);
  QVERIFY(largest <= 16384);
}

void CurlTransportLifetimeTest::pausing_what_has_ended_does_nothing() {
  ScriptedServer server;
  const auto exchange = bench_.get(server.url());
  server.await_request().respond(200, {}, "data: 1\n\n");
  exchange->await_end();
  exchange->pause();
  exchange->resume();
  bench_.on_loop([] {});
  QCOMPARE(exchange->calls(), (Words{"head", "bytes", "end"}));
}

QTEST_APPLESS_MAIN(CurlTransportLifetimeTest)
#include "curl_transport_lifetime_test.moc"
