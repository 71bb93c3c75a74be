#include "publish/publish_options.h"

#include <QtTest>

#include "support/std_strings.h"

using namespace tidings::cli;
using namespace std::chrono_literals;
using tidings::Result;
using Words = std::vector<std::string>;

namespace {

Result<PublishOptions> parse(const Words& words) {
  const auto arguments = take_apart(publish_command(), words);
  return arguments ? publish_options(
                         *arguments, {},
                         [] { return Result<tidings::Configuration>(tidings::Configuration{}); })
                   : Result<PublishOptions>(arguments.error());
}

}  // namespace

class PublishOptionsTest : public QObject {
  Q_OBJECT

 private slots:
  void are_read();
  void values_may_begin_with_a_dash();
  void a_file_stands_for_the_notification();
  void text_must_be_utf_8();
  void a_key_may_be_as_long_as_its_numbers_allow();
  void wrong_usage_is_a_sentence_data();
  void wrong_usage_is_a_sentence();
};

void PublishOptionsTest::are_read() {
  const auto options = parse({"--to",
                              "42",
                              "--to",
                              "abc",
                              "--title",
                              "T",
                              "--body",
                              "B",
                              "--type",
                              "t",
                              "--url",
                              "https://x.example/",
                              "--priority",
                              "5",
                              "--group",
                              "g",
                              "--data",
                              R"({"n":{n}})",
                              "--repeat",
                              "3",
                              "--rate",
                              "0.5",
                              "--idempotency-key",
                              "k",
                              "--max-time",
                              "2m",
                              "-o",
                              "json",
                              "http://127.0.0.1/n"});
  QVERIFY(options.ok());
  QCOMPARE(options->sellers.size(), std::size_t{2});
  QCOMPARE(options->sellers[1].text(), std::string("abc"));
  QCOMPARE(options->notification.title, std::string("T"));
  QCOMPARE(options->notification.priority, 5);
  QVERIFY(options->repeat == 3U && options->rate == 0.5 && options->max_time == 2min);
  QCOMPARE(options->idempotency_key, std::string("k"));
  QVERIFY(options->form == PublishForm::json);
  QVERIFY(!options->file && !options->broadcast);
}

void PublishOptionsTest::values_may_begin_with_a_dash() {
  const auto options = parse({"--broadcast", "--title", "-5 degrees", "--body", "--", "--group=-g",
                              "--data", "-1", "http://127.0.0.1/n"});
  QVERIFY(options.ok());
  QCOMPARE(options->notification.title, std::string("-5 degrees"));
  QCOMPARE(options->notification.body, std::string("--"));
  QCOMPARE(options->notification.group, std::string("-g"));
  QCOMPARE(options->notification.data, std::string("-1"));
}

void PublishOptionsTest::a_file_stands_for_the_notification() {
  const auto options = parse({"--from-file", "-", "http://127.0.0.1/n"});
  QVERIFY(options.ok());
  QCOMPARE(options->file.value_or(""), std::string("-"));
  QVERIFY(parse({"--from-file", "f", "--to", "42", "http://127.0.0.1/n"}).ok());
}

void PublishOptionsTest::text_must_be_utf_8() {
  for (const char* flag : {"--title", "--body", "--group"}) {
    const auto options =
        parse({"--to", "42", "--title", "T", flag, "caf\xe9", "http://127.0.0.1/n"});
    QVERIFY(!options.ok());
    QVERIFY2(options.error().message.starts_with(std::string(flag) + ": "),
             options.error().message.c_str());
  }
  QVERIFY(parse({"--to", "42", "--title", "café", "http://127.0.0.1/n"}).ok());
}

void PublishOptionsTest::a_key_may_be_as_long_as_its_numbers_allow() {
  const auto fits = [](int length, const Words& more) {
    Words words{"--to", "42", "--idempotency-key",
                std::string(static_cast<std::size_t>(length), 'k'), "http://127.0.0.1/n"};
    words.insert(words.end(), more.begin(), more.end());
    return parse(words).ok();
  };
  QVERIFY(fits(128, {"--title", "T"}));
  QVERIFY(fits(128, {"--title", "T", "--repeat", "1"}));
  QVERIFY(fits(126, {"--title", "T", "--to", "43"}));
  QVERIFY(fits(126, {"--from-file", "-"}));
}

void PublishOptionsTest::wrong_usage_is_a_sentence_data() {
  QTest::addColumn<QStringList>("words");
  QTest::addColumn<QString>("part");
  const auto row = [](const QStringList& words, const char* part) {
    QTest::newRow(words.join(' ').toUtf8().constData()) << words << QString(part);
  };
  const QString url = "http://127.0.0.1/n";
  row({"--to", "42", "--title", "T"}, "no URL");
  row({"--to", "42", "--title", "T", url, url}, "several URLs");
  row({"--to", "42", "--title", "T", "ftp://x/"}, "ftp://x/");
  row({"--to", "42", "--title", "T", "127.0.0.1/n"}, "127.0.0.1/n");
  row({"--title", "T", url}, "give --to ID, --broadcast or --from-file");
  row({"--to", "42", url}, "--title");
  row({"--to", "42", "--title", "", url}, "title");
  row({"--to", "", "--title", "T", url}, "--to: \"\" is no seller: it is empty");
  row({"--to", "a\tb", "--title", "T", url}, R"(--to: "a\u{9}b" is no seller)");
  row({"--to", "42", "--title", "T", "--unix-socket", "", url}, "--unix-socket: \"\"");
  row({"--to", "42", "--title", "T", "--proxy", ":", url}, "--proxy: \":\"");
  row({"--to", "42", "--broadcast", "--title", "T", url}, "--to and --broadcast");
  row({"--to", "42", "--title", "T", "--priority", "6", url}, "--priority");
  row({"--to", "42", "--title", "T", "--url", "javascript:x", url},
      "--url: \"javascript:x\" cannot be used: it must be an http or https URL");
  row({"--to", "42", "--title", "T", "--data", "{a:1}", url}, "--data");
  row({"--to", "42", "--title", "T", "--data", R"({"n":{n}})", url}, "--data");
  row({"--to", "42", "--title", "T", "--data", QString(129, '['), url}, "nested deeper than 128");
  row({"--to", "42", "--title", "T", "--repeat", "0", url}, "--repeat");
  for (const char* rate : {"0", "-1", "fast", "1e3", "inf", "nan", ""}) {
    row({"--to", "42", "--title", "T", "--rate", rate, url}, "--rate");
  }
  row({"--to", "42", "--title", "T", "--idempotency-key", "", url}, "--idempotency-key: \"\"");
  row({"--to", "42", "--title", "T", "--idempotency-key", QString(129, 'k'), url},
      "--idempotency-key: \"kkk");
  row({"--to", "42", "--title", "T", "--repeat", "10", "--idempotency-key", QString(126, 'k'), url},
      "--idempotency-key: \"kkk");
  row({"--from-file", "f", "--idempotency-key", QString(127, 'k'), url},
      "--idempotency-key: \"kkk");
  row({"--to", "42", "--title", "T", "-o", "xml", url}, "text, json, quiet");
  row({"--from-file", "f", "--title", "T", url}, "--title and --from-file");
  row({"--from-file", "f", "--repeat", "2", url}, "--repeat and --from-file");
}

void PublishOptionsTest::wrong_usage_is_a_sentence() {
  QFETCH(QStringList, words);
  QFETCH(QString, part);
  Words given;
  for (const QString& word : words) {
    given.push_back(word.toStdString());
  }
  const auto options = parse(given);
  QVERIFY(!options.ok());
  const QString message = QString::fromStdString(options.error().message);
  QVERIFY2(message.contains(part), qPrintable(message));
}

QTEST_APPLESS_MAIN(PublishOptionsTest)
#include "publish_options_test.moc"
