#include "models/row_list.h"

#include <QtTest>

using namespace tidings::desktop;

class RowListTest : public QObject {
  Q_OBJECT

 private slots:
  void finds_rows_in_falling_order();
  void tells_where_a_row_would_stand();
  void inserts_and_removes_in_the_middle();
};

void RowListTest::finds_rows_in_falling_order() {
  RowList rows;
  rows.assign({9, 7, 3});
  QCOMPARE(rows.find(7), std::optional(1));
  QCOMPARE(rows.find(8), std::optional<int>());
  QCOMPARE(RowList().find(1), std::optional<int>());
}

void RowListTest::tells_where_a_row_would_stand() {
  RowList rows;
  rows.assign({9, 7, 3});
  QCOMPARE(rows.place_of(10), 0);
  QCOMPARE(rows.place_of(8), 1);
  QCOMPARE(rows.place_of(1), 3);
}

void RowListTest::inserts_and_removes_in_the_middle() {
  RowList rows;
  rows.assign({9, 3});
  rows.insert(1, {7, 5});
  QCOMPARE(rows.at(1), 7);
  QCOMPARE(rows.at(2), 5);
  rows.remove(0, 2);
  QCOMPARE(rows.size(), 2);
  QCOMPARE(rows.at(0), 5);
}

QTEST_GUILESS_MAIN(RowListTest)
#include "row_list_test.moc"
