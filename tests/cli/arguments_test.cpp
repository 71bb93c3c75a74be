#include "arguments.h"

#include <QtTest>
#include <array>

#include "support/std_strings.h"

using namespace tidings::cli;
using tidings::Result;
using tidings::test::fetch;

namespace {

constexpr std::array kOptions{
    OptionSpec{'n', "count", "N", ""},  OptionSpec{'e', "event", "NAME", ""},
    OptionSpec{'q', "quiet", "", ""},   OptionSpec{'v', "verbose", "", ""},
    OptionSpec{0, "title", "TEXT", ""},
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

}  // namespace

class ArgumentsTest : public QObject {
  Q_OBJECT

 private slots:
  void are_taken_apart_as_users_expect_data();
  void are_taken_apart_as_users_expect();
  void are_refused_with_a_sentence_data();
  void are_refused_with_a_sentence();
  void the_last_of_several_values_wins();
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
}

void ArgumentsTest::are_taken_apart_as_users_expect() {
  QFETCH(QByteArrayList, words);
  std::vector<std::string> given;
  for (const QByteArray& word : words) {
    given.push_back(word.toStdString());
  }
  QCOMPARE(summary(given), fetch("summary"));
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
  row("--quiet=yes", "--quiet takes no value");
  row("--event", "--event needs a value: --event NAME");
  row("-n", "--count needs a value: --count N");
  row("--\x1b[2J", R"(unknown flag --\u{1b}[2J (`tidings watch --help` lists the flags))");
}

void ArgumentsTest::are_refused_with_a_sentence() {
  QCOMPARE(summary({fetch("word")}), "error: " + fetch("message"));
}

void ArgumentsTest::the_last_of_several_values_wins() {
  const auto arguments = parse({"-n", "1", "-n", "2"});
  QVERIFY(arguments.ok());
  QCOMPARE(arguments->value("count").value_or(""), std::string("2"));
  QVERIFY(!arguments->value("title").has_value());
  QVERIFY(!arguments->has("quiet"));
}

QTEST_APPLESS_MAIN(ArgumentsTest)
#include "arguments_test.moc"
