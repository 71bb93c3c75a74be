// TLS, proxies and Unix sockets (CONTRACT 1: "as in curl", and "What counts").
#include <QtTest/QtTest>
#include <signal.h>

#include "conformance/harness/case_table.h"
#include "conformance/harness/certificates.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

constexpr const char* event_text = "data: x\n\n";
constexpr const char* here = "IP:127.0.0.1";

/// With a program that is going to break the handshake off, sooner or later.
void shake_hands(ScriptedServer& server) {
  try {
    server.accept().await_closed();
  } catch (const Failure&) {
    // Sooner: during the handshake.
  }
}

/// A server with this certificate is refused for good, with these words; `--retry` shows that it is
/// not tried again.
Case refused(const std::string& name, const std::string& subject, int days, bool trusted,
             const std::string& reason) {
  return {name, [=](Scenario& s) {
            const CertificateAuthority authority(s.directory());
            ScriptedServer server(authority.issue("server", subject, days));
            Words flags{"--retry", "10ms"};
            if (trusted) {
              flags.insert(flags.end(), {"--cacert", authority.file()});
            }
            flags.push_back(server.url());
            Program& watch = s.watch(flags);
            shake_hands(server);
            watch.require_exit(1);
            require_contains(watch.err(), "ended: ", "stderr");
            require_contains(watch.err(), reason, "stderr");
          }};
}

/// A server whose certificate is good, but not yet.
Case refused_until_2099() {
  return {
      "a certificate that is not valid yet", [](Scenario& s) {
        const CertificateAuthority authority(s.directory());
        ScriptedServer server(authority.issue_for_2099("server", here));
        Program& watch = s.watch({"--retry", "10ms", "--cacert", authority.file(), server.url()});
        shake_hands(server);
        watch.require_exit(1);
        require_contains(watch.err(), "not valid yet", "stderr");
      }};
}

/// With these flags (`CA` stands for the authority's file) the stream is followed.
Case accepted(const std::string& name, const Words& flags, const std::string& subject) {
  return {name, [=](Scenario& s) {
            const CertificateAuthority authority(s.directory());
            ScriptedServer server(authority.issue("server", subject));
            Words all{"-o", "data", "--count", "1"};
            for (const std::string& flag : flags) {
              all.push_back(flag == "CA" ? authority.file() : flag);
            }
            all.push_back(server.url());
            Program& watch = s.watch(all);
            server.open_stream().stream(event_text);
            watch.require_exit(0);
            require_equal(watch.out(), "x\n", "stdout");
          }};
}

std::vector<Case> tls_cases() {
  return {
      refused("an unknown authority", here, 2, false, "certificate"),
      refused("another name", "DNS:elsewhere.test", 2, true, "certificate"),
      refused("an expired certificate", here, -1, true, "expired"),
      refused_until_2099(),
      {"a certificate that only vouches for itself",
       [](Scenario& s) {
         const CertificateAuthority authority(s.directory());
         ScriptedServer server(TlsSettings{authority.file(), s.directory() / "ca.key", {}});
         Program& watch = s.watch({"--retry", "10ms", server.url()});
         shake_hands(server);
         watch.require_exit(1);
         require_contains(watch.err(), "it is self-signed", "stderr");
       }},
      accepted("--cacert", {"--cacert", "CA"}, here),
      accepted("-k", {"-k"}, here),
      accepted("--insecure with another name", {"--insecure"}, "DNS:elsewhere.test"),
      {"TLS over reconnects",
       [](Scenario& s) {
         const CertificateAuthority authority(s.directory());
         ScriptedServer server(authority.issue("server", here));
         Program& watch = s.watch({"-o", "data", "--cacert", authority.file(), "--retry", "10ms",
                                   "--count", "2", server.url()});
         server.open_stream().stream("id: 1\ndata: x\n\n").close();
         Connection& second = server.await_request();
         require_equal(second.request().header("Last-Event-ID").value_or(""), "1", "Last-Event-ID");
         second.open_stream().stream(event_text);
         watch.require_exit(0);
       }},
      {"TLS cut without its goodbye comes back",
       [](Scenario& s) {
         const CertificateAuthority authority(s.directory());
         ScriptedServer server(authority.issue("server", here));
         Program& watch =
             s.watch({"-o", "data", "-k", "--retry", "10ms", "--count", "2", server.url()});
         Connection& first = server.open_stream();
         first.stream(event_text);
         watch.await_out("x\n");
         first.reset();
         server.open_stream().stream(event_text);
         watch.require_exit(0);
       }},
      {"a client certificate",
       [](Scenario& s) {
         const CertificateAuthority authority(s.directory());
         TlsSettings settings = authority.issue("server", here);
         settings.client_ca = authority.file();
         const TlsSettings client = authority.issue("client", "DNS:client.test");
         ScriptedServer server(settings);
         Program& watch = s.watch({"-o", "data", "--cacert", authority.file(), "--cert",
                                   client.certificate.string(), "--key", client.key.string(),
                                   "--count", "1", server.url()});
         server.open_stream().stream(event_text);
         watch.require_exit(0);
       }},
      {"a token stays off a redirect from https to http",
       [](Scenario& s) {
         const CertificateAuthority authority(s.directory());
         ScriptedServer server(authority.issue("server", here));
         Program& watch = s.watch({"--token-file", s.file("t", "s3cr3t"), "--retry", "10ms",
                                   "--cacert", authority.file(), "--timeout", "5s", server.url()});
         server.await_request().respond(302, "Location: " + s.server().url("/b") + "\r\n");
         // The program may refuse to follow, or follow without the token.
         const Deadline deadline(std::chrono::seconds(10));
         while (watch.running() && !deadline.passed()) {
           try {
             Connection& plain = s.server().await_request(Deadline(std::chrono::milliseconds(100)));
             require_lacks(plain.request().head, "s3cr3t", "the request over plain http");
             return;
           } catch (const Failure& failure) {
             if (std::string(failure.what()).find("no further request") == std::string::npos) {
               throw;
             }
           }
         }
         watch.require_exit(1);
       }},
      {"an authority that SSL_CERT_FILE names",
       [](Scenario& s) {
         const CertificateAuthority authority(s.directory());
         ScriptedServer server(authority.issue("server", here));
         Program& watch = s.watch({"--count", "1", server.url()},
                                  {.environment = {{"SSL_CERT_FILE", authority.file()}}});
         server.open_stream().stream(event_text);
         watch.require_exit(0);
       }},
      {"a handshake that the server breaks off is said in words",
       [](Scenario& s) {
         Program& watch = s.watch({"--max-retries", "1",
                                   "https://127.0.0.1:" + std::to_string(s.server().port()) + "/"});
         s.server().accept().close();
         watch.require_exit(3);
         require_contains(watch.err(), "the server broke off the TLS handshake", "stderr");
       }},
      {"a --cacert that is not there is told",
       [](Scenario& s) {
         Program& watch =
             s.watch({"--cacert", "/nowhere.pem", "--retry", "10ms", "--max-retries", "1",
                      "https://127.0.0.1:" + std::to_string(s.server().port()) + "/"});
         const int status = watch.await_exit();
         require(status == 1 || status == 2, "the exit status is " + std::to_string(status));
         require_contains(watch.err(), "/nowhere.pem", "stderr");
       }},
  };
}

std::vector<Case> way_cases() {
  return {
      {"--unix-socket",
       [](Scenario& s) {
         const std::string path = (s.directory() / "socket").string();
         ScriptedServer server(ScriptedServer::UnixSocket{path});
         Program& watch = s.watch(
             {"-o", "data", "--unix-socket", path, "--count", "1", "http://somewhere.test/stream"});
         Connection& stream = server.await_request();
         require_equal(stream.request().header("Host").value_or(""), "somewhere.test", "Host");
         stream.open_stream().stream(event_text);
         watch.require_exit(0);
       }},
      {"--proxy",
       [](Scenario& s) {
         ScriptedServer proxy;
         Program& watch = s.watch({"-o", "data", "--proxy", proxy.origin(), "--count", "1",
                                   "http://somewhere.test/stream"});
         Connection& stream = proxy.await_request();
         require_equal(stream.request().target, "http://somewhere.test/stream", "the target");
         stream.open_stream().stream(event_text);
         watch.require_exit(0);
       }},
      {"a proxy from the environment",
       [](Scenario& s) {
         ScriptedServer proxy;
         Program& watch = s.watch({"-o", "data", "--count", "1", "http://somewhere.test/stream"},
                                  {.environment = {{"http_proxy", proxy.origin()}}});
         Connection& stream = proxy.await_request();
         require_equal(stream.request().target, "http://somewhere.test/stream", "the target");
         stream.open_stream().stream(event_text);
         watch.require_exit(0);
       }},
      {"--proxy with nothing: none, whatever the environment says",
       [](Scenario& s) {
         ScriptedServer proxy;
         Program& watch = s.follow({"--proxy", "", "--count", "1"},
                                   {.environment = {{"http_proxy", proxy.origin()}}});
         s.server().open_stream().stream(event_text);
         watch.require_exit(0);
         proxy.require_no_further_request();
       }},
      {"an https proxy whose authority SSL_CERT_FILE names",
       [](Scenario& s) {
         const CertificateAuthority authority(s.directory());
         ScriptedServer proxy(authority.issue("proxy", here));
         Program& watch =
             s.watch({"--proxy", proxy.origin(), "--count", "1", "http://somewhere.test/stream"},
                     {.environment = {{"SSL_CERT_FILE", authority.file()}}});
         Connection& stream = proxy.await_request();
         require_equal(stream.request().target, "http://somewhere.test/stream", "the target");
         stream.open_stream().stream(event_text);
         watch.require_exit(0);
       }},
      {"an https proxy that nobody vouches for",
       [](Scenario& s) {
         const CertificateAuthority authority(s.directory());
         ScriptedServer proxy(authority.issue("proxy", here));
         Program& watch = s.watch(
             {"--proxy", proxy.origin(), "--retry", "10ms", "http://somewhere.test/stream"});
         shake_hands(proxy);
         watch.require_exit(1);
         require_contains(watch.err(), "the proxy's certificate is not trusted", "stderr");
       }},
      {"a proxy that is not there is named, and only then",
       [](Scenario& s) {
         const std::string nobody =
             "127.0.0.1:" + std::to_string(ScriptedServer(ScriptedServer::Refusing()).port());
         Program& proxied = s.watch(
             {"--proxy", "http://" + nobody, "--max-retries", "1", "http://somewhere.test/"});
         proxied.require_exit(3);
         require_contains(proxied.err(), "no connection to the proxy at " + nobody, "stderr");
         // Another spelling of the address is no proxy.
         Program& direct =
             s.watch({"--max-retries", "1", "http://0x7f.1" + nobody.substr(9) + "/"});
         direct.require_exit(3);
         require_lacks(direct.err(), "proxy", "stderr");
       }},
      {"a host name beyond ASCII",
       [](Scenario& s) {
         ScriptedServer proxy;
         s.watch({"--proxy", proxy.origin(),
                  "http://b\xc3\xbc"
                  "cher.test/"});
         require_equal(proxy.await_request().request().target, "http://xn--bcher-kva.test/",
                       "the target");
       }},
      {"a path that is too long for a Unix socket",
       [](Scenario& s) {
         Program& watch = s.watch({"--unix-socket", "/" + std::string(200, 'x'), "--retry", "10ms",
                                   "http://somewhere.test/"});
         watch.require_exit(1);
         require_contains(watch.err(), "too long", "stderr");
       }},
      {"a proxy that wants credentials",
       [](Scenario& s) {
         ScriptedServer proxy;
         Program& watch =
             s.watch({"--proxy", proxy.origin(), "--retry", "10ms", "http://somewhere.test/"});
         proxy.await_request().respond(407, "Proxy-Authenticate: Basic\r\n");
         watch.require_exit(1);
         require_contains(watch.err(), "proxy wants credentials", "stderr");
       }},
      {"a proxy that refuses a tunnel",
       [](Scenario& s) {
         ScriptedServer proxy;
         Program& watch = s.watch({"--proxy", proxy.origin(), "--retry", "5ms", "--max-retries",
                                   "1", "https://somewhere.test/stream"});
         Connection& tunnel = proxy.await_request();
         require_equal(tunnel.request().method, "CONNECT", "the method");
         tunnel.respond(502);
         const int status = watch.await_exit();
         require(status == 1 || status == 3, "the exit status is " + std::to_string(status));
       }},
      {"a token does not go to the proxy with CONNECT",
       [](Scenario& s) {
         ScriptedServer proxy;
         s.watch({"--proxy", proxy.origin(), "--token-file", s.file("t", "s3cr3t"), "-H",
                  "X-Shop: 7", "https://somewhere.test/stream"});
         Connection& tunnel = proxy.await_request();
         require_lacks(tunnel.request().head, "s3cr3t", "the CONNECT request");
         require_lacks(tunnel.request().head, "X-Shop", "the CONNECT request");
       }},
      {"--http2 falls back to HTTP/1.1",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--http2", "--count", "1"});
         s.server().open_stream().stream(event_text);
         watch.require_exit(0);
       }},
  };
}

}  // namespace

class NetworkTest : public QObject {
  Q_OBJECT

 private slots:
  void tls_data() { tls_.add_rows(); }
  void tls() { tls_.verify_row(); }
  void way_data() { ways_.add_rows(); }
  void way() { ways_.verify_row(); }

 private:
  CaseTable tls_{tls_cases()};
  CaseTable ways_{way_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::NetworkTest)
#include "network_test.moc"
