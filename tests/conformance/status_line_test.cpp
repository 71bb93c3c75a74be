// Status lines, -q, -v and what is kept secret (CONTRACT, head and "Status lines on stderr").
#include <QtCore/QRegularExpression>
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"
#include "conformance/harness/listener.h"

namespace tidings::conformance {

namespace {

void require_line(const std::string& err, const QString& pattern) {
  const QRegularExpression line("^" + pattern + "$", QRegularExpression::MultilineOption);
  require(line.match(QString::fromStdString(err)).hasMatch(),
          "no line of stderr matches " + pattern.toStdString() + ":\n    " + readable(err));
}

std::vector<Case> line_cases() {
  return {
      {"connecting, connected, ended",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "10ms"});
         s.server().open_stream().stream("data: x\n\n").close();
         s.server().await_request().respond(204);
         watch.require_exit(0);
         require_line(watch.err(),
                      "connecting to " +
                          QRegularExpression::escape(QString::fromStdString(s.server().url())));
         require_line(watch.err(), "connected");
         require_line(watch.err(), "reconnecting in \\S+: .+");
         require_line(watch.err(), "ended: .+");
       }},
      {"connected comes with the answer, before any event",
       [](Scenario& s) {
         Program& watch = s.follow();
         Connection& stream = s.server().await_request();
         watch.await_err("connecting to ");
         require_lacks(watch.err(), "connected", "stderr");
         stream.open_stream();
         watch.await_err("connected\n");
       }},
      {"the reason of a refused connection",
       [](Scenario& s) {
         const RefusingPort refusing;
         Program& watch = s.watch({"--retry", "5ms", "--max-retries", "1",
                                   "http://127.0.0.1:" + std::to_string(refusing.port()) + "/"});
         watch.require_exit(3);
         require_contains(watch.err(), "connection refused", "stderr");
       }},
      {"the reason of an error status",
       [](Scenario& s) {
         Program& watch = s.follow();
         s.server().await_request().respond(404);
         watch.require_exit(1);
         require_contains(watch.err(), "the server answered 404", "stderr");
       }},
      {"nothing of it on stdout",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--retry", "10ms"});
         s.server().open_stream().stream("data: x\n\n").close();
         s.server().await_request().respond(404);
         watch.require_exit(1);
         require_equal(watch.out(), "x\n", "stdout");
       }},
      {"-q: none of them",
       [](Scenario& s) {
         Program& watch = s.follow({"-q", "-o", "data", "--retry", "10ms"});
         s.server().open_stream().stream("data: x\n\n").close();
         s.server().await_request().respond(204);
         watch.require_exit(0);
         require_equal(watch.err(), "", "stderr");
         require_equal(watch.out(), "x\n", "stdout");
       }},
      {"--quiet with failures in between",
       [](Scenario& s) {
         Program& watch = s.follow({"--quiet", "--retry", "10ms", "--count", "1"});
         s.server().await_request().respond(503);
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_equal(watch.err(), "", "stderr");
       }},
      {"an empty reason phrase and a strange one make no second line",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "10ms"});
         s.server()
             .await_request()
             .send("HTTP/1.1 503 a\rb\tc\r\nContent-Length: 0\r\n\r\n")
             .close();
         s.server().await_request().respond(404);
         watch.require_exit(1);
         require_line(watch.err(), "reconnecting in \\S+: .+");
       }},
  };
}

std::vector<Case> verbose_cases() {
  return {
      {"-v shows request and response headers",
       [](Scenario& s) {
         Program& watch = s.follow({"-v", "-H", "X-Shop: 7", "--count", "1"});
         s.server().open_stream("X-Answer: 42\r\n").stream("data: x\n\n");
         watch.require_exit(0);
         for (const char* part :
              {"GET /stream", "X-Shop: 7", "text/event-stream", "200", "X-Answer: 42"}) {
           require_contains(watch.err(), part, "stderr");
         }
         require_equal(watch.out(), "x\n", "stdout");
       }},
      {"-v shows how long it took",
       [](Scenario& s) {
         Program& watch = s.follow({"-v", "--count", "1"});
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_line(watch.err(), R"(\* .*connected after \d+\.\dms, answered after \d+\.\dms)");
       }},
      {"--verbose never shows a token",
       [](Scenario& s) {
         Program& watch =
             s.follow({"--verbose", "--token-file", s.file("t", "s3cr3t-t0ken"), "--count", "1"});
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_lacks(watch.err(), "s3cr3t-t0ken", "stderr");
       }},
      {"nor an Authorization header, nor a cookie",
       [](Scenario& s) {
         Program& watch = s.follow({"-v", "-H", "Authorization: Basic czNjcjN0", "--count", "1"});
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_lacks(watch.err(), "czNjcjN0", "stderr");
       }},
      {"nor who logs in at a proxy",
       [](Scenario& s) {
         ScriptedServer proxy;
         const std::string login = "http://s3cr3t-user:s3cr3t-pw@127.0.0.1:";
         Program& watch = s.watch({"-v", "--count", "1", "--proxy",
                                   login + std::to_string(proxy.port()), "http://somewhere.test/"});
         Connection& stream = proxy.await_request();
         require(stream.request().header("Proxy-Authorization").has_value(), "no login");
         stream.open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_lacks(watch.err(), "s3cr3t", "stderr");
       }},
      {"nor in JSON output",
       [](Scenario& s) {
         Program& watch = s.follow({"-v", "--token", "s3cr3t-t0ken", "-o", "json", "--count", "1"});
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_lacks(watch.out() + watch.err(), "s3cr3t-t0ken", "stdout and stderr");
       }},
  };
}

/// A URL with a secret: it is sent, and shown as *** in every place.
Case masked(const std::string& name, const std::string& target) {
  return {name, [=](Scenario& s) {
            for (const char* form : {"json", "raw"}) {
              Program& watch = s.watch(
                  {"-v", "-o", form, "--count", "1", "--retry", "10ms", s.server().url(target)});
              Connection& first = s.server().await_request();
              require_contains(first.request().target, "s3cr3t", "the target");
              first.respond(503);
              s.server().open_stream().stream("data: x\n\n");
              watch.require_exit(0);
              require_lacks(watch.out() + watch.err(), "s3cr3t", "stdout and stderr");
              require_contains(watch.err(), "***", "stderr");
              require_contains(watch.err(), "shown=yes", "stderr");
            }
          }};
}

std::vector<Case> secret_cases() {
  return {
      masked("token", "/s?token=s3cr3t&shown=yes"),
      masked("access_token", "/s?shown=yes&access_token=s3cr3t"),
      masked("authorization", "/s?authorization=s3cr3t&shown=yes"),
      masked("key", "/s?key=s3cr3t&shown=yes#part"),
      masked("two of them", "/s?key=s3cr3t&shown=yes&token=s3cr3t2"),
      {"user info",
       [](Scenario& s) {
         const std::string port = std::to_string(s.server().port());
         Program& watch = s.watch(
             {"-v", "-o", "json", "--count", "1", "http://alice:s3cr3t@127.0.0.1:" + port + "/s"});
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_lacks(watch.out() + watch.err(), "s3cr3t", "stdout and stderr");
         require_lacks(watch.out() + watch.err(), "alice", "stdout and stderr");
         require_contains(watch.err(), "***", "stderr");
       }},
      {"in a redirect's Location",
       [](Scenario& s) {
         Program& watch = s.follow({"-v", "--count", "1"});
         s.server().await_request().respond(302, "Location: /b?token=s3cr3t\r\n");
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_lacks(watch.err(), "s3cr3t", "stderr");
       }},
      {"in the sentence about a bad URL",
       [](Scenario& s) {
         Program& watch = s.watch({"ftp://alice:s3cr3t@127.0.0.1/?token=s3cr3t"});
         watch.require_exit(1);
         require_lacks(watch.err(), "s3cr3t", "stderr");
       }},
  };
}

}  // namespace

class StatusLineTest : public QObject {
  Q_OBJECT

 private slots:
  void status_line_data() { lines_.add_rows(); }
  void status_line() { lines_.verify_row(); }
  void verbose_data() { verbose_.add_rows(); }
  void verbose() { verbose_.verify_row(); }
  void secret_data() { secrets_.add_rows(); }
  void secret() { secrets_.verify_row(); }

 private:
  CaseTable lines_{line_cases()};
  CaseTable verbose_{verbose_cases()};
  CaseTable secrets_{secret_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::StatusLineTest)
#include "status_line_test.moc"
