#include <QtTest>
#include <set>

#include "tidings/notification.h"

#include "support/std_strings.h"

using namespace tidings;
using test::fetch;

class SellerIdTest : public QObject {
  Q_OBJECT

 private slots:
  void is_read_from_text_data();
  void is_read_from_text();
  void is_read_from_json_data();
  void is_read_from_json();
  void is_refused_with_the_reason_data();
  void is_refused_with_the_reason();
  void the_number_and_its_text_are_the_same_seller();
  void anything_else_is_told_apart_exactly();
  void length_counts_characters();
  void a_key_holds_only_safe_characters();
};

void SellerIdTest::is_read_from_text_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<QByteArray>("key");
  const auto row = [](const char* text, const char* json, const char* key) {
    QTest::newRow(text) << QByteArray(text) << QByteArray(json) << QByteArray(key);
  };
  row("42", "42", "i42");
  row("0", "0", "i0");
  row("-7", "-7", "i-7");
  row("9223372036854775807", "9223372036854775807", "i9223372036854775807");
  row("-9223372036854775808", "-9223372036854775808", "i-9223372036854775808");
  row("9223372036854775808", R"("9223372036854775808")", "sOTIyMzM3MjAzNjg1NDc3NTgwOA");
  row("042", R"("042")", "sMDQy");
  row("+42", R"("+42")", "sKzQy");
  row("-0", R"("-0")", "sLTA");
  row("42 ", R"("42 ")", "sNDIg");
  row("a", R"("a")", "sYQ");
  row("ab", R"("ab")", "sYWI");
  row("abc", R"("abc")", "sYWJj");
  row("all", R"("all")", "sYWxs");
  row("a\"}{*\\", R"("a\"}{*\\")", "sYSJ9eypc");
  row("업", R"("업")", "s7JeF");
  row("\u00bf\u00ff?>", "\"\u00bf\u00ff?>\"", "swr_Dvz8-");
}

void SellerIdTest::is_read_from_text() {
  const auto seller = SellerId::from_text(fetch("text"));
  QVERIFY(seller.ok());
  QCOMPARE(seller->text(), fetch("text"));
  QCOMPARE(seller->json(), fetch("json"));
  QCOMPARE(seller->key(), fetch("key"));
  QVERIFY(*SellerId::from_json(seller->json()) == *seller);
}

void SellerIdTest::is_read_from_json_data() {
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<QByteArray>("text");
  const auto row = [](const char* json, const char* text) {
    QTest::newRow(json) << QByteArray(json) << QByteArray(text);
  };
  row("42", "42");
  row("-0", "0");
  row(R"("42")", "42");
  row(R"("\u0034\u0032")", "42");
  row(R"("042")", "042");
  row(R"("caf\u00e9")", "café");
}

void SellerIdTest::is_read_from_json() {
  const auto seller = SellerId::from_json(fetch("json"));
  QVERIFY(seller.ok());
  QCOMPARE(seller->text(), fetch("text"));
}

void SellerIdTest::is_refused_with_the_reason_data() {
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<QByteArray>("reason");
  const auto row = [](const char* json, const char* reason) {
    QTest::newRow(json) << QByteArray(json) << QByteArray(reason);
  };
  row(R"("")", "it is empty");
  row(R"("a\nb")", "it holds a control character");
  row(R"("a\u0000")", "it holds a control character");
  row(R"("a\u007f")", "it holds a control character");
  row(R"("a\u0085")", "it holds a control character");
  row(R"("\ud800")", "it is not valid Unicode");
  row("9223372036854775808", "it is a number but no 64-bit integer");
  row("-9223372036854775809", "it is a number but no 64-bit integer");
  row("42.0", "it is a number but no 64-bit integer");
  row("4e1", "it is a number but no 64-bit integer");
  row("1e400", "it is a number but no 64-bit integer");
  row("null", "it is neither");
  row("true", "it is neither");
  row("[42]", "it is neither");
  row("{}", "it is neither");
}

void SellerIdTest::is_refused_with_the_reason() {
  const auto seller = SellerId::from_json(fetch("json"));
  QVERIFY(!seller.ok());
  QCOMPARE(seller.error().message, fetch("reason") +
                                       ": a seller is a 64-bit integer or a string of 1-128 "
                                       "characters without control characters");
}

void SellerIdTest::the_number_and_its_text_are_the_same_seller() {
  const auto number = SellerId::from_integer(42);
  QVERIFY(*SellerId::from_text("42") == number);
  QVERIFY(*SellerId::from_json("42") == number);
  QVERIFY(*SellerId::from_json(R"("42")") == number);
}

void SellerIdTest::anything_else_is_told_apart_exactly() {
  std::set<SellerId> sellers;
  std::set<std::string> keys;
  const std::vector<std::string> texts{"42", "042", "+42", "42.0", " 42", "42 ", "4.2e1",  "-42",
                                       "A",  "a",   "i42", "s",    "NDI", "é",   "e\u0301"};
  for (const auto& text : texts) {
    sellers.insert(*SellerId::from_text(text));
    keys.insert(SellerId::from_text(text)->key());
  }
  QCOMPARE(sellers.size(), texts.size());
  QCOMPARE(keys.size(), texts.size());
}

void SellerIdTest::length_counts_characters() {
  std::string longest;
  for (int i = 0; i < 128; ++i) {
    longest += "업";
  }
  QVERIFY(SellerId::from_text(longest).ok());
  QVERIFY(!SellerId::from_text(longest + "a").ok());
  QVERIFY(SellerId::from_text(std::string(128, '9')).ok());
  QVERIFY(!SellerId::from_text(std::string(129, '9')).ok());
  QVERIFY(!SellerId::from_text("a\xff").ok());
}

void SellerIdTest::a_key_holds_only_safe_characters() {
  for (int byte = 0x20; byte < 0x7F; ++byte) {
    const auto key = SellerId::from_text(std::string(3, static_cast<char>(byte)))->key();
    for (const char c : key) {
      QVERIFY2(QChar::isLetterOrNumber(static_cast<uint>(c)) || c == '-' || c == '_', key.c_str());
    }
  }
}

QTEST_APPLESS_MAIN(SellerIdTest)
#include "seller_id_test.moc"
