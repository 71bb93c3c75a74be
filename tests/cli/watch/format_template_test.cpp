#include "watch/format_template.h"

#include <QtTest>

#include "cli/watch/events.h"
#include "support/std_strings.h"

using namespace tidings::cli;
using tidings::test::fetch;

class FormatTemplateTest : public QObject {
  Q_OBJECT

 private slots:
  void puts_the_event_into_the_text_data();
  void puts_the_event_into_the_text();
  void refuses_what_it_does_not_understand_data();
  void refuses_what_it_does_not_understand();
};

void FormatTemplateTest::puts_the_event_into_the_text_data() {
  QTest::addColumn<QByteArray>("format");
  QTest::addColumn<QByteArray>("line");
  const auto row = [](const char* format, const char* line) {
    QTest::newRow(*format == '\0' ? "nothing" : format) << QByteArray(format) << QByteArray(line);
  };
  row("", "");
  row("plain", "plain");
  row("{id}", "17");
  row("{event}: {id}", "order.paid: 17");
  row("{data}",
      R"({"title":"T \"q\"","n":1.50,"list":[1, 2],"none":null,"deep":{"a/b":"x"},"":"e"})");
  row("{time}", "2026-11-21T09:30:00.123Z");
  row("{stream}", "http://127.0.0.1:8080/v1/stream");
  row("{data/title}", R"(T "q")");
  row("{data/n}", "1.50");
  row("{data/list}", "[1, 2]");
  row("{data/list/1}", "2");
  row("{data/none}", "null");
  row("{data/deep/a~1b}", "x");
  row("{data/}", "e");
  row("<{data/missing}>", "<>");
  row("{{{id}}}", "{17}");
  row("{{}}", "{}");
  row(R"(a\tb\nc)", "a\tb\nc");
  row(R"(\\n \x \)", R"(\n \x \)");
  row("%s {id}%", "%s 17%");
}

void FormatTemplateTest::puts_the_event_into_the_text() {
  const test::SampleEvent sample{
      R"({"title":"T \"q\"","n":1.50,"list":[1, 2],"none":null,"deep":{"a/b":"x"},"":"e"})",
      "order.paid", "17", true};
  const auto format = FormatTemplate::parse(fetch("format"));
  QVERIFY(format.ok());
  std::string line;
  sample.with([&](const ReceivedEvent& received) { format->append(line, received); });
  QCOMPARE(line, fetch("line"));
}

void FormatTemplateTest::refuses_what_it_does_not_understand_data() {
  QTest::addColumn<QByteArray>("format");
  QTest::addColumn<QByteArray>("part");
  const auto row = [](const char* format, const char* part) {
    QTest::newRow(format) << QByteArray(format) << QByteArray(part);
  };
  row("{nothing}", "no field {nothing}");
  row("{}", "no field {}");
  row("{ID}", "no field {ID}");
  row("{data.title}", "no field {data.title}");
  row("{data/a~2}", "no field {data/a~2}");
  row("{id", "a brace without its other half");
  row("id}", "a brace without its other half");
  row("{{id}", "a brace without its other half");
}

void FormatTemplateTest::refuses_what_it_does_not_understand() {
  const auto format = FormatTemplate::parse(fetch("format"));
  QVERIFY(!format.ok());
  QVERIFY2(format.error().message.find(fetch("part")) != std::string::npos,
           format.error().message.c_str());
}

QTEST_APPLESS_MAIN(FormatTemplateTest)
#include "format_template_test.moc"
