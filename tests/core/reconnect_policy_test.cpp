#include "tidings/reconnect_policy.h"

#include <QtTest>

using namespace tidings;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

class ReconnectPolicyTest : public QObject {
  Q_OBJECT

 private slots:
  void doubles_from_the_reconnection_time_to_the_cap();
  void subtracts_at_most_half();
  void never_goes_below_what_the_server_asked_for();
  void counts_more_than_an_hour_as_an_hour();
  void never_turns_into_a_hot_loop();
  void takes_a_short_time_at_its_word();
  void reads_retry_after_data();
  void reads_retry_after();
};

void ReconnectPolicyTest::doubles_from_the_reconnection_time_to_the_cap() {
  const ReconnectHints hints{3s, 30s, {}, {}};
  const std::vector<milliseconds> expected{3s, 3s, 6s, 12s, 24s, 30s, 30s};
  for (unsigned tries = 0; tries < expected.size(); ++tries) {
    QCOMPARE(reconnect_delay(hints, tries), expected[tries]);
  }
  QCOMPARE(reconnect_delay(hints, 4'000'000'000U), milliseconds(30s));
  QCOMPARE(reconnect_delay({1h, 1000h, {}, {}}, 60), milliseconds(1000h));
  QCOMPARE(reconnect_delay({10s, 2s, {}, {}}, 1), milliseconds(2s));
}

void ReconnectPolicyTest::subtracts_at_most_half() {
  const ReconnectHints hints{4s, 30s, {}, {}};
  QCOMPARE(jittered_reconnect_delay(hints, 1, 0.0), milliseconds(4s));
  QCOMPARE(jittered_reconnect_delay(hints, 1, 0.5), milliseconds(3s));
  QVERIFY(jittered_reconnect_delay(hints, 1, 0.9999) >= 2s);
  QVERIFY(jittered_reconnect_delay(hints, 1, 0.9999) < 2010ms);
}

void ReconnectPolicyTest::never_goes_below_what_the_server_asked_for() {
  QCOMPARE(jittered_reconnect_delay({3s, 30s, 5s, {}}, 0, 0.9999), milliseconds(5s));
  QCOMPARE(jittered_reconnect_delay({3s, 30s, 60s, {}}, 5, 0.9999), milliseconds(60s));
  QCOMPARE(jittered_reconnect_delay({3s, 30s, {}, 60s}, 1, 0.9999), milliseconds(60s));
  QCOMPARE(jittered_reconnect_delay({3s, 30s, {}, 1s}, 3, 0.0), milliseconds(12s));
  QVERIFY(jittered_reconnect_delay({3s, 30s, 5s, {}}, 3, 0.9999) < 10100ms);
}

void ReconnectPolicyTest::counts_more_than_an_hour_as_an_hour() {
  QCOMPARE(jittered_reconnect_delay({3s, 30s, 9000h, {}}, 0, 0.5), milliseconds(1h));
  QCOMPARE(jittered_reconnect_delay({3s, 30s, {}, 9000h}, 1, 0.5), milliseconds(1h));
}

void ReconnectPolicyTest::never_turns_into_a_hot_loop() {
  QCOMPARE(reconnect_delay({3s, 30s, 0s, {}}, 0), 0ms);
  QCOMPARE(reconnect_delay({3s, 30s, 0s, {}}, 1), 100ms);
  QCOMPARE(reconnect_delay({3s, 30s, 0s, {}}, 4), 800ms);
  QCOMPARE(reconnect_delay({0s, 30s, {}, {}}, 1), 100ms);
}

void ReconnectPolicyTest::takes_a_short_time_at_its_word() {
  QCOMPARE(reconnect_delay({10ms, 30s, {}, {}}, 1), 10ms);
  QCOMPARE(reconnect_delay({10ms, 30s, {}, {}}, 2), 20ms);
  QCOMPARE(reconnect_delay({3s, 30s, 40ms, {}}, 3), 160ms);
}

void ReconnectPolicyTest::reads_retry_after_data() {
  QTest::addColumn<QString>("value");
  QTest::addColumn<qint64>("ms");
  const auto row = [](const char* value, qint64 ms) {
    QTest::newRow(value) << QString(value) << ms;
  };
  row("120", 120'000);
  row("0", 0);
  row("00005", 5'000);
  row("3600", 3'600'000);
  row("3601", 3'600'000);
  row("99999999999999999999999", 3'600'000);
  row("Sun, 22 Nov 2026 00:00:30 GMT", 30'000);
  row("Sunday, 22-Nov-26 00:00:30 GMT", 30'000);
  row("Sun Nov 22 00:00:30 2026", 30'000);
  row("Sun Nov  1 00:00:30 2026", 0);
  row("Sun, 06 Nov 1994 08:49:37 GMT", 0);
  row("Sunday, 06-Nov-94 08:49:37 GMT", 0);
  row("Sun, 22 Nov 2099 00:00:30 GMT", 3'600'000);
  row("Fri, 31 Dec 9999 23:59:59 GMT", 3'600'000);
  row("Sat, 01 Jan 0000 00:00:00 GMT", 0);
  for (const char* bad : {"", " ", "-1", "1.5", "5s", "soon", "Sun, 32 Nov 2026 00:00:30 GMT",
                          "Sun, 22 Nov 2026 24:00:30 GMT", "Sun, 22 Nov 2026 00:00:30",
                          "Sun, 22 Nov 2026 00:00:30 CET", "22 Nov 2026 00:00:30 GMT", "Sun, "}) {
    row(bad, -1);
  }
}

void ReconnectPolicyTest::reads_retry_after() {
  QFETCH(QString, value);
  QFETCH(qint64, ms);
  const WallTime now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
  const auto delay = parse_retry_after(value.toStdString(), now);
  QCOMPARE(delay ? static_cast<qint64>(delay->count()) : -1, ms);
}

QTEST_APPLESS_MAIN(ReconnectPolicyTest)
#include "reconnect_policy_test.moc"
