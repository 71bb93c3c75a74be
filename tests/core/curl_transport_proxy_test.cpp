// The ways through a proxy, and what is said when it does not let us through.
#include <QtTest>
#include <cstdlib>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "conformance/harness/listener.h"
#include "conformance/harness/scripted_server.h"
#include "core/transport_bench.h"
#include "support/std_strings.h"

using namespace tidings;
using conformance::Connection;
using conformance::FileDescriptor;
using conformance::ScriptedServer;
using test::TransportBench;
using Kind = HttpEnd::Kind;

namespace {

const std::string kEvent = "data: 1\n\n";
const std::string kAnswer =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + kEvent;

HttpConnectionSettings through(const std::string& proxy) {
  HttpConnectionSettings settings;
  settings.proxy = proxy;
  return settings;
}

/// Sets a variable of the environment for as long as it lives.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    ::setenv(name, value.c_str(), 1);
  }
  ~Variable() { ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

/// The server's side of SOCKS 5 (RFC 1928), without authentication.
class Socks {
 public:
  explicit Socks(FileDescriptor socket) : socket_(std::move(socket)) {
    ::fcntl(socket_.number(), F_SETFL, 0);  // reading waits
  }

  /// Greets, and returns the address asked for: `127.0.0.1:80` or `name:80`.
  std::string greet() {
    const std::string methods = read(2);
    read(static_cast<unsigned char>(methods[1]));
    write(std::string("\x05\x00", 2));
    const std::string request = read(4);
    std::string address;
    if (request[3] == 1) {
      for (const char byte : read(4)) {
        address += (address.empty() ? "" : ".") + std::to_string(static_cast<unsigned char>(byte));
      }
    } else {
      address = read(static_cast<unsigned char>(read(1)[0]));
    }
    const std::string port = read(2);
    return address + ":" +
           std::to_string(static_cast<unsigned char>(port[0]) * 256 +
                          static_cast<unsigned char>(port[1]));
  }
  void reply(char code) {
    write(std::string{'\x05', code} + std::string("\x00\x01\x00\x00\x00\x00\x00\x00", 8));
  }
  void await_request() {
    std::string head;
    while (!head.ends_with("\r\n\r\n")) {
      head += read(1);
    }
  }
  void write(const std::string& bytes) {
    QCOMPARE(::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
             static_cast<ssize_t>(bytes.size()));
  }
  void close() { socket_ = FileDescriptor(); }

 private:
  std::string read(std::size_t size) {
    std::string bytes(size, '\0');
    if (::recv(socket_.number(), bytes.data(), size, MSG_WAITALL) != static_cast<ssize_t>(size)) {
      qFatal("the client has gone");
    }
    return bytes;
  }
  FileDescriptor socket_;
};

}  // namespace

class CurlTransportProxyTest : public QObject {
  Q_OBJECT

 private slots:
  void http_through_a_proxy();
  void https_through_a_tunnel_that_is_refused_data();
  void https_through_a_tunnel_that_is_refused();
  void credentials_of_the_proxy_go_to_the_proxy();
  void socks5_data();
  void socks5();
  void socks5_that_refuses();
  void the_environment_names_the_proxy();
  void no_proxy_keeps_a_host_off_the_proxy_data();
  void no_proxy_keeps_a_host_off_the_proxy();
  void a_proxy_that_is_not_there();
  void a_proxy_whose_name_is_unknown();
  void what_is_no_address_of_a_proxy_is_not_tried_again();

 private:
  TransportBench bench_;
};

void CurlTransportProxyTest::http_through_a_proxy() {
  ScriptedServer proxy;
  const auto exchange = bench_.get("http://shop.test/stream", through(proxy.origin()));
  Connection& connection = proxy.await_request();
  QCOMPARE(connection.request().target, std::string("http://shop.test/stream"));
  connection.respond(200, {}, kEvent);
  QCOMPARE(exchange->await_end().kind, Kind::complete);
  QCOMPARE(exchange->await_bytes(0), kEvent);
}

void CurlTransportProxyTest::https_through_a_tunnel_that_is_refused_data() {
  QTest::addColumn<int>("status");
  QTest::addColumn<int>("kind");
  QTest::addColumn<QByteArray>("reason");
  QTest::newRow("for good") << 403 << static_cast<int>(Kind::unusable)
                            << QByteArray("the proxy refused to connect: it answered 403");
  QTest::newRow("for now") << 502 << static_cast<int>(Kind::interrupted)
                           << QByteArray("the proxy refused to connect: it answered 502");
  QTest::newRow("for want of credentials")
      << 407 << static_cast<int>(Kind::unusable) << QByteArray("the proxy wants other credentials");
}

void CurlTransportProxyTest::https_through_a_tunnel_that_is_refused() {
  QFETCH(int, status);
  QFETCH(int, kind);
  ScriptedServer proxy;
  const auto exchange = bench_.get("https://shop.test/stream", through(proxy.origin()));
  Connection& connection = proxy.await_request();
  QCOMPARE(connection.request().method, std::string("CONNECT"));
  QCOMPARE(connection.request().target, std::string("shop.test:443"));
  connection.respond(status);
  const HttpEnd end = exchange->await_end();
  const std::string reason = test::fetch("reason");
  QCOMPARE(end.reason.substr(0, reason.size()), reason);
  QCOMPARE(static_cast<int>(end.kind), kind);
  QCOMPARE(exchange->calls(), std::vector<std::string>{"end"});
}

void CurlTransportProxyTest::credentials_of_the_proxy_go_to_the_proxy() {
  ScriptedServer proxy;
  const std::string origin = proxy.origin();
  const auto exchange =
      bench_.get("http://shop.test/",
                 through("http://user:secret@" + origin.substr(std::size("http://") - 1)));
  Connection& connection = proxy.await_request();
  QCOMPARE(connection.request().header_values("Proxy-Authorization"),
           std::vector<std::string>{"Basic dXNlcjpzZWNyZXQ="});
  connection.respond(200, {}, kEvent);
  QCOMPARE(exchange->await_end().kind, Kind::complete);
}

void CurlTransportProxyTest::socks5_data() {
  QTest::addColumn<QByteArray>("scheme");
  QTest::addColumn<QByteArray>("url");
  QTest::addColumn<QByteArray>("asked");
  QTest::newRow("socks5") << QByteArray("socks5://") << QByteArray("http://127.0.0.1:8/")
                          << QByteArray("127.0.0.1:8");
  QTest::newRow("socks5, resolved here")
      << QByteArray("socks5://") << QByteArray("http://shop.loopback.test:8/")
      << QByteArray("127.0.0.1:8");
  QTest::newRow("socks5h, resolved by the proxy")
      << QByteArray("socks5h://") << QByteArray("http://shop.test/") << QByteArray("shop.test:80");
}

void CurlTransportProxyTest::socks5() {
  ScriptedServer proxy;
  const auto exchange =
      bench_.get(test::fetch("url"),
                 through(test::fetch("scheme") + "127.0.0.1:" + std::to_string(proxy.port())));
  Socks socks(proxy.accept_socket());
  QCOMPARE(socks.greet(), test::fetch("asked"));
  socks.reply(0);
  socks.await_request();
  socks.write(kAnswer);
  socks.close();
  QCOMPARE(exchange->await_end().kind, Kind::complete);
  QCOMPARE(exchange->await_bytes(0), kEvent);
}

void CurlTransportProxyTest::socks5_that_refuses() {
  ScriptedServer proxy;
  const auto exchange = bench_.get("http://127.0.0.1:8/",
                                   through("socks5://127.0.0.1:" + std::to_string(proxy.port())));
  Socks socks(proxy.accept_socket());
  socks.greet();
  socks.reply(5);
  const HttpEnd end = exchange->await_end();
  QCOMPARE(end.kind, Kind::interrupted);
  const std::string words = "the proxy could not connect";
  QCOMPARE(end.reason.substr(0, words.size()), words);
}

void CurlTransportProxyTest::the_environment_names_the_proxy() {
  for (const char* name : {"http_proxy", "all_proxy", "ALL_PROXY"}) {
    ScriptedServer proxy;
    const Variable variable(name, proxy.origin());
    const auto exchange = bench_.get("http://shop.test/");
    Connection& connection = proxy.await_request();
    QCOMPARE(connection.request().target, std::string("http://shop.test/"));
    connection.respond(200, {}, kEvent);
    QCOMPARE(exchange->await_end().kind, Kind::complete);
  }
}

void CurlTransportProxyTest::no_proxy_keeps_a_host_off_the_proxy_data() {
  QTest::addColumn<QByteArray>("name");
  QTest::addColumn<QByteArray>("value");
  QTest::newRow("NO_PROXY") << QByteArray("NO_PROXY") << QByteArray("127.0.0.1");
  QTest::newRow("no_proxy, one of several")
      << QByteArray("no_proxy") << QByteArray("a.test, 127.0.0.1,b.test");
  QTest::newRow("no_proxy, a network") << QByteArray("no_proxy") << QByteArray("127.0.0.0/8");
  QTest::newRow("no_proxy, all") << QByteArray("no_proxy") << QByteArray("*");
}

void CurlTransportProxyTest::no_proxy_keeps_a_host_off_the_proxy() {
  const conformance::RefusingPort proxy;
  ScriptedServer server;
  const std::string name = test::fetch("name");
  const Variable variable("http_proxy", "http://127.0.0.1:" + std::to_string(proxy.port()));
  const Variable exception(name.c_str(), test::fetch("value"));
  const auto exchange = bench_.get(server.url("/direct"));
  Connection& connection = server.await_request();
  QCOMPARE(connection.request().target, std::string("/direct"));
  connection.respond(200, {}, kEvent);
  QCOMPARE(exchange->await_end().kind, Kind::complete);
}

void CurlTransportProxyTest::a_proxy_that_is_not_there() {
  const conformance::RefusingPort port;
  const std::string address = "127.0.0.1:" + std::to_string(port.port());
  const HttpEnd end = bench_.get("http://shop.test/", through("http://" + address))->await_end();
  QCOMPARE(end.reason, "no connection to the proxy at " + address + ": connection refused");
  QCOMPARE(end.kind, Kind::interrupted);
}

void CurlTransportProxyTest::a_proxy_whose_name_is_unknown() {
  const HttpEnd end =
      bench_.get("http://shop.test/", through("http://unknown.test:3128"))->await_end();
  const std::string words = "the name of the proxy could not be resolved";
  QCOMPARE(end.reason.substr(0, words.size()), words);
  QCOMPARE(end.kind, Kind::interrupted);
}

void CurlTransportProxyTest::what_is_no_address_of_a_proxy_is_not_tried_again() {
  const Variable variable("http_proxy", ":::");
  const HttpEnd end = bench_.get("http://shop.test/")->await_end();
  QCOMPARE(end.kind, Kind::unusable);
  QVERIFY2(end.reason.starts_with("the proxy's address cannot be used"), end.reason.c_str());
}

QTEST_APPLESS_MAIN(CurlTransportProxyTest)
#include "curl_transport_proxy_test.moc"
