#include "tidings/json_text.h"

#include <QtTest>
#include <random>
#include <vector>

#include "support/std_strings.h"

using namespace tidings;
using test::bytes;
using test::fetch;

class JsonTextTest : public QObject {
  Q_OBJECT

 private slots:
  void members_come_in_order_as_text_with_repetitions();
  void names_are_decoded();
  void a_walk_stops_when_told();
  void elements_come_in_order_as_text();
  void strings_are_decoded_data();
  void strings_are_decoded();
  void lone_surrogates_are_found_data();
  void lone_surrogates_are_found();
  void quoting_is_exact_and_safe_data();
  void quoting_is_exact_and_safe();
  void what_was_quoted_is_valid_and_decodes_to_itself();
  void quoting_does_not_depend_on_where_a_character_stands();
  void quoting_many_is_quoting_each();
  void compact_text_is_one_line_with_every_digit();
  void pointers_are_told_from_other_text();
  void a_pointer_names_a_value_data();
  void a_pointer_names_a_value();
  void scalars_are_shown_as_a_person_writes_them();
};

namespace {

std::vector<std::string> members(std::string_view object) {
  std::vector<std::string> found;
  json::for_each_member(object, [&](std::string_view name, std::string_view value) {
    found.push_back(std::string(name) + " -> " + std::string(value));
    return true;
  });
  return found;
}

std::vector<std::string> elements(std::string_view array) {
  std::vector<std::string> found;
  json::for_each_element(array, [&](std::string_view value) {
    found.emplace_back(value);
    return true;
  });
  return found;
}

using Strings = std::vector<std::string>;

// Functions, since moc does not read raw strings within a macro's arguments.
void members_are(std::string_view object, const Strings& expected) {
  QCOMPARE(members(object), expected);
}

void elements_are(std::string_view array, const Strings& expected) {
  QCOMPARE(elements(array), expected);
}

}  // namespace

void JsonTextTest::members_come_in_order_as_text_with_repetitions() {
  QVERIFY(members("{}").empty());
  QVERIFY(members(" { } ").empty());
  members_are(R"({"b":1,"a":{"x":"},]"},"b":[1,{"y":2}],"c":"\"}"})",
              {"b -> 1", R"(a -> {"x":"},]"})", R"(b -> [1,{"y":2}])", R"(c -> "\"}")"});
  members_are(" {\n\t\"a\" : 1e400 ,\r\n \"b\":null , \"c\" : [ ] } ",
              {"a -> 1e400", "b -> null", "c -> [ ]"});
}

void JsonTextTest::names_are_decoded() {
  members_are(R"({"\u0061\n":1,"\\":2,"\"":3,"":4})", {"a\n -> 1", "\\ -> 2", "\" -> 3", " -> 4"});
}

void JsonTextTest::a_walk_stops_when_told() {
  int seen = 0;
  json::for_each_member(R"({"a":1,"b":2})", [&](std::string_view, std::string_view) {
    ++seen;
    return false;
  });
  json::for_each_element("[1,2]", [&](std::string_view) {
    ++seen;
    return false;
  });
  QCOMPARE(seen, 2);
}

void JsonTextTest::elements_come_in_order_as_text() {
  QVERIFY(elements("[]").empty());
  QVERIFY(elements(" [ ] ").empty());
  elements_are(R"([1,"a,]",[2,[3]],{"b":"]"}, true ])",
               {"1", R"("a,]")", "[2,[3]]", R"({"b":"]"})", "true"});
  elements_are("[[],[]]", {"[]", "[]"});
}

void JsonTextTest::strings_are_decoded_data() {
  QTest::addColumn<QByteArray>("literal");
  QTest::addColumn<QByteArray>("content");
  const auto row = [](const char* literal, std::string_view content) {
    QTest::newRow(literal) << QByteArray(literal) << bytes(content);
  };
  row(R"("")", "");
  row(R"( "a" )", "a");
  row(R"("업무 😀")", "업무 😀");
  row(R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t");
  row(R"("\u0041\u00e9\uAc00")", "Aé가");
  row(R"("\ud83d\ude00")", "😀");
  row(R"("\u0000")", std::string_view("\0", 1));
  row(R"("x\ud800y")", "x\uFFFDy");
  row(R"("\ude00")", "\uFFFD");
  row(R"("\ud83d\ud83d\ude00")", "\uFFFD😀");
  row(R"("\\ud83d")", "\\ud83d");
}

void JsonTextTest::strings_are_decoded() {
  QCOMPARE(json::string_content(fetch("literal")).value_or("none"), fetch("content"));
  for (const char* other : {"1", "null", "{}", "[\"a\"]"}) {
    QVERIFY(!json::string_content(other));
  }
}

void JsonTextTest::lone_surrogates_are_found_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<bool>("lone");
  const auto row = [](const char* text, bool lone) {
    QTest::newRow(text) << QByteArray(text) << lone;
  };
  row(R"("\ud800")", true);
  row(R"("\udfff")", true);
  row(R"("\ud83d\ude00\ude00")", true);
  row(R"({"a":["\n\ud83d"]})", true);
  row(R"("\ud83d\ude00")", false);
  row(R"("\\ud800")", false);
  row(R"("d800\u0041")", false);
  row(R"("")", false);
}

void JsonTextTest::lone_surrogates_are_found() {
  QFETCH(bool, lone);
  QCOMPARE(json::has_lone_surrogate(fetch("text")), lone);
}

void JsonTextTest::quoting_is_exact_and_safe_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("literal");
  const auto row = [](const char* name, std::string_view text, const char* literal) {
    QTest::newRow(name) << bytes(text) << QByteArray(literal);
  };
  row("empty", "", R"("")");
  row("plain", "a b/c", R"("a b/c")");
  row("quote and backslash", "\"\\", R"("\"\\")");
  row("short escapes", "\b\f\n\r\t", R"("\b\f\n\r\t")");
  row("other controls", std::string_view("\0\x01\x1b\x7f\xc2\x9b", 6),
      R"("\u0000\u0001\u001b\u007f\u009b")");
  row("line separators", "\u2028\u2029", R"("\u2028\u2029")");
  row("beyond ASCII", "é업😀", R"("é업😀")");
  row("stray continuation",
      "a\x80"
      "b",
      "\"a\uFFFDb\"");
  row("overlong", "\xc0\xaf", "\"\uFFFD\uFFFD\"");
  row("surrogate", "\xed\xa0\x80", "\"\uFFFD\uFFFD\uFFFD\"");
  row("beyond U+10FFFF", "\xf4\x90\x80\x80", "\"\uFFFD\uFFFD\uFFFD\uFFFD\"");
  row("cut sequence", "\xf0\x9f\x98", "\"\uFFFD\"");
  row("cut sequence, then text",
      "\xe2\x82"
      "a",
      "\"\uFFFDa\"");
}

void JsonTextTest::quoting_is_exact_and_safe() {
  QCOMPARE(json::quote(fetch("text")), fetch("literal"));
  std::string out = "x";
  json::append_quoted(out, fetch("text"));
  QCOMPARE(out, "x" + fetch("literal"));
}

void JsonTextTest::what_was_quoted_is_valid_and_decodes_to_itself() {
  for (char32_t code_point = 0; code_point <= 0x10FFFF;
       code_point += code_point < 0x3000 ? 1 : 251) {
    if (code_point >= 0xD800 && code_point <= 0xDFFF) {
      continue;
    }
    const auto text = QString::fromUcs4(&code_point, 1).toStdString();
    const auto literal = json::quote(text);
    QVERIFY(json::validate(literal).ok());
    QCOMPARE(json::string_content(literal).value_or("none"), text);
  }
}

void JsonTextTest::quoting_does_not_depend_on_where_a_character_stands() {
  for (const std::string_view special : {"\"", "\n", "\x1b", "주", "😀", "\xe2\x82", "\xc2\x9b"}) {
    const std::string quoted = json::quote(special);
    const std::string inside = quoted.substr(1, quoted.size() - 2);
    for (std::size_t before = 0; before < 140; ++before) {
      const std::string left(before, 'x');
      QCOMPARE(json::quote(left + std::string(special) + "yz"),
               std::string("\"").append(left).append(inside).append("yz\""));
    }
  }
  QCOMPARE(json::quote(std::string(200, '\x01')).size(), 2U + 200 * 6);
}

void JsonTextTest::quoting_many_is_quoting_each() {
  const std::vector<std::string> pieces{
      "a", "plain ",       "\"",       "\\",       "\n", "\x1f", "\x7f",     "é",       "주",
      "’", "\xe2\x80\xa8", "\xc2\x85", "\xc2\xa0", "😀",  "\xff", "\xe2\x82", "\xf0\x9f"};
  const std::size_t well_formed = pieces.size() - 3;
  std::mt19937 random(4);
  for (int round = 0; round < 5000; ++round) {
    // Faults change how all of a text is quoted: half of the texts have none.
    const std::size_t kinds = round % 2 == 0 ? well_formed : pieces.size();
    std::string text;
    std::string inside;
    for (std::size_t left = random() % 40; left > 0; --left) {
      const std::string& piece = pieces[random() % kinds];
      const std::string quoted = json::quote(piece);
      text += piece;
      inside.append(quoted, 1, quoted.size() - 2);
    }
    QCOMPARE(json::quote(text), "\"" + inside + "\"");
  }
}

void JsonTextTest::compact_text_is_one_line_with_every_digit() {
  std::string out = "data: ";
  json::append_compact(out, " {\r\n \"a b\" : [ 1.0 ,\t-1e400 , \" \\\" \" ] ,\n\"c\":{ } } ");
  const std::string expected = R"(data: {"a b":[1.0,-1e400," \" "],"c":{}})";
  QCOMPARE(out, expected);
}

void JsonTextTest::pointers_are_told_from_other_text() {
  for (const char* pointer :
       {"", "/", "/a", "/a/b", "//", "/~0", "/~1", "/a~1b/~0~1", "/0", "/-", "/a b"}) {
    QVERIFY2(json::is_pointer(pointer), pointer);
  }
  for (const char* other : {"a", "a/b", "~", "/~", "/~2", "/a~", "#/a", " /a"}) {
    QVERIFY2(!json::is_pointer(other), other);
  }
}

void JsonTextTest::a_pointer_names_a_value_data() {
  QTest::addColumn<QByteArray>("pointer");
  QTest::addColumn<QByteArray>("value");
  const auto row = [](const char* pointer, const char* value) {
    QTest::newRow(*pointer == '\0' ? "whole" : pointer) << QByteArray(pointer) << QByteArray(value);
  };
  // RFC 6901, section 5.
  row("/foo", R"(["bar", "baz"])");
  row("/foo/0", R"("bar")");
  row("/", "0");
  row("/a~1b", "1");
  row("/c%d", "2");
  row("/e^f", "3");
  row("/g|h", "4");
  row("/i\\j", "5");
  row("/k\"l", "6");
  row("/ ", "7");
  row("/m~0n", "8");
  row("/foo/2", "none");
  row("/foo/00", "none");
  row("/foo/-", "none");
  row("/foo/+1", "none");
  row("/foo/", "none");
  row("/foo/18446744073709551616", "none");
  row("/foo/0/0", "none");
  row("/missing", "none");
  row("/twice", "2");
  row("/~01", R"({"deep":[1e400]})");
  row("/~01/deep/0", "1e400");
}

void JsonTextTest::a_pointer_names_a_value() {
  const std::string text =
      R"( { "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4,
      "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8, "twice": 1, "twice": 2, "~1": {"deep":[1e400]} } )";
  QVERIFY(json::validate(text).ok());
  QCOMPARE(std::string(json::at(text, fetch("pointer")).value_or("none")), fetch("value"));
  QCOMPARE(std::string(json::at(" [1] ", "").value_or("none")), std::string("[1]"));
}

void JsonTextTest::scalars_are_shown_as_a_person_writes_them() {
  QCOMPARE(json::scalar_text(R"( "a\nb" )"), std::string("a\nb"));
  QCOMPARE(json::scalar_text(" 1.0 "), std::string("1.0"));
  QCOMPARE(json::scalar_text("null"), std::string("null"));
  QCOMPARE(json::scalar_text(R"({"a":1})"), std::string(R"({"a":1})"));
}

QTEST_APPLESS_MAIN(JsonTextTest)
#include "json_text_test.moc"
