// How HTTP may carry a stream: every framing a server or proxy uses, and every way a body ends
// early.
#include <array>

#include <QtTest/QtTest>
#include <zlib.h>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

constexpr const char* type = "Content-Type: text/event-stream\r\n";
constexpr const char* event_text = "data: x\n\n";

/// These bytes, then silence: one event comes out of them.
Case carries_one_event(const std::string& name, const std::string& bytes) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"-o", "data"});
            Connection& connection = s.server().await_request();
            connection.send(bytes);
            watch.await_out("x\n");
            require(watch.running(), "the stream goes on");
            require_equal(watch.out(), "x\n", "stdout");
          }};
}

std::vector<Case> framing_cases() {
  const std::string head = std::string("HTTP/1.1 200 OK\r\n") + type;
  const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  return {
      carries_one_event("until the connection closes", head + "\r\n" + event_text),
      carries_one_event("HTTP/1.0",
                        std::string("HTTP/1.0 200 OK\r\n") + type + "\r\n" + event_text),
      carries_one_event("Connection: close", head + "Connection: close\r\n\r\n" + event_text),
      carries_one_event("a Content-Length beyond it",
                        head + "Content-Length: 1000\r\n\r\n" + event_text),
      carries_one_event("chunked", chunked + chunk(event_text)),
      carries_one_event("chunks that cut lines",
                        chunked + chunk("da") + chunk("ta: x") + chunk("\n\n")),
      carries_one_event("chunk sizes in capitals with zeros",
                        chunked + "0009\r\n" + event_text + "\r\n"),
      carries_one_event("chunk extensions",
                        chunked + "9;name=value;other=\"a b\"\r\n" + event_text + "\r\n"),
      carries_one_event("chunked in capitals",
                        head + "Transfer-Encoding: Chunked\r\n\r\n" + chunk(event_text)),
      carries_one_event("no reason phrase",
                        std::string("HTTP/1.1 200\r\n") + type + "\r\n" + event_text),
      carries_one_event("a long reason phrase", "HTTP/1.1 200 " + std::string(1000, 'r') + "\r\n" +
                                                    type + "\r\n" + event_text),
      carries_one_event(
          "lines that end with LF alone",
          std::string("HTTP/1.1 200 OK\nContent-Type: text/event-stream\n\n") + event_text),
      carries_one_event("100 Continue before it",
                        "HTTP/1.1 100 Continue\r\n\r\n" + head + "\r\n" + event_text),
      carries_one_event(
          "103 Early Hints before it",
          "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + head + "\r\n" + event_text),
      carries_one_event("two hundred headers",
                        [&] {
                          std::string many = head;
                          for (int i = 0; i < 200; ++i) {
                            many += "X-Header-" + std::to_string(i) + ": some value\r\n";
                          }
                          return many + "\r\n" + event_text;
                        }()),
      carries_one_event("an unknown Content-Encoding that is none",
                        head + "Content-Encoding: identity\r\n\r\n" + event_text),
      {"a head in single bytes",
       [=](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--count", "1"});
         s.server().await_request().send_in_pieces(head + "\r\n" + event_text, 1);
         watch.require_exit(0);
       }},
      {"chunks in single bytes",
       [=](Scenario& s) {
         Program& watch = s.follow({"-o", "data"});
         s.server().await_request().send_in_pieces(chunked + chunk("data: ") + chunk("x\n\n"), 1);
         watch.await_out("x\n");
         require_equal(watch.out(), "x\n", "stdout");
       }},
      {"the head long before the first event",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data"});
         Connection& stream = s.server().open_stream();
         watch.await_err("connected");
         stream.stream(event_text);
         watch.await_out("x\n");
       }},
  };
}

std::string gzipped(const std::string& text) {
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY);
  std::string in = text;
  std::array<char, 4096> out{};
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = out.size();
  deflate(&stream, Z_SYNC_FLUSH);
  const std::string result(out.data(), out.size() - stream.avail_out);
  deflateEnd(&stream);
  return result;
}

std::vector<Case> compression_cases() {
  const std::string head =
      std::string("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n") + type + "\r\n";
  return {
      carries_one_event("gzip that nobody asked for is decoded", head + gzipped(event_text)),
      {"--compressed asks for it and decodes it event by event",
       [=](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--compressed"});
         Connection& connection = s.server().await_request();
         require_contains(connection.request().header("Accept-Encoding").value_or(""), "gzip",
                          "Accept-Encoding");
         connection.send(head + gzipped(event_text));
         watch.await_out("x\n");
       }},
      {"damaged gzip is a failed try",
       [=](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--retry", "10ms", "--max-retries", "1"});
         s.server().await_request().send(head + "this is not gzip").close();
         const int status = watch.await_exit();
         require(status == 1 || status == 3, "the exit status is " + std::to_string(status));
         require_equal(watch.out(), "", "stdout");
       }},
  };
}

/// The body breaks off after one event: the program says so and comes back.
Case comes_back(const std::string& name, const std::function<void(Connection&)>& answer) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"-o", "json", "--retry", "10ms", "--count", "2"});
            Connection& first = s.server().await_request();
            answer(first);
            Connection& second = s.server().await_request();
            require_equal(second.request().header("Last-Event-ID").value_or(""), "1",
                          "Last-Event-ID");
            second.open_stream().stream("data: y\n\n");
            watch.require_exit(0);
            require_contains(watch.err(), "reconnecting in ", "stderr");
          }};
}

std::vector<Case> early_end_cases() {
  const std::string head = std::string("HTTP/1.1 200 OK\r\n") + type;
  const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  const std::string event = "id: 1\ndata: x\n\n";
  return {
      comes_back("a clean end of a connection",
                 [=](Connection& c) { c.send(head + "\r\n" + event).close(); }),
      comes_back("the last chunk",
                 [=](Connection& c) { c.send(chunked + chunk(event) + chunk("")).close(); }),
      comes_back(
          "the last chunk with trailers",
          [=](Connection& c) { c.send(chunked + chunk(event) + "0\r\nX-A: b\r\n\r\n").close(); }),
      comes_back("the last chunk on a connection that stays",
                 [=](Connection& c) { c.send(chunked + chunk(event) + chunk("")).await_reuse(); }),
      comes_back("no last chunk", [=](Connection& c) { c.send(chunked + chunk(event)).close(); }),
      comes_back("within a chunk",
                 [=](Connection& c) { c.send(chunked + chunk(event) + "ff\r\nda").close(); }),
      comes_back("within a chunk's size",
                 [=](Connection& c) { c.send(chunked + chunk(event) + "f").close(); }),
      comes_back("a chunk size that is none",
                 [=](Connection& c) { c.send(chunked + chunk(event) + "zz\r\nabc\r\n"); }),
      comes_back(
          "before the Content-Length",
          [=](Connection& c) { c.send(head + "Content-Length: 1000\r\n\r\n" + event).close(); }),
      comes_back("at the Content-Length",
                 [=](Connection& c) {
                   c.send(head + "Content-Length: " + std::to_string(event.size()) + "\r\n\r\n" +
                          event)
                       .close();
                 }),
      {"a reset once the event is printed",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--retry", "10ms", "--count", "2"});
         Connection& first = s.server().open_stream();
         first.stream("id: 1\ndata: x\n\n");
         watch.await_out("x\n");
         first.reset();
         Connection& second = s.server().await_request();
         require_equal(second.request().header("Last-Event-ID").value_or(""), "1", "Last-Event-ID");
         second.open_stream().stream("data: y\n\n");
         watch.require_exit(0);
       }},
  };
}

}  // namespace

class FramingTest : public QObject {
  Q_OBJECT

 private slots:
  void framing_data() { framings_.add_rows(); }
  void framing() { framings_.verify_row(); }
  void compression_data() { compressions_.add_rows(); }
  void compression() { compressions_.verify_row(); }
  void end_of_the_body_data() { early_ends_.add_rows(); }
  void end_of_the_body() { early_ends_.verify_row(); }

 private:
  CaseTable framings_{framing_cases()};
  CaseTable compressions_{compression_cases()};
  CaseTable early_ends_{early_end_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::FramingTest)
#include "framing_test.moc"
