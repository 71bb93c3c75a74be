// The output forms (CONTRACT 1, -o): what is printed for an event, exactly, and when.
#include <QtCore/QDateTime>
#include <QtCore/QRegularExpression>
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"
#include "conformance/harness/printed_event.h"

namespace tidings::conformance {

namespace {

using std::string_literals::operator""s;

/// This text makes so many events, and this on stdout.
Case prints(const std::string& name, const Words& form, int events, const std::string& text,
            const std::string& out) {
  return {name, [=](Scenario& s) {
            Words flags = form;
            flags.insert(flags.end(), {"--count", std::to_string(events)});
            Program& watch = s.follow(flags);
            s.server().open_stream().stream(text);
            watch.require_exit(0);
            require_equal(watch.out(), out, "stdout");
          }};
}

std::vector<Case> data_form_cases() {
  const Words data{"-o", "data"};
  return {
      prints("the data and a newline", data, 1, "event: e\nid: 1\ndata: x\n\n", "x\n"),
      prints("several lines", data, 1, "data: a\ndata: b\n\n", "a\nb\n"),
      prints("empty data", data, 2, "data\n\ndata: x\n\n", "\nx\n"),
      prints("exact bytes into a pipe", data, 1,
             "data: \x1b[31m\x01\x7f\xe2\x80\xae\xc2\x9b\t!\n\n",
             "\x1b[31m\x01\x7f\xe2\x80\xae\xc2\x9b\t!\n"),
      prints("a NUL into a pipe", data, 1, "data: a\0b\n\n"s, "a\0b\n"s),
      prints("--output data", {"--output", "data"}, 1, "data: x\n\n", "x\n"),
      prints("--output=data", {"--output=data"}, 1, "data: x\n\n", "x\n"),
      prints("the default into a pipe", {}, 1, "event: e\nid: 1\ndata: x\n\n", "x\n"),
  };
}

/// SSE text with one optional space after each colon taken off and the default event type left out.
std::string normal(const std::string& raw) {
  QString text = QString::fromStdString(raw);
  text.replace(QRegularExpression("^(event|id|data|retry): ", QRegularExpression::MultilineOption),
               QStringLiteral("\\1:"));
  text.replace(QRegularExpression("^event:message\n", QRegularExpression::MultilineOption),
               QString());
  return text.toStdString();
}

Case raw(const std::string& name, const std::string& text, const std::string& out) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"-o", "raw", "--count", "1"});
            s.server().open_stream().stream(text);
            watch.require_exit(0);
            require_equal(normal(watch.out()), out, "stdout (spaces after colons taken off)");
          }};
}

std::vector<Case> raw_form_cases() {
  return {
      raw("data alone", "data: x\n\n", "data:x\n\n"),
      raw("every field", "id: 1\ndata: x\nevent: e\n\n", "event:e\nid:1\ndata:x\n\n"),
      raw("several lines", "data: a\ndata: b\ndata:\n\n", "data:a\ndata:b\ndata:\n\n"),
      raw("empty data", "data\n\n", "data:\n\n"),
      raw("line ends become LF", "event: e\r\ndata: a\rdata: b\r\n\r\n",
          "event:e\ndata:a\ndata:b\n\n"),
      raw("comments and unknown fields go", ":c\nx: y\ndata: a\n\n", "data:a\n\n"),
      {"a leading space survives",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "raw", "--count", "1"});
         s.server().open_stream().stream("data:  x\n\n");
         watch.require_exit(0);
         require_equal(watch.out(), "data:  x\n\n", "stdout");
       }},
      {"the program reads its own raw output as the same events",
       [](Scenario& s) {
         const std::string text = "event: e\nid: 1\ndata:  a\ndata:\ndata: :b\n\nid\ndata: c\n\n";
         const auto events_of = [&](const std::string& sse) {
           Program& watch = s.follow({"-o", "json", "--count", "2"});
           s.server().open_stream().stream(sse);
           watch.require_exit(0);
           std::vector<Expected> events;
           for (const PrintedEvent& event : parse_printed(watch.out())) {
             events.push_back({event.data, event.event, event.id});
           }
           return events;
         };
         Program& watch = s.follow({"-o", "raw", "--count", "2"});
         s.server().open_stream().stream(text);
         watch.require_exit(0);
         const std::vector<Expected> direct = events_of(text);
         const std::vector<Expected> again = events_of(watch.out());
         require_equal(again.at(0).data, direct.at(0).data, "the data");
         require_equal(again.at(0).event, direct.at(0).event, "the event type");
         require_equal(again.at(0).id, direct.at(0).id, "the id");
         require_equal(again.at(1).data, direct.at(1).data, "the second data");
       }},
  };
}

std::vector<Case> json_form_cases() {
  return {
      {"the five members",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "json", "--count", "1"});
         s.server().open_stream().stream("event: e\nid: 1\ndata: x\n\n");
         watch.require_exit(0);
         const PrintedEvent event = parse_printed(watch.out()).at(0);
         require_equal(event.stream, s.server().url(), "stream");
         require_equal(event.id, "1", "id");
         require_equal(event.event, "e", "event");
         require_equal(event.data, "x", "data");
       }},
      {"received_at is UTC with milliseconds",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "json", "--count", "1"});
         const QDateTime before = QDateTime::currentDateTimeUtc();
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         const QString at = QString::fromStdString(parse_printed(watch.out()).at(0).received_at);
         require(QRegularExpression("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$")
                     .match(at)
                     .hasMatch(),
                 "received_at is " + at.toStdString());
         const QDateTime time = QDateTime::fromString(at, Qt::ISODateWithMs);
         require(time >= before.addMSecs(-1) && time <= QDateTime::currentDateTimeUtc(),
                 "received_at is not the time of receipt: " + at.toStdString());
       }},
      {"one line for several lines of data",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "json", "--count", "1"});
         s.server().open_stream().stream("data: a\ndata: b\"\\\\\n\n");
         watch.require_exit(0);
         require_equal(static_cast<long>(parse_printed(watch.out()).size()), 1,
                       "the number of lines");
         require_events(watch.out(), {{"a\nb\"\\\\"}});
       }},
      {"every control character",
       [](Scenario& s) {
         std::string all;
         for (char c = 0; c < 0x20; ++c) {
           if (c != '\n' && c != '\r') {
             all += c;
           }
         }
         all += "\x7f\xc2\x80\xe2\x80\xa8\xe2\x80\xae";
         Program& watch = s.follow({"-o", "json", "--count", "1"});
         s.server().open_stream().stream("data:" + all + "\n\n");
         watch.require_exit(0);
         require_events(watch.out(), {{all}});
       }},
      {"JSON data stays a string",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "json", "--count", "1"});
         const std::string data = R"({"n": 12345678901234567890123, "f": 1.0, "a": [1,2], "a": 3})";
         s.server().open_stream().stream("data: " + data + "\n\n");
         watch.require_exit(0);
         require_events(watch.out(), {{data}});
       }},
  };
}

/// Whatever the form: an event is on stdout while the stream is open and silent behind it.
Case prompt(const std::string& form) {
  return {form, [=](Scenario& s) {
            Program& watch = s.follow({"-o", form});
            Connection& stream = s.server().open_stream();
            stream.stream("data: first\n\n");
            watch.await_out("first");
            stream.stream("data: second\n\n");
            watch.await_out("second");
            require(watch.running(), "the stream is open");
          }};
}

Case counts(const std::string& form) {
  return {form, [=](Scenario& s) {
            Program& watch = s.follow({"-o", form, "--count", "2"});
            s.server().open_stream().stream("data: one\n\ndata: two\n\ndata: three\n\n");
            watch.require_exit(0);
            require_contains(watch.out(), "two", "stdout");
            require_lacks(watch.out(), "three", "stdout");
          }};
}

std::vector<Case> for_each_form(Case (*make)(const std::string&)) {
  std::vector<Case> cases;
  for (const char* form : {"pretty", "data", "json", "raw"}) {
    cases.push_back(make(form));
  }
  return cases;
}

}  // namespace

class OutputTest : public QObject {
  Q_OBJECT

 private slots:
  void data_form_data() { data_.add_rows(); }
  void data_form() { data_.verify_row(); }
  void raw_form_data() { raw_.add_rows(); }
  void raw_form() { raw_.verify_row(); }
  void json_form_data() { json_.add_rows(); }
  void json_form() { json_.verify_row(); }
  void printed_at_once_data() { prompt_.add_rows(); }
  void printed_at_once() { prompt_.verify_row(); }
  void count_holds_data() { count_.add_rows(); }
  void count_holds() { count_.verify_row(); }

 private:
  CaseTable data_{data_form_cases()};
  CaseTable raw_{raw_form_cases()};
  CaseTable json_{json_form_cases()};
  CaseTable prompt_{for_each_form(prompt)};
  CaseTable count_{for_each_form(counts)};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::OutputTest)
#include "output_test.moc"
