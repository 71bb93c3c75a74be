#include <QtTest>

#include "tidings/json_text.h"

#include "support/std_strings.h"

using namespace tidings;
using test::bytes;
using test::fetch;

/// What RFC 8259 allows and forbids; the cases where nlohmann's parser differs from it are the
/// reason for most rows.
class JsonValidateTest : public QObject {
  Q_OBJECT

 private slots:
  void accepts_what_the_rfc_allows_data();
  void accepts_what_the_rfc_allows();
  void refuses_everything_else_data();
  void refuses_everything_else();
  void accepts_nesting_up_to_the_limit();
  void says_where_and_what_but_quotes_nothing();
  void refuses_every_cut_of_a_valid_object();
  void never_turns_an_invalid_neighbour_of_a_big_number_into_a_valid_text();
};

void JsonValidateTest::accepts_what_the_rfc_allows_data() {
  QTest::addColumn<QByteArray>("text");
  for (const char* text : {"null",
                           "true",
                           "false",
                           "0",
                           "-0",
                           "-1",
                           "1.5",
                           "-0.0",
                           "1e5",
                           "1E+5",
                           "1e-5",
                           "1.5e+05",
                           "\"\"",
                           "\"a\"",
                           "[]",
                           "{}",
                           " [ 1 , 2 ] ",
                           "\t{\r\n\"a\" : 1 }\n",
                           R"({"a":1,"a":2})",
                           R"({"":{"":[]}})",
                           R"("\"\\\/\b\f\n\r\t\u0041")",
                           R"("\ud83d\ude00")",
                           "\"업무 😀\"",
                           "\"\x7f\"",
                           "1e400",
                           "-1e400",
                           "1e-400",
                           "-1e-400",
                           "1E+999999999999",
                           "[1e400,-1e400,{\"a\":1e400}]",
                           R"("1e400")",
                           R"("\"1e400")",
                           R"("\ud800")",
                           R"("\udc00")",
                           R"("\ud800\ud800\udc00")",
                           R"("\ud800a")",
                           R"("\udbff\uDBFF")",
                           R"("\\ud800")"}) {
    QTest::newRow(text) << QByteArray(text);
  }
  QTest::newRow("10^400") << QByteArray("1") + QByteArray(400, '0');
  QTest::newRow("400 decimals") << QByteArray("0.") + QByteArray(400, '1');
  QTest::newRow("-10^400 in an array") << QByteArray("[-1") + QByteArray(400, '0') + " , 1]";
  QTest::newRow("an exponent of 1000 digits") << QByteArray("1e") + QByteArray(1000, '9');
}

void JsonValidateTest::accepts_what_the_rfc_allows() {
  const auto valid = json::validate(fetch("text"));
  QVERIFY2(valid.ok(), valid ? "" : valid.error().message.c_str());
}

void JsonValidateTest::refuses_everything_else_data() {
  QTest::addColumn<QByteArray>("text");
  for (const char* text : {"",
                           " ",
                           "\n",
                           "nul",
                           "nulll",
                           "True",
                           "NaN",
                           "Infinity",
                           "-",
                           "+1",
                           "01",
                           "-01",
                           "1.",
                           ".5",
                           "1.e5",
                           "1e",
                           "1e+",
                           "0x10",
                           "1_000",
                           "--1",
                           "1 2",
                           "{} {}",
                           "[1,]",
                           "[,1]",
                           "[1 2]",
                           "[",
                           "]",
                           "[1",
                           "{",
                           "}",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{\"a\":1,}",
                           "{a:1}",
                           "{'a':1}",
                           "{1:2}",
                           "{\"a\" 1}",
                           "{\"a\":1 \"b\":2}",
                           "[1}",
                           "{\"a\":1]",
                           "\"",
                           "\"a",
                           "'a'",
                           "\"\\",
                           "\"\\\"",
                           "\"\\x\"",
                           "\"\\u12\"",
                           "\"\\u12g4\"",
                           "\"\\ud800",
                           "\"\\ud800\\u\"",
                           "\"a\nb\"",
                           "\"a\tb\"",
                           "\"\x01\"",
                           "// c\n1",
                           "/* c */ 1",
                           "[1] //",
                           "\xef\xbb\xbf{}",
                           "\"\xff\"",
                           "\"\xc3\"",
                           "\"\xc0\xaf\"",
                           "\"\xed\xa0\x80\"",
                           "\"\xf4\x90\x80\x80\"",
                           "\"\xe2\x82\"",
                           "\xc2\xa0\x31"}) {
    QTest::newRow(*text == '\0' ? "empty" : text) << QByteArray(text);
  }
  QTest::newRow("NUL behind the value") << bytes(std::string_view("{}\0", 3));
  QTest::newRow("garbage behind a NUL") << bytes(std::string_view("{}\0{", 4));
  QTest::newRow("NUL in a string") << bytes(std::string_view("\"a\0b\"", 5));
  QTest::newRow("NUL alone") << bytes(std::string_view("\0", 1));
}

void JsonValidateTest::refuses_everything_else() {
  const auto valid = json::validate(fetch("text"));
  QVERIFY(!valid.ok());
  QVERIFY(valid.error().message.find("not valid JSON") == 0);
}

void JsonValidateTest::accepts_nesting_up_to_the_limit() {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  QVERIFY(json::validate(nested(json::kMaxJsonDepth)).ok());
  const auto deeper = json::validate(nested(json::kMaxJsonDepth + 1));
  QVERIFY(!deeper.ok());
  QCOMPARE(deeper.error().message, std::string("the JSON is nested deeper than 128"));
  QVERIFY(!json::validate(nested(10'000'000)).ok());
  std::string objects;
  for (std::size_t i = 0; i < json::kMaxJsonDepth; ++i) {
    objects += R"({"a":)";
  }
  const std::string closing(json::kMaxJsonDepth, '}');
  QVERIFY(json::validate(objects + "1" + closing).ok());
  QVERIFY(!json::validate(objects + "[]" + closing).ok());
  std::string siblings = "[{}";
  for (std::size_t i = 0; i < 10 * json::kMaxJsonDepth; ++i) {
    siblings += ",[],{\"a\":{}}";
  }
  QVERIFY(json::validate(siblings + "]").ok());
}

void JsonValidateTest::says_where_and_what_but_quotes_nothing() {
  const auto missing_colon = json::validate(R"({"secret" "hunter2"})");
  QVERIFY(!missing_colon.ok());
  QCOMPARE(missing_colon.error().message,
           std::string("not valid JSON at byte 19: object separator - unexpected string literal; "
                       "expected ':'"));
  const auto bad_escape = json::validate(R"({"secret":"hunter2\q"})");
  QVERIFY(!bad_escape.ok());
  QVERIFY(bad_escape.error().message.find("hunter2") == std::string::npos);
  QVERIFY(bad_escape.error().message.find("at byte 20") != std::string::npos);
}

void JsonValidateTest::refuses_every_cut_of_a_valid_object() {
  const std::string text =
      R"({"a":[1e400,-12.5E-3,true,null,"\ud83d\ude00\"\ud800"],"업무":{"":[{}]}})";
  QVERIFY(json::validate(text).ok());
  for (std::size_t cut = 0; cut < text.size(); ++cut) {
    QVERIFY2(!json::validate(text.substr(0, cut)).ok(), std::to_string(cut).c_str());
  }
}

void JsonValidateTest::never_turns_an_invalid_neighbour_of_a_big_number_into_a_valid_text() {
  for (const std::string& big :
       {std::string("1e400"), std::string("-1e400"), std::string(400, '9')}) {
    for (const std::string_view before :
         {"--", "+", "0", ".", "1.-", "1e--", "e", "t", "\"\"", "[]", "\xff"}) {
      QVERIFY2(!json::validate(std::string(before) + big).ok(), before.data());
    }
    for (const std::string_view after :
         {"-", "+", ".", "e", "x", "\"\"", "[]", " 1", "-1", ".5", "e5"}) {
      const auto text = big + std::string(after);
      const bool still_a_number = big.size() == 400 && (after == ".5" || after == "e5");
      QCOMPARE(json::validate(text).ok(), still_a_number);
    }
  }
}

QTEST_APPLESS_MAIN(JsonValidateTest)
#include "json_validate_test.moc"
