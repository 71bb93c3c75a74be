// The way to the server: name, TCP, TLS, certificate.
#include <QtTest>

#include "core/diagnosis/observed.h"
#include "diagnosis/checks.h"

using namespace tidings;
using namespace tidings::test;
using namespace std::chrono_literals;
using Stage = HttpEnd::Stage;

namespace {

ObservedStream over_tls() {
  ObservedStream seen = good_stream();
  seen.url = seen.stream.url = "https://shop.example/v1/stream";
  seen.stream.connection->secured = 12ms;
  seen.stream.connection->certificate = {"CN = shop.example", "O = An Authority", std::nullopt,
                                         seen.stream.started + 24h * 90};
  return seen;
}

ObservedStream untrusted(const std::string& reason) {
  ObservedStream seen = over_tls();
  seen.untrusted_certificate = seen.stream.connection->certificate;
  seen.stream.connection->certificate.reset();
  seen.stream.connection->connected.reset();  // libcurl forgets it
  seen.stream.connection->secured.reset();
  set_failure(seen, Stage::certificate, reason);
  return seen;
}

}  // namespace

class ConnectionChecksTest : public QObject {
  Q_OBJECT

 private slots:
  void an_unknown_name_is_the_name_s_fault_alone() {
    ObservedStream seen = good_stream();
    seen.stream.url = "http://no-such.example/stream";
    seen.stream.connection.emplace();
    set_failure(seen, Stage::name, "the name of the server could not be resolved");
    QCOMPARE(verdict(name_check(seen)), "fail");
    QVERIFY(says(name_check(seen), "`no-such.example`"));
    QCOMPARE(verdict(tcp_check(seen)), "none");
    QCOMPARE(verdict(tls_check(seen)), "none");
    QCOMPARE(verdict(status_check(seen)), "none");
    QCOMPARE(diagnose(seen).checks.size(), std::size_t{1});
  }

  void what_ends_at_a_proxy_is_not_the_server_s() {
    ObservedStream seen = good_stream();
    seen.stream.connection.emplace();
    set_failure(seen, Stage::name, "the name of the proxy could not be resolved");
    QCOMPARE(verdict(name_check(seen)), "fail");
    QVERIFY(says(name_check(seen), "check the proxy that --proxy"));
    set_failure(seen, Stage::connection, "no connection to the proxy at p:1: connection refused");
    QCOMPARE(verdict(name_check(seen)), "none");
    QCOMPARE(verdict(tcp_check(seen)), "fail");
    QVERIFY(says(tcp_check(seen), "check the proxy that --proxy"));
    QVERIFY(!says(tcp_check(seen), "is the server running"));
    set_failure(seen, Stage::name, "could not be resolved (Could not resolve host: proxy.example)");
    QVERIFY(!says(name_check(seen), "check the proxy that --proxy"));
  }

  void a_missing_socket_has_advice_of_its_own() {
    ObservedStream seen = good_stream();
    seen.over_unix_socket = true;
    seen.stream.connection->connected.reset();
    set_failure(seen, Stage::connection, "no connection to the socket /s: connection refused");
    QCOMPARE(verdict(tcp_check(seen)), "fail");
    QVERIFY(says(tcp_check(seen), "check the socket's path"));
  }

  void what_leads_through_a_proxy_says_so() {
    ObservedStream seen = good_stream();
    seen.stream.url = "http://shop.example/stream";
    seen.stream.connection->port = 3128;
    QCOMPARE(verdict(name_check(seen)), "none");
    QVERIFY(says(tcp_check(seen), "connected to the proxy at 127.0.0.1 port 3128"));
    seen.stream.connection->port = 80;
    QCOMPARE(verdict(name_check(seen)), "ok");
    QVERIFY(says(tcp_check(seen), "connected to 127.0.0.1 port 80"));
  }

  void a_refused_connection_is_tcp_s() {
    ObservedStream seen = good_stream();
    seen.stream.connection->connected.reset();
    set_failure(seen, Stage::connection, "connection refused");
    QCOMPARE(verdict(name_check(seen)), "ok");
    QCOMPARE(verdict(tcp_check(seen)), "fail");
    QVERIFY(says(tcp_check(seen), "nothing listens there"));
    QCOMPARE(verdict(tls_check(seen)), "none");
    QCOMPARE(verdict(status_check(seen)), "none");
  }

  void not_being_connected_when_looking_stops_is_tcp_s() {
    ObservedStream seen = good_stream();
    seen.stream.connection.reset();
    seen.stream.head.reset();
    QCOMPARE(verdict(tcp_check(seen)), "fail");
    QVERIFY(says(tcp_check(seen), "no connection within 1m 15s"));
    QCOMPARE(verdict(status_check(seen)), "none");
  }

  void a_unix_socket_has_no_name() {
    ObservedStream seen = good_stream();
    seen.over_unix_socket = true;
    QCOMPARE(verdict(name_check(seen)), "none");
    QVERIFY(says(tcp_check(seen), "Unix socket"));
  }

  void plain_http_is_no_fault_unless_credentials_go_over_a_network() {
    ObservedStream seen = good_stream();
    seen.with_credentials = true;
    QCOMPARE(verdict(tls_check(seen)), "ok");
    seen.stream.url = "http://shop.example/v1/stream";
    QCOMPARE(verdict(tls_check(seen)), "warn");
    seen.with_credentials = false;
    QCOMPARE(verdict(tls_check(seen)), "ok");
    QCOMPARE(verdict(certificate_check(seen)), "none");
  }

  void a_good_certificate_is_named_with_its_last_day() {
    const ObservedStream seen = over_tls();
    QCOMPARE(verdict(tls_check(seen)), "ok");
    QCOMPARE(verdict(certificate_check(seen)), "ok");
    QVERIFY(says(certificate_check(seen), "valid until 2027-02-24, issued by O = An Authority"));
  }

  void a_certificate_about_to_expire_is_warned_of() {
    ObservedStream seen = over_tls();
    seen.stream.connection->certificate->expires = seen.stream.started + 24h * 13;
    QCOMPARE(verdict(certificate_check(seen)), "warn");
    QVERIFY(says(certificate_check(seen), "renew it"));
  }

  void an_expired_certificate_is_the_certificate_s_fault_alone() {
    ObservedStream seen = untrusted("the server's certificate is not trusted: it has expired");
    seen.untrusted_certificate->expires = seen.stream.started - 24h;
    QCOMPARE(verdict(certificate_check(seen)), "fail");
    QVERIFY(says(certificate_check(seen), "expired on 2026-11-25"));
    QVERIFY(says(certificate_check(seen), "renew the certificate"));
    QCOMPARE(verdict(tcp_check(seen)), "ok");
    QCOMPARE(verdict(tls_check(seen)), "ok");
    QCOMPARE(verdict(status_check(seen)), "none");
  }

  void advice_fits_why_a_certificate_is_not_trusted() {
    QVERIFY(says(certificate_check(untrusted("not trusted: it is for another host name")),
                 "use the name that the certificate is for"));
    QVERIFY(says(certificate_check(untrusted("not trusted: an authority that is not known here")),
                 "--cacert"));
  }

  void an_unchecked_certificate_is_warned_of() {
    ObservedStream seen = over_tls();
    seen.certificate_unchecked = true;
    QCOMPARE(verdict(tls_check(seen)), "warn");
  }

  void a_handshake_that_fails_is_tls_s() {
    ObservedStream seen = over_tls();
    seen.stream.connection->secured.reset();
    seen.stream.connection->certificate.reset();
    set_failure(seen, Stage::tls, "the port does not speak TLS: is it http instead of https?");
    QCOMPARE(verdict(tls_check(seen)), "fail");
    QVERIFY(says(tls_check(seen), "does not speak TLS"));
    QCOMPARE(verdict(certificate_check(seen)), "none");
    QCOMPARE(verdict(status_check(seen)), "none");
  }

  void a_handshake_without_end_is_tls_s() {
    ObservedStream seen = over_tls();
    seen.stream.connection->secured.reset();
    seen.stream.connection->certificate.reset();
    seen.stream.head.reset();
    QCOMPARE(verdict(tls_check(seen)), "fail");
  }
};

QTEST_APPLESS_MAIN(ConnectionChecksTest)
#include "connection_checks_test.moc"
