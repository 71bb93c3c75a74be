#include "name_lookups.h"

#include <QtTest>

using namespace tidings;
using Transfers = std::vector<NameLookups::Transfer>;

/// One looks a name up, the others wait for what comes of it.
class NameLookupsTest : public QObject {
  Q_OBJECT

 private slots:
  void the_first_looks_up_and_frees_those_that_wait() {
    NameLookups lookups;
    QVERIFY(lookups.begin(1, "a"));
    QVERIFY(!lookups.begin(2, "a"));
    QVERIFY(!lookups.begin(3, "a"));
    QCOMPARE(lookups.under_way(), Transfers{1});
    QCOMPARE(lookups.finish(1), (Transfers{2, 3}));
    QVERIFY(lookups.empty());
  }
  void another_name_is_another_look_up() {
    NameLookups lookups;
    QVERIFY(lookups.begin(1, "a"));
    QVERIFY(lookups.begin(2, "b"));
    QCOMPARE(lookups.finish(1), Transfers{});
    QCOMPARE(lookups.under_way(), Transfers{2});
  }
  void who_waits_can_go() {
    NameLookups lookups;
    lookups.begin(1, "a");
    lookups.begin(2, "a");
    lookups.begin(3, "a");
    QCOMPARE(lookups.finish(2), Transfers{});
    QCOMPARE(lookups.finish(1), Transfers{3});
  }
  void a_name_is_looked_up_anew_once_it_is_over() {
    NameLookups lookups;
    lookups.begin(1, "a");
    lookups.finish(1);
    QVERIFY(lookups.begin(2, "a"));
  }
  void who_is_unknown_frees_nobody() {
    NameLookups lookups;
    lookups.begin(1, "a");
    QCOMPARE(lookups.finish(7), Transfers{});
    QCOMPARE(lookups.finish(1), Transfers{});
    QCOMPARE(lookups.finish(1), Transfers{});
  }
};

QTEST_APPLESS_MAIN(NameLookupsTest)
#include "name_lookups_test.moc"
