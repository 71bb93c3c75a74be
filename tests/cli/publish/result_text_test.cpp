#include "publish/result_text.h"

#include <QtTest>

#include "support/std_strings.h"

using namespace tidings;

class ResultTextTest : public QObject {
  Q_OBJECT

 private slots:
  void is_an_object_a_line();
};

void ResultTextTest::is_an_object_a_line() {
  using Kind = PublishResult::Kind;
  QCOMPARE(cli::result_json({3, Kind::accepted, "n-1", SellerId::from_integer(42), ""}),
           std::string("{\"id\":\"n-1\",\"sellerId\":42,\"line\":3}\n"));
  QCOMPARE(cli::result_json({1, Kind::accepted, "n-2", std::nullopt, ""}),
           std::string("{\"id\":\"n-2\",\"line\":1}\n"));
  QCOMPARE(cli::result_json({7, Kind::refused, "", *SellerId::from_text("abc"), "title: \"x\"\n"}),
           std::string("{\"error\":\"title: \\\"x\\\"\\n\",\"sellerId\":\"abc\",\"line\":7}\n"));
}

QTEST_APPLESS_MAIN(ResultTextTest)
#include "result_text_test.moc"
