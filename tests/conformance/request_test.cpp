// What a request carries (CONTRACT 1: the request flags and "Every request carries…"), after
// web-platform-tests' request-accept and request-cache-control and sse-contract-tests' HTTP
// behaviour.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

using Check = std::function<void(const HttpRequest&)>;

/// The first request that these flags make.
Case request(const std::string& name, const Words& flags, const Check& check) {
  return {name, [=](Scenario& s) {
            s.follow(flags);
            check(s.server().await_request().request());
          }};
}

Check has(const std::string& header, const std::string& value) {
  return [=](const HttpRequest& request) {
    const Words values = request.header_values(header);
    require_equal(static_cast<long>(values.size()), 1, "the number of " + header + " headers");
    require_equal(values[0], value, header);
  };
}

Check lacks(const std::string& header) {
  return [=](const HttpRequest& request) {
    require(!request.header(header), header + " must not be sent: " + request.head);
  };
}

/// The request for a URL with this target.
Case target(const std::string& name, const std::string& in_url, const std::string& on_the_wire) {
  return {name, [=](Scenario& s) {
            s.watch({s.server().url(in_url)});
            require_equal(s.server().await_request().request().target, on_the_wire, "the target");
          }};
}

std::vector<Case> ordinary_cases() {
  return {
      request("GET over HTTP/1.1", {},
              [](const HttpRequest& r) {
                require_equal(r.method, "GET", "the method");
                require_equal(r.version, "HTTP/1.1", "the version");
                require_equal(r.body, "", "the body");
              }),
      request("Accept", {}, has("Accept", "text/event-stream")),
      request("Cache-Control", {}, has("Cache-Control", "no-cache")),
      request("User-Agent names the program", {},
              [](const HttpRequest& r) {
                require_contains(r.header("User-Agent").value_or(""), "idings", "User-Agent");
              }),
      request("no Last-Event-ID at first", {}, lacks("Last-Event-ID")),
      request("no Authorization without a token", {}, lacks("Authorization")),
      request("no Cookie", {}, lacks("Cookie")),
      request("no compression unasked", {}, lacks("Accept-Encoding")),
      request("no body announced", {}, lacks("Content-Length")),
      request("no chunked body", {}, lacks("Transfer-Encoding")),
      {"Host is the URL's",
       [](Scenario& s) {
         s.follow();
         const HttpRequest& r = s.server().await_request().request();
         require_equal(r.header("Host").value_or(""),
                       "127.0.0.1:" + std::to_string(s.server().port()), "Host");
       }},
      target("path and query as they are", "/a/b%20c?x=1&y=%2F", "/a/b%20c?x=1&y=%2F"),
      target("no path is /", "", "/"),
      target("a query without a path", "?x=1", "/?x=1"),
      target("the fragment stays here", "/s#part", "/s"),
      {"an IPv6 address",
       [](Scenario& s) {
         ScriptedServer six("::1");
         Program& watch = s.watch({"--count", "1", six.url()});
         Connection& stream = six.await_request();
         require_equal(stream.request().header("Host").value_or(""),
                       "[::1]:" + std::to_string(six.port()), "Host");
         stream.open_stream().stream("data: x\n\n");
         watch.require_exit(0);
       }},
      {"a host name",
       [](Scenario& s) {
         const std::string url = "http://localhost:" + std::to_string(s.server().port()) + "/s";
         Program& watch = s.watch({"--count", "1", url});
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
       }},
      {"the scheme's case does not matter",
       [](Scenario& s) {
         s.watch({"HTTP://127.0.0.1:" + std::to_string(s.server().port()) + "/s"});
         require_equal(s.server().await_request().request().target, "/s", "the target");
       }},
      {"the environment's proxy is none for loopback with no_proxy",
       [](Scenario& s) {
         s.follow({}, {.environment = {{"http_proxy", "http://127.0.0.1:1"},
                                       {"no_proxy", "127.0.0.1"}}});
         s.server().await_request();
       }},
  };
}

std::vector<Case> header_flag_cases() {
  return {
      request("-H adds a header", {"-H", "X-Shop: 7"}, has("X-Shop", "7")),
      request("--header does", {"--header", "X-Shop: 7"}, has("X-Shop", "7")),
      request("--header=… does", {"--header=X-Shop: 7"}, has("X-Shop", "7")),
      request("without a space", {"-H", "X-Shop:7"}, has("X-Shop", "7")),
      request("colons in the value", {"-H", "X-Time: 10:20:30"}, has("X-Time", "10:20:30")),
      request("UTF-8 in the value", {"-H", "X-Name: 가게"}, has("X-Name", "가게")),
      request("several", {"-H", "X-A: 1", "-H", "X-B: 2"},
              [](const HttpRequest& r) {
                has("X-A", "1")(r);
                has("X-B", "2")(r);
              }),
      request("the same name twice", {"-H", "X-A: 1", "-H", "X-A: 2"},
              [](const HttpRequest& r) {
                const Words values = r.header_values("X-A");
                require(values == Words{"1", "2"} || values == Words{"1, 2"},
                        "both values must be sent: " + r.head);
              }),
      request("Cookie", {"-H", "Cookie: a=b"}, has("Cookie", "a=b")),
      request("Authorization of another kind", {"-H", "Authorization: Basic YTpi"},
              has("Authorization", "Basic YTpi")),
      request("User-Agent is replaced", {"-H", "User-Agent: mine"}, has("User-Agent", "mine")),
      request("-H leaves the ordinary ones", {"-H", "X-Shop: 7"},
              has("Accept", "text/event-stream")),
      {"-H comes with every request",
       [](Scenario& s) {
         s.follow({"-H", "X-Shop: 7", "--retry", "10ms"});
         s.server().await_request().respond(503);
         has("X-Shop", "7")(s.server().await_request().request());
       }},
  };
}

std::vector<Case> last_event_id_cases() {
  return {
      request("--last-event-id", {"--last-event-id", "abc"}, has("Last-Event-ID", "abc")),
      request("with spaces and signs", {"--last-event-id", "a b:c/[1]"},
              has("Last-Event-ID", "a b:c/[1]")),
      request("beyond ASCII as UTF-8", {"--last-event-id", "…"}, has("Last-Event-ID", "…")),
      request("an empty one is none", {"--last-event-id", ""}, lacks("Last-Event-ID")),
      request("0", {"--last-event-id", "0"}, has("Last-Event-ID", "0")),
      {"it is sent again after a failure",
       [](Scenario& s) {
         s.follow({"--last-event-id", "abc", "--retry", "10ms"});
         s.server().await_request().respond(503);
         has("Last-Event-ID", "abc")(s.server().await_request().request());
       }},
      {"it is sent again after a stream without ids",
       [](Scenario& s) {
         s.follow({"--last-event-id", "abc", "--retry", "10ms"});
         s.server().open_stream().stream("data: x\n\n").close();
         has("Last-Event-ID", "abc")(s.server().await_request().request());
       }},
      {"the stream's own id replaces it",
       [](Scenario& s) {
         s.follow({"--last-event-id", "abc", "--retry", "10ms"});
         s.server().open_stream().stream("id: new\ndata: x\n\n").close();
         has("Last-Event-ID", "new")(s.server().await_request().request());
       }},
      {"an empty id of the stream takes it away",
       [](Scenario& s) {
         s.follow({"--last-event-id", "abc", "--retry", "10ms"});
         s.server().open_stream().stream("id:\ndata: x\n\n").close();
         lacks("Last-Event-ID")(s.server().await_request().request());
       }},
  };
}

}  // namespace

class RequestTest : public QObject {
  Q_OBJECT

 private slots:
  void ordinary_data() { ordinary_.add_rows(); }
  void ordinary() { ordinary_.verify_row(); }
  void header_flag_data() { header_flags_.add_rows(); }
  void header_flag() { header_flags_.verify_row(); }
  void last_event_id_data() { last_event_ids_.add_rows(); }
  void last_event_id() { last_event_ids_.verify_row(); }

 private:
  CaseTable ordinary_{ordinary_cases()};
  CaseTable header_flags_{header_flag_cases()};
  CaseTable last_event_ids_{last_event_id_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::RequestTest)
#include "request_test.moc"
