// All of the network is hostile: garbage, endless and crooked answers end in a sentence and the
// contract's status or the next try, never in a crash, a hang or memory without bound.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

constexpr const char* stream_head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
constexpr long kib_per_mib = 1024;

/// The contract's "under 300 MB"; a sanitizer's own share comes on top.
#ifdef TIDINGS_SANITIZED
constexpr long memory_bound = 1500 * kib_per_mib;
#else
constexpr long memory_bound = 300 * kib_per_mib;
#endif

/// The contract leaves room what such an answer is (an early end, or no stream); it is one of the
/// two, said in a sentence, and nothing is printed.
Case no_answer(const std::string& name, const std::string& bytes, bool then_close = true) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"-o", "data", "--retry", "5ms", "--max-retries", "1",
                                       "--heartbeat-timeout", "2s"});
            Connection& connection = s.server().await_request();
            static_cast<void>(connection.try_send(bytes));
            if (then_close) {
              connection.close();
            }
            const int status = watch.await_exit();
            require(status == 1 || status == 3, "the exit status is " + std::to_string(status));
            require_equal(watch.out(), "", "stdout");
            require_contains(watch.err(), "ended: ", "stderr");
          }};
}

std::vector<Case> garbage_cases() {
  using std::string_literals::operator""s;
  std::string noise;
  for (int i = 0; i < 20000; ++i) {
    noise += static_cast<char>((i * 7919 + i / 13) & 0xff);
  }
  return {
      no_answer("nothing", ""),
      no_answer("line ends", "\r\n\r\n\r\n"),
      no_answer("noise", noise),
      no_answer("NULs", std::string(1000, '\0')),
      no_answer("a text", "hello, this is no web server\r\n"),
      no_answer("another protocol", "SSH-2.0-OpenSSH_9.2p1\r\n"),
      no_answer("an SMTP server", "220 mail.example ESMTP\r\n"),
      no_answer("HTML without a head", "<html><body>login</body></html>\n"),
      no_answer("events without a head", "data: x\n\n"),
      no_answer("a TLS alert", "\x15\x03\x03\x00\x02\x02\x28"s),
      no_answer("HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
      no_answer("an HTTP/2 frame", "\x00\x00\x12\x04\x00\x00\x00\x00\x00"s + std::string(18, '\0')),
      no_answer("ICY instead of HTTP",
                "ICY 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: x\n\n"),
      no_answer("a status that is no number", "HTTP/1.1 abc OK\r\n\r\n"),
      no_answer("a status of two digits",
                "HTTP/1.1 20 OK\r\nContent-Type: text/event-stream\r\n\r\n"),
      no_answer("HTTP/9.9", "HTTP/9.9 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"),
      no_answer("only a status line", "HTTP/1.1 200 OK\r\n"),
      no_answer("a head without an end", std::string(stream_head) + "X-A: b"),
      no_answer("a head without an end that stays open", std::string(stream_head) + "X-A: b",
                false),
      no_answer("a NUL in a header",
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX: a\0b\r\n\r\n"s),
      no_answer("a header line of 1 MiB",
                std::string(stream_head) + "X: " + std::string(1 << 20, 'a') + "\r\n\r\n"),
      no_answer("two different Content-Lengths",
                std::string(stream_head) + "Content-Length: 5\r\nContent-Length: 7\r\n\r\n: abc\n"),
      no_answer("a negative Content-Length",
                std::string(stream_head) + "Content-Length: -5\r\n\r\n: abc\n"),
      no_answer("a Content-Length that is no number",
                std::string(stream_head) + "Content-Length: x\r\n\r\n: abc\n"),
      no_answer("a chunk size that is none",
                std::string(stream_head) + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"),
      no_answer("a chunk size of 100 digits", std::string(stream_head) +
                                                  "Transfer-Encoding: chunked\r\n\r\n" +
                                                  std::string(100, 'f') + "\r\n"),
      no_answer("an unknown transfer encoding",
                std::string(stream_head) + "Transfer-Encoding: bogus\r\n\r\n: abc\n"),
      no_answer("an unknown content encoding",
                std::string(stream_head) + "Content-Encoding: bogus\r\n\r\n: abc\n"),
  };
}

/// The server sends without end; the program gives up by itself, and stays small.
Case endless(const std::string& name, const std::string& begin, const std::string& piece,
             std::size_t bytes) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow(
                {"-o", "data", "--retry", "5ms", "--max-retries", "1", "--timeout", "25s"});
            Connection& connection = s.server().await_request();
            connection.send(begin);
            for (std::size_t sent = 0; sent < bytes && connection.try_send(piece);
                 sent += piece.size()) {
            }
            connection.close();
            const int status = watch.await_exit();
            require(status == 1 || status == 3, "the exit status is " + std::to_string(status));
            require(watch.peak_memory() < memory_bound,
                    "the program grew to " + std::to_string(watch.peak_memory()) + " KiB");
          }};
}

/// After so much of this in a stream the next event is printed, and the program stayed small.
Case flood(const std::string& name, const std::string& begin, const std::string& piece,
           std::size_t bytes, const std::string& end) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"-o", "data", "-e", "last", "--count", "1"});
            Connection& stream = s.server().open_stream();
            stream.send(begin);
            for (std::size_t sent = 0; sent < bytes; sent += piece.size()) {
              stream.send(piece);
            }
            stream.send(end + "event: last\ndata: x\n\n");
            watch.require_exit(0);
            require_equal(watch.out(), "x\n", "stdout");
            require(watch.peak_memory() < memory_bound,
                    "the program grew to " + std::to_string(watch.peak_memory()) + " KiB");
          }};
}

std::vector<Case> endless_cases() {
  constexpr std::size_t mib = std::size_t{1} << 20;
  const std::string block(mib, 'x');
  std::string headers;
  for (int i = 0; i < 1000; ++i) {
    headers += "X-Header-" + std::to_string(i) + ": some value that takes space\r\n";
  }
  std::string informational;
  for (int i = 0; i < 1000; ++i) {
    informational += "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
  }
  return {
      endless("endless header line", std::string(stream_head) + "X: ", block, 400 * mib),
      endless("endless headers", stream_head, headers, 400 * mib),
      endless("endless early hints", "", informational, 400 * mib),
      endless("endless status line", "HTTP/1.1 200 ", block, 400 * mib),
      endless("endless chunk size", std::string(stream_head) + "Transfer-Encoding: chunked\r\n\r\n",
              std::string(mib, '0'), 400 * mib),
      endless("endless chunk extension",
              std::string(stream_head) + "Transfer-Encoding: chunked\r\n\r\n9;", block, 100 * mib),
      flood("1 GB without a line end", "", block, 1000 * mib, "\n\n"),
      flood("a comment of 300 MB", ":", block, 300 * mib, "\n\n"),
      flood("a data line of 300 MB", "data: ", block, 300 * mib, "\n\n"),
      flood("data lines of 300 MB together", "", "data: " + block + "\n", 300 * mib, "\n"),
      flood("ids of 1 MiB", "", "id: " + block + "\ndata: y\n\n", 100 * mib, ""),
      flood("event types of 1 MiB", "", "event: " + block + "\ndata: y\n\n", 100 * mib, ""),
      flood("blank lines", "", std::string(mib, '\n'), 100 * mib, ""),
      flood("retry lines", "", "retry: 99999999999\n", 1 * mib, "\n"),
      flood("single newlines of data", "", "data\n", 1 * mib, "\n"),
  };
}

std::vector<Case> survival_cases() {
  return {
      {"100,000 events at once",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--count", "100000"});
         std::string text;
         std::string expected;
         for (int i = 0; i < 100000; ++i) {
           text += "data: " + std::to_string(i) + "\n\n";
           expected += std::to_string(i) + "\n";
         }
         s.server().open_stream().stream(text);
         watch.require_exit(0);
         require(watch.out() == expected, "events are missing, doubled or out of order");
       }},
      {"an id that no header can carry does not stop the stream",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--retry", "10ms", "--count", "2"});
         s.server()
             .open_stream()
             .stream(
                 "id: a\x01\x7f"
                 "b\ndata: x\n\n")
             .close();
         const std::string head =
             s.server().await_request().open_stream().stream("data: y\n\n").request().head;
         watch.require_exit(0);
         require_lacks(head.substr(0, head.size() - 2), "\n\n", "the head");
       }},
      {"plain HTTP where TLS is expected",
       [](Scenario& s) {
         Program& watch =
             s.watch({"--retry", "5ms", "--max-retries", "1",
                      "https://127.0.0.1:" + std::to_string(s.server().port()) + "/s"});
         Connection& connection = s.server().accept();
         static_cast<void>(connection.try_send("HTTP/1.1 400 Bad Request\r\n\r\n"));
         connection.close();
         const int status = watch.await_exit();
         require(status == 1 || status == 3, "the exit status is " + std::to_string(status));
       }},
      {"a million comments, then an event",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--count", "1"});
         std::string text;
         for (int i = 0; i < 1000000; ++i) {
           text += ":\n";
         }
         s.server().open_stream().stream(text + "data: x\n\n");
         watch.require_exit(0);
       }},
      {"hundreds of failures leave nothing behind",
       [](Scenario& s) {
         Program& watch = s.follow({"-q", "--retry", "1ms", "--retry-max", "1ms", "--count", "1"});
         for (int i = 0; i < 300; ++i) {
           s.server().await_request().reset();
         }
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require(watch.peak_memory() < 100 * kib_per_mib || memory_bound > 300 * kib_per_mib,
                 "the program grew to " + std::to_string(watch.peak_memory()) + " KiB");
       }},
  };
}

}  // namespace

class RobustnessTest : public QObject {
  Q_OBJECT

 private slots:
  void garbage_data() { garbage_.add_rows(); }
  void garbage() { garbage_.verify_row(); }
  void endless_data() { endless_.add_rows(); }
  void endless() { endless_.verify_row(); }
  void survival_data() { survival_.add_rows(); }
  void survival() { survival_.verify_row(); }

 private:
  CaseTable garbage_{garbage_cases()};
  CaseTable endless_{endless_cases(), 2};
  CaseTable survival_{survival_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::RobustnessTest)
#include "robustness_test.moc"
