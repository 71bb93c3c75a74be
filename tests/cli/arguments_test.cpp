#include "arguments.h"

#include <QtTest>
#include <array>

#include "support/std_strings.h"

using namespace tidings::cli;
using tidings::Result;
using tidings::test::fetch;

namespace {

constexpr std::array kOptions{
    OptionSpec{'n', "count", "N", ""},   OptionSpec{'e', "event", "NAME", ""},
    OptionSpec{'q', "quiet", "", ""},    OptionSpec{'v', "verbose", "", ""},
    OptionSpec{'d', "data", "TEXT", ""}, OptionSpec{0, "title", "TEXT", ""},
    OptionSpec{'h', "help", "", ""},     OptionSpec{0, "version", "", ""},
};
constexpr std::array kGroups{OptionGroup{"", kOptions}};
constexpr CommandSpec kCommand{"watch", "", "", "", {}, kGroups, ""};

Result<Arguments> parse(const std::vector<std::string>& words) {
  return take_apart(kCommand, words);
}

/// What was understood, as one line: flags by name with their values, then the operands.
std::string summary(const std::vector<std::string>& words) {
  const auto arguments = parse(words);
  if (!arguments) {
    return "error: " + arguments.error().message;
  }
  std::string text;
  for (const OptionSpec& option : kOptions) {
    for (const std::string& value : arguments->values(option.name)) {
      text.append(option.name).append("=").append(value).append(";");
    }
  }
  for (const std::string& operand : arguments->operands()) {
    text.append("<").append(operand).append(">");
  }
  return text;
}

std::vector<std::string> as_strings(const QByteArrayList& words) {
  std::vector<std::string> strings;
  for (const QByteArray& word : words) {
    strings.push_back(word.toStdString());
  }
  return strings;
}

}  // namespace

class ArgumentsTest : public QObject {
  Q_OBJECT

 private slots:
  void are_taken_apart_as_users_expect_data();
  void are_taken_apart_as_users_expect();
  void are_refused_with_a_sentence_data();
  void are_refused_with_a_sentence();
  void the_first_mistake_is_told_data();
  void the_first_mistake_is_told();
  void the_last_of_several_values_wins();
  void very_long_words_are_kept_whole();
};

void ArgumentsTest::are_taken_apart_as_users_expect_data() {
  QTest::addColumn<QByteArrayList>("words");
  QTest::addColumn<QByteArray>("summary");
  const auto row = [](const char* summary, const QByteArrayList& words) {
    QTest::newRow(words.join(' ').constData()) << words << QByteArray(summary);
  };
  row("count=5;<URL>", {"-n", "5", "URL"});
  row("count=5;<URL>", {"-n5", "URL"});
  row("count=5;<URL>", {"--count=5", "URL"});
  row("count=5;<URL>", {"--count", "5", "URL"});
  row("count=5;<URL>", {"URL", "--count", "5"});
  row("quiet=;verbose=;<URL>", {"-qv", "URL"});
  row("count=5;quiet=;<URL>", {"-qn5", "URL"});
  row("count=5;quiet=;<URL>", {"-qn", "5", "URL"});
  row("event=a;event=b;<URL>", {"-e", "a", "-e", "b", "URL"});
  row("event=a;<URL><URL2>", {"-e", "a", "URL", "URL2"});
  row("title=-5 degrees;", {"--title", "-5 degrees"});
  row("title=--quiet;", {"--title", "--quiet"});
  row("title=;<x>", {"--title=", "x"});
  row("title=;<x>", {"--title", "", "x"});
  row("title=a=b;", {"--title=a=b"});
  row("title=[1,2];", {"--title", "[1,2]"});
  row("quiet=;<-n><--x>", {"-q", "--", "-n", "--x"});
  row("<->", {"-"});
  row("<>", {""});
  // A value is the next word, whatever it begins with.
  row("title=-x;", {"--title", "-x"});
  row("data=-1;", {"-d", "-1"});
  row("count=-5;<URL>", {"-n", "-5", "URL"});
  row("count=-5;", {"-n-5"});
  row("count=-5;quiet=;", {"-qn-5"});
  row("count=--;", {"-n--"});
  row("data=a-b-c;", {"-da-b-c"});
  row("title=--;<-q>", {"--title", "--", "--", "-q"});
  row("event=--event;event=-e;", {"--event", "--event", "-e", "-e"});
  row("event=--quiet=;", {"-e", "--quiet="});
  row("title=--evnt=x;", {"--title=--evnt=x"});
  row("data==5;", {"-d=5"});
  row("data=-q-v;", {"-d", "-q-v"});
  row("title=-;<->", {"--title", "-", "-"});
  // Empty values do not take the next word instead.
  row("data=;<x>", {"-d", "", "x"});
  row("quiet=;title=;", {"--title=", "-q"});
  row("title=;title=;<>", {"--title=", "--title", "", ""});
  // What would mean something to other readers of command lines.
  row("title=[a,b];title=[];", {"--title=[a,b]", "--title=[]"});
  row("title={};title=%%;title=!x;", {"--title", "{}", "--title=%%", "--title", "!x"});
  row("title=true;title=false;", {"--title=true", "--title", "false"});
  row("title=a,b;title=a:b;title= a ;", {"--title", "a,b", "--title=a:b", "--title", " a "});
  row("</n></count:5><++><@file>", {"/n", "/count:5", "++", "@file"});
  row("<watch><config.toml><help><quiet><count=5>",
      {"watch", "config.toml", "help", "quiet", "count=5"});
  row("quiet=;quiet=;verbose=;<a><b>", {"a", "-q", "b", "-qv"});
  row("help=;version=;", {"-h", "--version"});
  row("count=1;count=2;event=c;event=a=b;", {"-n1", "-e", "c", "--count=2", "--event=a=b"});
  row("quiet=;<--><-->", {"-q", "--", "--", "--"});
  row("title=\xff\xfe;<\xc3(>", {"--title", "\xff\xfe", "\xc3("});
}

void ArgumentsTest::are_taken_apart_as_users_expect() {
  QFETCH(QByteArrayList, words);
  QCOMPARE(summary(as_strings(words)), fetch("summary"));
}

void ArgumentsTest::are_refused_with_a_sentence_data() {
  QTest::addColumn<QByteArray>("word");
  QTest::addColumn<QByteArray>("message");
  const auto row = [](const char* word, const char* message) {
    QTest::newRow(word) << QByteArray(word) << QByteArray(message);
  };
  row("--evnt",
      "unknown flag --evnt; did you mean --event? (`tidings watch --help` lists the flags)");
  row("--coun",
      "unknown flag --coun; did you mean --count? (`tidings watch --help` lists the flags)");
  row("--evnt=x",
      "unknown flag --evnt; did you mean --event? (`tidings watch --help` lists the flags)");
  row("--nothing-like-it",
      "unknown flag --nothing-like-it (`tidings watch --help` lists the flags)");
  row("-z", "unknown flag -z (`tidings watch --help` lists the flags)");
  row("-qz", "unknown flag -z (`tidings watch --help` lists the flags)");
  row("-quiet", "unknown flag -u; did you mean --quiet? (`tidings watch --help` lists the flags)");
  row("-\xc3\xa9", "unknown flag -\xc3\xa9 (`tidings watch --help` lists the flags)");
  row("-5", "unknown flag -5 (`tidings watch --help` lists the flags)");
  row("-q5", "unknown flag -5 (`tidings watch --help` lists the flags)");
  row("-q-v", "unknown flag -- (`tidings watch --help` lists the flags)");
  row("-q-", "unknown flag -- (`tidings watch --help` lists the flags)");
  row("-q=", "unknown flag -= (`tidings watch --help` lists the flags)");
  row("-z=5-6", "unknown flag -z=5-6 (`tidings watch --help` lists the flags)");
  row("-qtitel", "unknown flag -t; did you mean --title? (`tidings watch --help` lists the flags)");
  row("-!", "unknown flag -! (`tidings watch --help` lists the flags)");
  row("- ", "unknown flag -  (`tidings watch --help` lists the flags)");
  row("--!", "unknown flag --! (`tidings watch --help` lists the flags)");
  row("---count",
      "unknown flag ---count; did you mean --count? (`tidings watch --help` lists the flags)");
  row("--=x", "unknown flag -- (`tidings watch --help` lists the flags)");
  row("--Count=5",
      "unknown flag --Count; did you mean --count? (`tidings watch --help` lists the flags)");
  row("--count:5",
      "unknown flag --count:5; did you mean --count? (`tidings watch --help` lists the flags)");
  row("--no-quiet", "unknown flag --no-quiet (`tidings watch --help` lists the flags)");
  row("--quiet=yes", "--quiet takes no value");
  row("--quiet=", "--quiet takes no value");
  row("--quiet=1", "--quiet takes no value");
  row("--quiet=true", "--quiet takes no value");
  row("--quiet=false", "--quiet takes no value");
  row("--quiet={}", "--quiet takes no value");
  row("--event", "--event needs a value: --event NAME");
  row("-n", "--count needs a value: --count N");
  row("-qvn", "--count needs a value: --count N");
  row("--\x1b[2J", R"(unknown flag --\u{1b}[2J (`tidings watch --help` lists the flags))");
}

void ArgumentsTest::are_refused_with_a_sentence() {
  QCOMPARE(summary({fetch("word")}), "error: " + fetch("message"));
}

void ArgumentsTest::the_first_mistake_is_told_data() {
  QTest::addColumn<QByteArrayList>("words");
  QTest::addColumn<QByteArray>("message");
  const auto row = [](const char* message, const QByteArrayList& words) {
    QTest::newRow(words.join(' ').constData()) << words << QByteArray(message);
  };
  row("unknown flag -z (`tidings watch --help` lists the flags)", {"URL", "-z", "--quiet=1", "-n"});
  row("unknown flag -z (`tidings watch --help` lists the flags)", {"-qzv", "--evnt"});
  row("--quiet takes no value", {"--quiet=1", "-z", "-n"});
  row("--quiet takes no value", {"-n", "--evnt", "--quiet=1"});
  row("--count needs a value: --count N", {"-e", "-z", "--count"});
}

void ArgumentsTest::the_first_mistake_is_told() {
  QFETCH(QByteArrayList, words);
  QCOMPARE(summary(as_strings(words)), "error: " + fetch("message"));
}

void ArgumentsTest::the_last_of_several_values_wins() {
  const auto arguments = parse({"-n", "1", "-n", "2"});
  QVERIFY(arguments.ok());
  QCOMPARE(arguments->value("count").value_or(""), std::string("2"));
  QVERIFY(!arguments->value("title").has_value());
  QVERIFY(!arguments->has("quiet"));
}

void ArgumentsTest::very_long_words_are_kept_whole() {
  const std::string text(1 << 20, '-');
  const auto arguments = parse({"--title", text, "--title=" + text, "-d" + text, "--", text});
  QVERIFY(arguments.ok());
  QVERIFY(arguments->values("title") == std::vector({text, text}));
  QVERIFY(arguments->value("data") == text);
  QVERIFY(arguments->operands() == std::vector({text}));
}

QTEST_APPLESS_MAIN(ArgumentsTest)
#include "arguments_test.moc"
