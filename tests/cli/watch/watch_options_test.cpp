#include "watch/watch_options.h"

#include <QtTest>

#include "support/std_strings.h"

using namespace tidings::cli;
using namespace std::chrono_literals;
using tidings::Result;
using Words = std::vector<std::string>;

namespace {

Result<WatchOptions> parse(const Words& words, const Environment& environment = {}) {
  const auto arguments = take_apart(watch_command(), words);
  return arguments ? watch_options(*arguments, environment)
                   : Result<WatchOptions>(arguments.error());
}

std::string error_of(const Words& words, const Environment& environment = {}) {
  const auto options = parse(words, environment);
  return options ? "no error" : options.error().message;
}

const Words kUrl{"http://127.0.0.1/s"};

Words with_url(Words words) {
  words.push_back(kUrl.front());
  return words;
}

}  // namespace

class WatchOptionsTest : public QObject {
  Q_OBJECT

 private slots:
  void have_defaults();
  void are_read();
  void the_token_is_the_first_given();
  void a_body_makes_it_a_post_that_is_not_repeated();
  void wrong_usage_is_a_sentence_data();
  void wrong_usage_is_a_sentence();
  void credentials_go_to_one_origin_only();
  void careless_credentials_are_warned_of();
  void a_token_is_never_shown();
};

void WatchOptionsTest::have_defaults() {
  const auto options = parse(kUrl);
  QVERIFY(options.ok());
  QCOMPARE(options->urls, kUrl);
  QCOMPARE(options->method, std::string("GET"));
  QVERIFY(!options->body && !options->form && !options->heartbeat_timeout && !options->count);
  QVERIFY(options->reconnect);
  QVERIFY(options->retry == 3s && options->retry_max == 30s);
  QVERIFY(options->connection.connection.connect_timeout == 10s);
  QCOMPARE(options->max_event_size, std::size_t{64} << 20);
  QVERIFY(std::holds_alternative<std::monostate>(options->connection.token));
}

void WatchOptionsTest::are_read() {
  const auto options = parse({"-o",
                              "json",
                              "-e",
                              "a",
                              "-e",
                              "b",
                              "--exclude-event=c",
                              "--where",
                              "/x=a=b",
                              "-n",
                              "3",
                              "--idle",
                              "1.5s",
                              "--timeout",
                              "2m",
                              "--retry=250ms",
                              "--retry-max",
                              "9",
                              "--max-retries",
                              "0",
                              "--heartbeat-timeout",
                              "0",
                              "--connect-timeout",
                              "2s",
                              "--last-event-id",
                              "-5",
                              "--max-event-size",
                              "1MiB",
                              "--until",
                              "[DONE]",
                              "--no-reconnect",
                              "-H",
                              "X-A:  b ",
                              "-qv",
                              "http://a/",
                              "http://b/"});
  QVERIFY2(options.ok(), error_of(kUrl).c_str());
  QCOMPARE(options->urls, Words({"http://a/", "http://b/"}));
  QVERIFY(options->form == OutputForm::json);
  QCOMPARE(options->event_types, Words({"a", "b"}));
  QCOMPARE(options->excluded_event_types, Words({"c"}));
  QCOMPARE(options->conditions.front().pointer, std::string("/x"));
  QCOMPARE(options->conditions.front().value, std::string("a=b"));
  QVERIFY(options->count == 3U && options->max_retries == 0U);
  QVERIFY(options->idle == 1500ms && options->timeout == 2min);
  QVERIFY(options->retry == 250ms && options->retry_max == 9s && options->heartbeat_timeout == 0ms);
  QVERIFY(options->connection.connection.connect_timeout == 2s);
  QCOMPARE(options->last_event_id, std::string("-5"));
  QCOMPARE(options->max_event_size, std::size_t{1} << 20);
  QCOMPARE(options->until.value_or(""), std::string("[DONE]"));
  QVERIFY(!options->reconnect && options->quiet && options->verbose);
  QCOMPARE(options->connection.headers.front().name, std::string("X-A"));
  QCOMPARE(options->connection.headers.front().value, std::string("b"));
}

void WatchOptionsTest::the_token_is_the_first_given() {
  Environment environment;
  environment.token = "from-environment";
  const auto by_environment = parse(kUrl, environment);
  QVERIFY(by_environment.ok());
  QCOMPARE(std::get<tidings::TokenValue>(by_environment->connection.token).token,
           std::string("from-environment"));
  const auto by_file = parse(with_url({"--token-file", "f"}), environment);
  QVERIFY(by_file.ok());
  QCOMPARE(std::get<tidings::TokenFile>(by_file->connection.token).path, std::string("f"));
  const auto by_command = parse(with_url({"--token-command", "pass show x"}), environment);
  QVERIFY(by_command.ok());
  QCOMPARE(std::get<tidings::TokenCommand>(by_command->connection.token).command,
           std::string("pass show x"));
}

void WatchOptionsTest::a_body_makes_it_a_post_that_is_not_repeated() {
  const auto options = parse(with_url({"-d", R"({"a":1})"}));
  QVERIFY(options.ok());
  QCOMPARE(options->method, std::string("POST"));
  QVERIFY(!options->reconnect);
  QCOMPARE(options->connection.headers.front().value, std::string("application/json"));
  const auto put =
      parse(with_url({"-d", "a=1", "-X", "PUT", "--reconnect", "-H", "content-type: x/y"}));
  QVERIFY(put.ok());
  QCOMPARE(put->method, std::string("PUT"));
  QVERIFY(put->reconnect);
  QCOMPARE(put->connection.headers.size(), std::size_t{1});
}

void WatchOptionsTest::wrong_usage_is_a_sentence_data() {
  QTest::addColumn<QStringList>("words");
  QTest::addColumn<QStringList>("parts");
  const auto row = [](const QStringList& words, const QStringList& parts) {
    QTest::newRow(words.join(' ').toUtf8().constData()) << words << parts;
  };
  row({}, {"no URL"});
  row({"-n", "0", "U"}, {"--count", "\"0\"", "whole number from 1"});
  row({"-n", "1x", "U"}, {"--count", "\"1x\""});
  row({"-n", "-1", "U"}, {"--count", "\"-1\""});
  row({"-n", "", "U"}, {"--count", "\"\""});
  row({"--idle", "5x", "U"}, {"--idle", "\"5x\"", "45s"});
  row({"--idle", "-5s", "U"}, {"--idle", "\"-5s\"", "45s"});
  row({"--idle", "0", "U"}, {"--idle", "\"0\""});
  row({"--connect-timeout", "0", "U"}, {"--connect-timeout"});
  row({"--max-event-size", "1 GB", "U"}, {"--max-event-size", "\"1 GB\""});
  row({"--max-event-size", "0", "U"}, {"--max-event-size"});
  row({"-o", "xml", "U"}, {"--output", "\"xml\"", "pretty, data, json, raw"});
  row({"-o", "", "U"}, {"--output"});
  row({"-f", "{x}", "U"}, {"--format", "{x}", "{data/json/pointer}"});
  row({"-f", "{id}", "-o", "json", "U"}, {"--output and --format"});
  row({"--color", "maybe", "U"}, {"--color", "auto, always, never"});
  row({"--where", "a=b", "U"}, {"--where", "\"a=b\"", "JSON pointer"});
  row({"--where", "/a", "U"}, {"--where", "\"/a\""});
  row({"-H", "no colon", "U"}, {"--header", "Name: value"});
  row({"-H", "A b: c", "U"}, {"--header", "Name: value"});
  row({"-H", "A: b\r\nX: y", "U"}, {"--header", "line break"});
  row({"-X", "GE T", "U"}, {"--request", "\"GE T\""});
  row({"-d", "@/nowhere/at/all", "U"}, {"--data", "/nowhere/at/all", "No such file"});
  row({"--last-event-id", "a\nb", "U"}, {"--last-event-id", "line break"});
  row({"--reconnect", "--no-reconnect", "U"}, {"--reconnect and --no-reconnect"});
  row({"--token-file", "f", "--token-command", "c", "U"}, {"--token-file and --token-command"});
  row({"--token", "a b", "U"}, {"--token"});
  row({"--token", "", "U"}, {"--token is empty"});
  row({"--token-file", "", "U"}, {"--token-file is empty"});
  row({"--cacert", "/nowhere/ca.pem", "U"}, {"--cacert", "/nowhere/ca.pem", "No such file"});
  row({"--preset", "x", "U"}, {"--preset", "tidings, ntfy, mercure, plain"});
  row({"--exec-jobs", "0", "-x", "true", "U"}, {"--exec-jobs"});
  row({"--exec-stop", "U"}, {"--exec-stop needs --exec"});
}

void WatchOptionsTest::wrong_usage_is_a_sentence() {
  QFETCH(QStringList, words);
  QFETCH(QStringList, parts);
  Words given;
  for (const QString& word : words) {
    given.push_back(word == "U" ? kUrl.front() : word.toStdString());
  }
  const QString message = QString::fromStdString(error_of(given));
  for (const QString& part : parts) {
    QVERIFY2(message.contains(part), qPrintable(message));
  }
}

void WatchOptionsTest::credentials_go_to_one_origin_only() {
  const Words two_origins{"http://a.example/x", "http://b.example/y"};
  const auto together = [](Words flags, const Words& urls) {
    flags.insert(flags.end(), urls.begin(), urls.end());
    return error_of(flags);
  };
  QCOMPARE(together({}, two_origins), std::string("no error"));
  QVERIFY(together({"--token", "t"}, two_origins).find("several servers") != std::string::npos);
  QVERIFY(together({"-H", "authorization: x"}, two_origins).find("several servers") !=
          std::string::npos);
  QVERIFY(together({"-H", "X-Api-Key: x"}, two_origins).find("several servers") !=
          std::string::npos);
  QCOMPARE(together({"-H", "X-Shop: 7"}, two_origins), std::string("no error"));
  QCOMPARE(together({"--token", "t"}, {"http://a.example/x", "http://A.example:80/y"}),
           std::string("no error"));
  QVERIFY(together({"--token", "t"}, {"http://a.example/", "https://a.example/"}) != "no error");
}

void WatchOptionsTest::careless_credentials_are_warned_of() {
  const auto warnings = [](const Words& words) {
    const auto options = parse(words);
    return credential_warnings(options->connection, options->urls).size();
  };
  QCOMPARE(warnings({"http://a.example/"}), std::size_t{0});
  QCOMPARE(warnings({"--token-file", "f", "https://a.example/"}), std::size_t{0});
  QCOMPARE(warnings({"--token-file", "f", "http://127.0.0.1:1/"}), std::size_t{0});
  QCOMPARE(warnings({"--token-file", "f", "http://a.example/", "http://a.example/2"}),
           std::size_t{1});
  QCOMPARE(warnings({"--token", "t", "https://a.example/"}), std::size_t{1});
  QCOMPARE(warnings({"--token", "t", "http://a.example/"}), std::size_t{2});
  QCOMPARE(warnings({"--token-file", "f", "--unix-socket", "/s", "http://a.example/"}),
           std::size_t{0});
}

void WatchOptionsTest::a_token_is_never_shown() {
  QVERIFY(error_of(with_url({"--token", "se cret"})).find("cret") == std::string::npos);
  QVERIFY(error_of(with_url({"-H", "Authorization Bearer secret"})).find("secret") ==
          std::string::npos);
  QVERIFY(error_of(with_url({"-H", "Authorization: secret\r\n"})).find("secret") ==
          std::string::npos);
  Environment environment;
  environment.token = "se cret";
  const std::string message = error_of(kUrl, environment);
  QVERIFY(message.find("TIDINGS_TOKEN") != std::string::npos);
  QVERIFY(message.find("cret") == std::string::npos);
}

QTEST_APPLESS_MAIN(WatchOptionsTest)
#include "watch_options_test.moc"
