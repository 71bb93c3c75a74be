#include "watch/control_event.h"

#include <QtTest>

#include "cli/watch/events.h"
#include "support/std_strings.h"

using namespace tidings::cli;
using test::SampleEvent;

namespace {

std::string status(const char* type, const char* data) {
  return SampleEvent(data, type).with([](const ReceivedEvent& received) {
    return control_status(received);
  });
}

}  // namespace

class ControlEventTest : public QObject {
  Q_OBJECT

 private slots:
  void is_told_in_words_data();
  void is_told_in_words();
};

void ControlEventTest::is_told_in_words_data() {
  QTest::addColumn<QByteArray>("type");
  QTest::addColumn<QByteArray>("data");
  QTest::addColumn<QByteArray>("status");
  const auto row = [](const char* type, const char* data, const char* status) {
    QTest::addRow("%s %s", type, data)
        << QByteArray(type) << QByteArray(data) << QByteArray(status);
  };
  row("gap", R"({"requested":"a-1","oldest":"b-2"})",
      "gap: some events after a-1 are gone; the oldest the server has is b-2");
  row("gap", "garbage", "gap: some events are gone");
  row("read", R"({"ids":["1","2"]})", "read on another device: 2 notifications");
  row("read", R"({"upTo":"7"})", "read on another device: everything up to 7");
  row("unread", R"({"ids":["1"]})", "marked unread on another device: 1 notification");
  row("unread", "{}", "marked unread on another device: 0 notifications");
}

void ControlEventTest::is_told_in_words() {
  QCOMPARE(status(tidings::test::fetch("type").c_str(), tidings::test::fetch("data").c_str()),
           tidings::test::fetch("status"));
}

QTEST_APPLESS_MAIN(ControlEventTest)
#include "control_event_test.moc"
