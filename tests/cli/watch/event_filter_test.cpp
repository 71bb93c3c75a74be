#include "watch/event_filter.h"

#include <QtTest>

#include "cli/watch/events.h"
#include "support/std_strings.h"

using namespace tidings::cli;
using test::SampleEvent;

namespace {

bool wants(const WatchOptions& options, const SampleEvent& sample) {
  return sample.with(
      [&](const ReceivedEvent& received) { return EventFilter(options).wants(received); });
}

SampleEvent of_type(const char* type) {
  return {"x", type};
}

}  // namespace

class EventFilterTest : public QObject {
  Q_OBJECT

 private slots:
  void wants_everything_when_nothing_is_asked();
  void wants_only_the_types_named();
  void leaves_out_the_types_excluded();
  void compares_what_stands_at_a_pointer_data();
  void compares_what_stands_at_a_pointer();
  void all_conditions_must_hold();
};

void EventFilterTest::wants_everything_when_nothing_is_asked() {
  QVERIFY(wants({}, of_type("message")));
  QVERIFY(wants({}, of_type("anything")));
}

void EventFilterTest::wants_only_the_types_named() {
  WatchOptions options;
  options.event_types = {"order.paid", "message"};
  QVERIFY(wants(options, of_type("order.paid")));
  QVERIFY(wants(options, of_type("message")));
  QVERIFY(!wants(options, of_type("order")));
  QVERIFY(!wants(options, of_type("Order.paid")));
}

void EventFilterTest::leaves_out_the_types_excluded() {
  WatchOptions options;
  options.excluded_event_types = {"ping"};
  QVERIFY(wants(options, of_type("message")));
  QVERIFY(!wants(options, of_type("ping")));
  options.event_types = {"ping", "pong"};
  QVERIFY(!wants(options, of_type("ping")));
  QVERIFY(wants(options, of_type("pong")));
}

void EventFilterTest::compares_what_stands_at_a_pointer_data() {
  QTest::addColumn<QByteArray>("data");
  QTest::addColumn<QByteArray>("pointer");
  QTest::addColumn<QByteArray>("value");
  QTest::addColumn<bool>("wanted");
  const auto row = [](const char* data, const char* pointer, const char* value, bool wanted) {
    QTest::addRow("%s %s=%s", data, pointer, value)
        << QByteArray(data) << QByteArray(pointer) << QByteArray(value) << wanted;
  };
  row(R"({"a":5})", "/a", "5", true);
  row(R"({"a":"5"})", "/a", "5", true);
  row(R"({"a":5.0})", "/a", "5", false);
  row(R"({"a":true})", "/a", "true", true);
  row(R"({"a":null})", "/a", "null", true);
  row(R"({"a":""})", "/a", "", true);
  row(R"({"a":"x=y"})", "/a", "x=y", true);
  row(R"({"a":"\u00e9"})", "/a", "é", true);
  row(R"({"a":[1,{"b":"c"}]})", "/a/1/b", "c", true);
  row(R"({"a":{"b":1}})", "/a", R"({"b":1})", true);
  row(R"({"a/b":1,"m~n":2})", "/a~1b", "1", true);
  row(R"({"a/b":1,"m~n":2})", "/m~0n", "2", true);
  row(R"("whole")", "", "whole", true);
  row(R"({"a":5})", "/b", "5", false);
  row(R"({"a":5})", "/b", "", false);
  row(R"({"a":5})", "/a/0", "5", false);
  row("no JSON", "", "no JSON", false);
  row(R"({"a":5} trailing)", "/a", "5", false);
}

void EventFilterTest::compares_what_stands_at_a_pointer() {
  QFETCH(bool, wanted);
  WatchOptions options;
  options.conditions = {{tidings::test::fetch("pointer"), tidings::test::fetch("value")}};
  QCOMPARE(wants(options, {tidings::test::fetch("data")}), wanted);
}

void EventFilterTest::all_conditions_must_hold() {
  WatchOptions options;
  options.conditions = {{"/a", "1"}, {"/b", "2"}};
  QVERIFY(wants(options, {R"({"a":1,"b":2})"}));
  QVERIFY(!wants(options, {R"({"a":1,"b":3})"}));
}

QTEST_APPLESS_MAIN(EventFilterTest)
#include "event_filter_test.moc"
