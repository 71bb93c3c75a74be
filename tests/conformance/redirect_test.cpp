// Redirects (CONTRACT 1, "What counts"): followed, at most 10 in a row; credentials and -H headers
// stay within the origin; 301-303 turn a POST into GET.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

constexpr const char* event_text = "data: x\n\n";

std::string location(const std::string& where) {
  return "Location: " + where + "\r\n";
}

/// `Location` as the server gives it, and the target that is asked for next.
Case leads_to(const std::string& name, const std::string& from, const std::string& to,
              const std::string& target, int status = 302) {
  return {name, [=](Scenario& s) {
            Program& watch = s.watch({"--count", "1", s.server().url(from)});
            s.server().await_request().respond(status, location(to));
            Connection& second = s.server().await_request();
            require_equal(second.request().target, target, "the target");
            second.open_stream().stream(event_text);
            watch.require_exit(0);
          }};
}

std::vector<Case> following_cases() {
  std::vector<Case> cases;
  for (const int status : {301, 302, 303, 307, 308}) {
    cases.push_back(leads_to(std::to_string(status), "/old", "/new", "/new", status));
  }
  const std::vector<Case> others = {
      leads_to("relative to the folder", "/a/b/old", "new", "/a/b/new"),
      leads_to("relative upwards", "/a/b/old", "../new?x=1", "/a/new?x=1"),
      leads_to("a query alone", "/a?x=1", "?y=2", "/a?y=2"),
      leads_to("with a fragment", "/a", "/b#part", "/b"),
      {"an absolute URL on another port",
       [](Scenario& s) {
         ScriptedServer other;
         Program& watch = s.follow({"--count", "1"});
         s.server().await_request().respond(302, location(other.url("/there")));
         Connection& second = other.await_request();
         require_equal(second.request().target, "/there", "the target");
         second.open_stream().stream(event_text);
         watch.require_exit(0);
       }},
      {"without a scheme",
       [](Scenario& s) {
         ScriptedServer other;
         Program& watch = s.follow({"--count", "1"});
         s.server().await_request().respond(
             302, location("//127.0.0.1:" + std::to_string(other.port()) + "/there"));
         other.open_stream().stream(event_text);
         watch.require_exit(0);
       }},
      {"on a kept-alive connection",
       [](Scenario& s) {
         Program& watch = s.follow({"--count", "1"});
         s.server().await_request().respond_keep_alive(302, location("/b"), "moved");
         s.server().open_stream().stream(event_text);
         watch.require_exit(0);
       }},
      {"the ordinary headers and the last event ID go along",
       [](Scenario& s) {
         s.follow({"--last-event-id", "7"});
         s.server().await_request().respond(302, location("/b"));
         const HttpRequest& request = s.server().await_request().request();
         require_equal(request.header("Accept").value_or(""), "text/event-stream", "Accept");
         require_equal(request.header("Cache-Control").value_or(""), "no-cache", "Cache-Control");
         require_equal(request.header("Last-Event-ID").value_or(""), "7", "Last-Event-ID");
       }},
      {"to a status that ends",
       [](Scenario& s) {
         Program& watch = s.follow();
         s.server().await_request().respond(302, location("/b"));
         s.server().await_request().respond(404);
         watch.require_exit(1);
       }},
      {"to 204",
       [](Scenario& s) {
         Program& watch = s.follow();
         s.server().await_request().respond(302, location("/b"));
         s.server().await_request().respond(204);
         watch.require_exit(0);
       }},
      {"to 401",
       [](Scenario& s) {
         Program& watch = s.follow();
         s.server().await_request().respond(302, location("/b"));
         s.server().await_request().respond(401);
         watch.require_exit(4);
       }},
      {"to a status that is tried again",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "10ms", "--count", "1"});
         s.server().await_request().respond(302, location("/b"));
         s.server().await_request().respond(503);
         s.server().open_stream().stream(event_text);
         watch.require_exit(0);
       }},
      {"to a stream that ends, and on with its id",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "10ms", "--count", "2"});
         s.server().await_request().respond(302, location("/b"));
         s.server().open_stream().stream("id: 1\ndata: x\n\n").close();
         Connection& again = s.server().await_request();
         require_equal(again.request().header("Last-Event-ID").value_or(""), "1", "Last-Event-ID");
         again.open_stream().stream(event_text);
         watch.require_exit(0);
       }},
  };
  cases.insert(cases.end(), others.begin(), others.end());
  return cases;
}

/// A redirect that cannot be followed ends the watch.
Case ends(const std::string& name, const std::string& headers, const std::string& reason = "") {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"--retry", "10ms"});
            s.server().await_request().respond(302, headers);
            watch.require_exit(1);
            require_contains(watch.err(), "ended: ", "stderr");
            require_contains(watch.err(), reason, "stderr");
            s.server().require_no_further_request();
          }};
}

std::vector<Case> refused_cases() {
  return {
      {"ten in a row are followed",
       [](Scenario& s) {
         Program& watch = s.follow({"--count", "1"});
         for (int i = 1; i <= 10; ++i) {
           s.server().await_request().respond(302, location("/" + std::to_string(i)));
         }
         s.server().open_stream().stream(event_text);
         watch.require_exit(0);
       }},
      {"an eleventh is not",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "10ms"});
         for (int i = 1; i <= 11; ++i) {
           s.server().await_request().respond(302, location("/" + std::to_string(i)));
         }
         watch.require_exit(1);
         require_contains(watch.err(), "redirect", "stderr");
         s.server().require_no_further_request();
       }},
      {"a loop ends",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "10ms"});
         for (int i = 1; i <= 11; ++i) {
           s.server().await_request().respond(301, location("/stream"));
         }
         watch.require_exit(1);
       }},
      {"the count starts over with each connection",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "10ms", "--count", "2"});
         for (int connection = 0; connection < 2; ++connection) {
           for (int i = 1; i <= 6; ++i) {
             s.server().await_request().respond(302, location("/" + std::to_string(i)));
           }
           s.server().open_stream().stream(event_text).close();
         }
         watch.require_exit(0);
       }},
      ends("no Location", "", "without saying where to go"),
      ends("no host", "Location: http://\r\n", "`http://`, which is no address"),
      ends("no port", "Location: http://127.0.0.1:99999/\r\n", "which is no address"),
      ends("another scheme", "Location: ftp://127.0.0.1/x\r\n", "unsupported scheme"),
      ends("a file", "Location: file:///etc/passwd\r\n"),
      ends("a script", "Location: javascript:alert(1)\r\n"),
      ends("data", "Location: data:text/event-stream,data:x\r\n"),
  };
}

/// Where the redirect leads: within the origin or out of it.
enum class To { SameOrigin, OtherPort, OtherHost };

/// Follows one redirect with these flags and hands over the second request.
void after_redirect(Scenario& s, To to, const Words& flags,
                    const std::function<void(const HttpRequest&)>& check) {
  ScriptedServer other;
  s.follow(flags);
  std::string where = s.server().url("/b");
  if (to == To::OtherPort) {
    where = other.url("/b");
  } else if (to == To::OtherHost) {
    where = "http://localhost:" + std::to_string(s.server().port()) + "/b";
  }
  s.server().await_request().respond(307, location(where));
  check((to == To::OtherPort ? other : s.server()).await_request().request());
}

Case keeps(const std::string& name, const Words& flags, const std::string& header,
           const std::string& value) {
  return {name + " stays within the origin", [=](Scenario& s) {
            after_redirect(s, To::SameOrigin, flags, [&](const HttpRequest& request) {
              require_equal(request.header(header).value_or(""), value, header);
            });
          }};
}

Case drops(const std::string& name, To to, const Words& flags, const std::string& header) {
  return {name, [=](Scenario& s) {
            after_redirect(s, to, flags, [&](const HttpRequest& request) {
              require(!request.header(header), header + " left its origin: " + request.head);
            });
          }};
}

std::vector<Case> credential_cases() {
  const Words token{"--token", "secret"};
  const Words header{"-H", "X-Shop: 7"};
  const Words cookie{"-H", "Cookie: a=b"};
  const Words authorization{"-H", "Authorization: Basic YTpi"};
  return {
      keeps("a token", token, "Authorization", "Bearer secret"),
      keeps("a header", header, "X-Shop", "7"),
      keeps("a cookie", cookie, "Cookie", "a=b"),
      keeps("an Authorization header", authorization, "Authorization", "Basic YTpi"),
      drops("a token does not go to another port", To::OtherPort, token, "Authorization"),
      drops("a token does not go to another host", To::OtherHost, token, "Authorization"),
      drops("a header does not go to another port", To::OtherPort, header, "X-Shop"),
      drops("a header does not go to another host", To::OtherHost, header, "X-Shop"),
      drops("a cookie does not go to another port", To::OtherPort, cookie, "Cookie"),
      drops("a cookie does not go to another host", To::OtherHost, cookie, "Cookie"),
      drops("Authorization does not go to another port", To::OtherPort, authorization,
            "Authorization"),
      drops("Authorization does not go to another host", To::OtherHost, authorization,
            "Authorization"),
      {"a backslash does not smuggle a token to another server",
       [](Scenario& s) {
         // One parser's server 127.0.0.1:PORT is another's user name.
         ScriptedServer other;
         Program& watch = s.follow({"--token", "secret", "-H", "X-Shop: 7", "--retry", "10ms"});
         const std::string own = s.server().origin();
         s.server().await_request().respond(
             307, location(own + "\\@127.0.0.1:" + std::to_string(other.port()) + "/"));
         watch.require_exit(1);
         require_contains(watch.err(), "backslash", "stderr");
         other.require_no_further_request();
       }},
      {"the next connection to the first origin has the token again",
       [](Scenario& s) {
         ScriptedServer other;
         s.follow({"--token", "secret", "--retry", "10ms"});
         s.server().await_request().respond(307, location(other.url("/b")));
         Connection& stream = other.await_request();
         require(!stream.request().header("Authorization"), "the token left its origin");
         stream.open_stream().stream(event_text).close();
         require_equal(s.server().await_request().request().header("Authorization").value_or(""),
                       "Bearer secret", "Authorization");
       }},
      {"the ordinary headers go to another origin",
       [](Scenario& s) {
         after_redirect(s, To::OtherPort, {}, [](const HttpRequest& request) {
           require_equal(request.header("Accept").value_or(""), "text/event-stream", "Accept");
         });
       }},
  };
}

/// POST with a body meets a redirect.
Case method_after(int status, const std::string& method, const std::string& body) {
  return {std::to_string(status) + " makes a POST a " + method, [=](Scenario& s) {
            Program& watch = s.follow({"-d", "body", "--count", "1"});
            s.server().await_request().respond(status, location("/b"));
            Connection& second = s.server().await_request();
            require_equal(second.request().method, method, "the method");
            require_equal(second.request().body, body, "the body");
            require(second.request().header("Content-Type").has_value() == !body.empty(),
                    "Content-Type must go with the body: " + second.request().head);
            second.open_stream().stream(event_text);
            watch.require_exit(0);
          }};
}

std::vector<Case> method_cases() {
  return {
      {"a body takes its type along to another origin",
       [](Scenario& s) {
         ScriptedServer other;
         s.follow({"-d", "{}"});
         s.server().await_request().respond(307, location(other.url("/b")));
         const HttpRequest& request = other.await_request().request();
         require_equal(request.body, "{}", "the body");
         require_equal(request.header("Content-Type").value_or(""), "application/json",
                       "Content-Type");
       }},
      method_after(301, "GET", ""),
      method_after(302, "GET", ""),
      method_after(303, "GET", ""),
      method_after(307, "POST", "body"),
      method_after(308, "POST", "body"),
  };
}

}  // namespace

class RedirectTest : public QObject {
  Q_OBJECT

 private slots:
  void followed_data() { following_.add_rows(); }
  void followed() { following_.verify_row(); }
  void limits_data() { refused_.add_rows(); }
  void limits() { refused_.verify_row(); }
  void credentials_data() { credentials_.add_rows(); }
  void credentials() { credentials_.verify_row(); }
  void method_data() { methods_.add_rows(); }
  void method() { methods_.verify_row(); }

 private:
  CaseTable following_{following_cases()};
  CaseTable refused_{refused_cases()};
  CaseTable credentials_{credential_cases()};
  CaseTable methods_{method_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::RedirectTest)
#include "redirect_test.moc"
