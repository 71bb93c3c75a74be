// Events of every size arrive whole and at once, around the sizes of buffers on the way (after
// sse-contract-tests' payload sizes), and long ids, types and comments too.
#include <QtTest/QtTest>

#include "conformance/harness/failure.h"
#include "conformance/harness/format_case.h"

namespace tidings::conformance {

namespace {

/// The stream stays open behind the event: it must not be held back.
Case payload(std::size_t size) {
  return {std::to_string(size) + " bytes", [size](Scenario& s) {
            const std::string data(size, 'x');
            Program& watch = s.follow({"-o", "data"});
            s.server().open_stream().stream("data: " + data + "\n\n");
            watch.await_lines(1);
            require(watch.out() == data + "\n", "the data came back changed");
          }};
}

std::vector<Case> payload_cases() {
  std::vector<Case> cases;
  for (const std::size_t size :
       {1U,     128U,   512U,   1023U,  1024U,  1025U,   2048U,    3999U,   4094U,
        4096U,  4098U,  6144U,  8189U,  8192U,  8195U,   12288U,   16383U,  16384U,
        16385U, 32768U, 65535U, 65536U, 65537U, 262144U, 1048576U, 8388608U}) {
    cases.push_back(payload(size));
  }
  return cases;
}

std::vector<Case> long_part_cases() {
  const std::string kilo(1000, 'k');
  const std::string hundred_kilo(100000, 'c');
  std::string lines;
  std::string joined;
  for (int i = 0; i < 10000; ++i) {
    lines += "data: line\n";
    joined += i == 0 ? "line" : "\nline";
  }
  const std::vector<FormatRow> rows = {
      {"an id of 1,000 bytes", "id: " + kilo + "\ndata: x\n\n", {{"x", "message", kilo}}},
      {"an event type of 1,000 bytes", "event: " + kilo + "\ndata: x\n\n", {{"x", kilo}}},
      {"a comment of 100,000 bytes", ":" + hundred_kilo + "\ndata: x\n\n", {{"x"}}},
      {"an unknown field of 100,000 bytes", hundred_kilo + ": y\ndata: x\n\n", {{"x"}}},
      {"10,000 data lines", lines + "\n", {{joined}}},
      {"10,000 blank lines", std::string(10000, '\n') + "data: x\n\n", {{"x"}}},
  };
  std::vector<Case> cases;
  for (const FormatRow& row : rows) {
    cases.push_back(format_case(row));
  }
  return cases;
}

}  // namespace

class SizeTest : public QObject {
  Q_OBJECT

 private slots:
  void payload_arrives_at_once_data() { payloads_.add_rows(); }
  void payload_arrives_at_once() { payloads_.verify_row(); }
  void long_parts_data() { long_parts_.add_rows(); }
  void long_parts() { long_parts_.verify_row(); }

 private:
  CaseTable payloads_{payload_cases()};
  CaseTable long_parts_{long_part_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::SizeTest)
#include "size_test.moc"
