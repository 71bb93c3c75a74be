#include "watch/watch_options.h"

#include <QtTest>

#include "support/std_strings.h"

using namespace tidings::cli;
using namespace std::chrono_literals;
using tidings::Result;
using tidings::StreamSettings;
using Words = std::vector<std::string>;

namespace {

Result<tidings::Configuration> configuration() {
  return tidings::parse_configuration(R"(
default-profile = "shop"

[profiles.shop]
stream = "https://shop.example/v1/stream"
token-file = "/run/shop.token"
headers = ["X-Shop: 7", "X-Other: 1"]
heartbeat-timeout = "45s"
retry = "1s"
preset = "ntfy"

[profiles.other]
stream = "https://other.example/events"
token-command = "pass show other"

[profiles.publisher]
publish = "https://shop.example/v1/notifications"
)",
                                      {"config.toml", "/home/user", true});
}

Result<WatchOptions> parse(const Words& words, const Environment& environment = {}) {
  const auto arguments = take_apart(watch_command(), words);
  return arguments ? watch_options(*arguments, environment, [] { return configuration(); })
                   : Result<WatchOptions>(arguments.error());
}

std::string error_of(const Words& words, const Environment& environment = {}) {
  const auto options = parse(words, environment);
  return options ? "no error" : options.error().message;
}

Words urls_of(const WatchOptions& options) {
  Words urls;
  for (const WatchedStream& stream : options.streams) {
    urls.push_back(stream.settings.url);
  }
  return urls;
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
  void profiles_give_what_the_flags_do_not();
  void without_a_url_the_default_profile_is_followed();
  void a_token_of_the_flags_goes_to_one_origin_even_with_profiles();
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
  QCOMPARE(urls_of(*options), kUrl);
  const StreamSettings& settings = options->streams.front().settings;
  QCOMPARE(settings.method, std::string("GET"));
  QVERIFY(!settings.body && !options->form && !settings.heartbeat_timeout && !options->count);
  QVERIFY(settings.reconnect);
  QVERIFY(settings.reconnection_time == 3s && settings.longest_reconnect_delay == 30s);
  QVERIFY(settings.connection.connect_timeout == 10s);
  QCOMPARE(settings.limits.event_size, std::size_t{64} << 20);
  QVERIFY(std::holds_alternative<std::monostate>(settings.token));
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
  QCOMPARE(urls_of(*options), Words({"http://a/", "http://b/"}));
  QVERIFY(options->form == OutputForm::json);
  QCOMPARE(options->event_types, Words({"a", "b"}));
  QCOMPARE(options->excluded_event_types, Words({"c"}));
  QCOMPARE(options->conditions.front().pointer, std::string("/x"));
  QCOMPARE(options->conditions.front().value, std::string("a=b"));
  QVERIFY(options->count == 3U && options->idle == 1500ms && options->timeout == 2min);
  QCOMPARE(options->until.value_or(""), std::string("[DONE]"));
  QVERIFY(options->quiet && options->verbose);
  for (const WatchedStream& stream : options->streams) {
    const StreamSettings& settings = stream.settings;
    QVERIFY(settings.max_failed_tries == 0U && settings.reconnection_time == 250ms);
    QVERIFY(settings.longest_reconnect_delay == 9s && settings.heartbeat_timeout == 0ms);
    QVERIFY(settings.connection.connect_timeout == 2s);
    QCOMPARE(settings.last_event_id, std::string("-5"));
    QCOMPARE(settings.limits.event_size, std::size_t{1} << 20);
    QVERIFY(!settings.reconnect && settings.trace);
    QCOMPARE(settings.headers.front().name, std::string("X-A"));
    QCOMPARE(settings.headers.front().value, std::string("b"));
  }
}

void WatchOptionsTest::profiles_give_what_the_flags_do_not() {
  const auto options = parse({"--profile", "shop", "--profile", "other", "--retry", "2s", "-H",
                              "x-shop: 8", "http://127.0.0.1/s"});
  QVERIFY2(options.ok(), error_of({"--profile", "shop"}).c_str());
  QCOMPARE(urls_of(*options), Words({"https://shop.example/v1/stream",
                                     "https://other.example/events", "http://127.0.0.1/s"}));
  const StreamSettings& shop = options->streams[0].settings;
  QVERIFY(shop.heartbeat_timeout == 45s && shop.reconnection_time == 2s);
  QVERIFY(options->streams[0].preset == tidings::Preset::ntfy);
  QVERIFY(shop.expected_heartbeat_timeout == 120s);
  QCOMPARE(shop.headers.size(), std::size_t{2});
  QCOMPARE(shop.headers[0].name, std::string("X-Other"));
  QCOMPARE(shop.headers[1].value, std::string("8"));
  QCOMPARE(std::get<tidings::TokenFile>(shop.token).path, std::string("/run/shop.token"));
  const StreamSettings& other = options->streams[1].settings;
  QCOMPARE(std::get<tidings::TokenCommand>(other.token).command, std::string("pass show other"));
  QVERIFY(!other.heartbeat_timeout && !options->streams[1].preset);
  QVERIFY(std::holds_alternative<std::monostate>(options->streams[2].settings.token));
}

void WatchOptionsTest::without_a_url_the_default_profile_is_followed() {
  const auto options = parse({});
  QVERIFY(options.ok());
  QCOMPARE(urls_of(*options), Words({"https://shop.example/v1/stream"}));
}

void WatchOptionsTest::a_token_of_the_flags_goes_to_one_origin_even_with_profiles() {
  QVERIFY(error_of({"--profile", "shop", "--profile", "other", "--token", "t"})
              .find("several servers") != std::string::npos);
  const auto options = parse({"--profile", "shop", "--token-file", "f"});
  QVERIFY(options.ok());
  QCOMPARE(std::get<tidings::TokenFile>(options->streams[0].settings.token).path, std::string("f"));
}

void WatchOptionsTest::the_token_is_the_first_given() {
  Environment environment;
  environment.token = "from-environment";
  const auto by_environment = parse(kUrl, environment);
  QVERIFY(by_environment.ok());
  QCOMPARE(std::get<tidings::TokenValue>(by_environment->streams[0].settings.token).token,
           std::string("from-environment"));
  const auto by_file = parse(with_url({"--token-file", "f"}), environment);
  QVERIFY(by_file.ok());
  QCOMPARE(std::get<tidings::TokenFile>(by_file->streams[0].settings.token).path, std::string("f"));
  const auto by_command = parse(with_url({"--token-command", "pass show x"}), environment);
  QVERIFY(by_command.ok());
  QCOMPARE(std::get<tidings::TokenCommand>(by_command->streams[0].settings.token).command,
           std::string("pass show x"));
}

void WatchOptionsTest::a_body_makes_it_a_post_that_is_not_repeated() {
  const auto options = parse(with_url({"-d", R"({"a":1})"}));
  QVERIFY(options.ok());
  QCOMPARE(options->streams[0].settings.method, std::string("POST"));
  QVERIFY(!options->streams[0].settings.reconnect);
  QCOMPARE(options->streams[0].settings.body_type, std::string("application/json"));
  const auto put =
      parse(with_url({"-d", "a=1", "-X", "PUT", "--reconnect", "-H", "content-type: x/y"}));
  QVERIFY(put.ok());
  QCOMPARE(put->streams[0].settings.method, std::string("PUT"));
  QVERIFY(put->streams[0].settings.reconnect);
  QCOMPARE(put->streams[0].settings.headers.size(), std::size_t{1});
}

void WatchOptionsTest::wrong_usage_is_a_sentence_data() {
  QTest::addColumn<QStringList>("words");
  QTest::addColumn<QStringList>("parts");
  const auto row = [](const QStringList& words, const QStringList& parts) {
    QTest::newRow(words.join(' ').toUtf8().constData()) << words << parts;
  };
  row({"--profile", "publisher"}, {"publisher", "no stream"});
  row({"--profile", "nope"}, {"--profile", "\"nope\"", "shop, other, publisher"});
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
  row({"-d", "@/", "U"}, {"--data", "@/", "Is a directory"});
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
    return options->warnings.size();
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
