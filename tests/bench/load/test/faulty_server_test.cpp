// The load tool against a server that does something wrong with one in 10,000 deliveries: the tool
// finds each, and nothing where nothing is wrong.
#include "faulty_server.h"

#include <QTest>

#include "load/dialect.h"
#include "load/fleet_process.h"

namespace tidings::load {

using Fault = FaultyServer::Fault;

class FaultyServerTest : public QObject {
  Q_OBJECT

 private:
  static constexpr std::uint32_t kStreams = 25;
  static constexpr std::uint32_t kEach = 1200;
  static constexpr std::size_t kInterval = 10'000;
  static constexpr std::size_t kFaults = 3;
  static constexpr std::chrono::seconds kDeadline{60};

  /// What the tool finds; `arriving` notifications are waited for.
  static Findings found(Fault fault, std::uint64_t arriving, std::size_t interval = kInterval,
                        std::uint32_t each = kEach, std::size_t faults = kFaults) {
    const LaneBook book(kStreams);
    const auto dialect = nchan_dialect(false);
    FaultyServer server;
    FleetPlan plan;
    plan.port = server.port();
    plan.dialect = dialect.get();
    plan.book = &book;
    plan.streams = kStreams;
    Clients clients(plan, kStreams / 2);
    server.accept_streams(kStreams);
    clients.wait_until_live(kDeadline);
    if (server.deliver(each, book, fault, interval) != (fault == Fault::none ? 0 : faults))
      qFatal("the server was not faulty as often as it should");
    if (!clients.wait_for(arriving, kDeadline))
      qFatal("not enough arrives");
    return clients.finish();
  }

 private slots:
  void a_server_without_fault_has_no_findings() {
    QCOMPARE(found(Fault::none, kStreams * kEach).total(), 0U);
  }

  void what_is_dropped_is_lost() {
    const Findings findings = found(Fault::dropped, kStreams * kEach - kFaults);
    QCOMPARE(findings.lost, kFaults);
    QCOMPARE(findings.total(), kFaults);
  }

  void what_is_dropped_at_the_very_end_is_lost() {
    const Findings findings =
        found(Fault::dropped, kStreams * 2 - 1, std::size_t{kStreams} * 2, 2, 1);
    QCOMPARE(findings.lost, 1U);
    QCOMPARE(findings.total(), 1U);
  }

  void what_comes_twice_is_doubled() {
    const Findings findings = found(Fault::doubled, kStreams * kEach + kFaults);
    QCOMPARE(findings.doubled, kFaults);
    QCOMPARE(findings.total(), kFaults);
  }

  void what_is_swapped_is_out_of_order() {
    const Findings findings = found(Fault::swapped, kStreams * kEach + kFaults);
    QCOMPARE(findings.out_of_order, kFaults);
    QCOMPARE(findings.total(), kFaults);
  }

  void what_is_for_another_seller_is_a_stray() {
    const Findings findings = found(Fault::stray, kStreams * kEach);
    QCOMPARE(findings.strays, kFaults);
    QCOMPARE(findings.total(), kFaults);
  }

  void what_has_no_stamp_is_malformed() {
    const Findings findings = found(Fault::garbled, kStreams * kEach);
    QCOMPARE(findings.malformed, kFaults);
    QCOMPARE(findings.total(), kFaults);
  }

  void a_connection_that_ends_is_cut_and_what_it_had_to_bring_is_lost() {
    const Findings findings = found(Fault::cut, kStreams * 2 - 1, std::size_t{kStreams} * 2, 2, 1);
    QCOMPARE(findings.cut, 1U);
    QCOMPARE(findings.lost, 1U);
    QCOMPARE(findings.total(), 2U);
  }
};

}  // namespace tidings::load

QTEST_GUILESS_MAIN(tidings::load::FaultyServerTest)
#include "faulty_server_test.moc"
