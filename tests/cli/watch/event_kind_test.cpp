#include "watch/event_kind.h"

#include <QtTest>

#include "cli/watch/events.h"
#include "support/std_strings.h"

using namespace tidings::cli;
using test::SampleEvent;

namespace {

EventKind kind(const char* type, const char* data, Preset preset) {
  return SampleEvent{data, type}.with(
      [&](const ReceivedEvent& received) { return kind_of(received, preset); });
}

std::string status(const char* data, EventKind kind) {
  return SampleEvent{data}.with(
      [&](const ReceivedEvent& received) { return control_status(received, kind); });
}

}  // namespace

class EventKindTest : public QObject {
  Q_OBJECT

 private slots:
  void tidings_servers_send_heartbeats_and_control_events();
  void ntfy_sends_open_and_keepalive();
  void others_send_nothing_special();
  void control_events_are_told_in_words();
};

void EventKindTest::tidings_servers_send_heartbeats_and_control_events() {
  const auto of = [](const char* type, const char* data) {
    return kind(type, data, Preset::tidings);
  };
  QCOMPARE(of("heartbeat", ""), EventKind::heartbeat);
  QCOMPARE(of("message", R"({"content":"heartbeat"})"), EventKind::heartbeat);
  QCOMPARE(of("message", R"({"content":"heartbeats"})"), EventKind::ordinary);
  QCOMPARE(of("message", "heartbeat"), EventKind::ordinary);
  QCOMPARE(of("message", R"({"title":"T"})"), EventKind::ordinary);
  QCOMPARE(of("order.paid", R"({"content":"heartbeat"})"), EventKind::ordinary);
  QCOMPARE(of("gap", "{}"), EventKind::gap);
  QCOMPARE(of("read", "{}"), EventKind::read);
  QCOMPARE(of("unread", "{}"), EventKind::unread);
}

void EventKindTest::ntfy_sends_open_and_keepalive() {
  QCOMPARE(kind("open", "{}", Preset::ntfy), EventKind::heartbeat);
  QCOMPARE(kind("keepalive", "{}", Preset::ntfy), EventKind::heartbeat);
  QCOMPARE(kind("message", "{}", Preset::ntfy), EventKind::ordinary);
}

void EventKindTest::others_send_nothing_special() {
  for (const Preset preset : {Preset::plain, Preset::mercure}) {
    for (const char* type : {"heartbeat", "gap", "read", "open", "keepalive"}) {
      QCOMPARE(kind(type, R"({"content":"heartbeat"})", preset), EventKind::ordinary);
    }
  }
}

void EventKindTest::control_events_are_told_in_words() {
  QCOMPARE(status(R"({"requested":"a-1","oldest":"b-2"})", EventKind::gap),
           std::string("gap: some events after a-1 are gone; the oldest the server has is b-2"));
  QCOMPARE(status("garbage", EventKind::gap), std::string("gap: some events are gone"));
  QCOMPARE(status(R"({"ids":["1","2"]})", EventKind::read),
           std::string("read on another device: 2 notifications"));
  QCOMPARE(status(R"({"upTo":"7"})", EventKind::read),
           std::string("read on another device: everything up to 7"));
  QCOMPARE(status(R"({"ids":["1"]})", EventKind::unread),
           std::string("marked unread on another device: 1 notification"));
}

QTEST_APPLESS_MAIN(EventKindTest)
#include "event_kind_test.moc"
