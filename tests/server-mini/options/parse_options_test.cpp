#include "options/parse_options.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <chrono>

using namespace std::chrono_literals;
using namespace tidings::server;

namespace {

using Arguments = QList<QByteArray>;

Command parse(const Arguments& arguments) {
  std::vector<std::string> texts;
  for (const auto& argument : arguments)
    texts.push_back(argument.toStdString());
  return parse_options(texts, "tidings-server 1.2.3");
}

ServeOptions serve(const Arguments& arguments) {
  const Command command = parse(Arguments{"--dev"} + arguments);
  if (const auto* answer = std::get_if<UsageAnswer>(&command))
    qFatal("refused: %s", answer->text.c_str());
  return std::get<ServeOptions>(command);
}

}  // namespace

class ParseOptionsTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  QByteArray config(const QByteArray& content) {
    QFile file(folder_.filePath("server.toml"));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0)
      qFatal("cannot write a configuration file");
    return file.fileName().toLocal8Bit();
  }

 private slots:
  void defaults_are_the_contract_s() {
    const ServeOptions options = serve({});
    QCOMPARE(options.listen.text(), std::string("127.0.0.1:8080"));
    QCOMPARE(options.store, std::string("memory"));
    QVERIFY(options.heartbeat == 30s);
    QVERIFY(options.heartbeat_form == HeartbeatForm::comment);
    QVERIFY(options.retry == 3s);
    QCOMPARE(options.history, 1000U);
    QVERIFY(options.history_age == 14 * 24h);
    QCOMPARE(options.max_streams_per_seller, 16U);
    QCOMPARE(options.max_body, 65536U);
    QCOMPARE(options.send_buffer, 262144U);
    QVERIFY(options.max_stream_age == 0s);
    QVERIFY(options.drain_spread == 5s);
    QVERIFY(options.drain_timeout == 10s);
    QVERIFY(options.store_wait == 10s);
    QVERIFY(options.store_replica_wait == 1s);
    QCOMPARE(options.jwt_seller_claim, std::string("sellerId"));
  }

  void flags_fill_the_options() {
    const ServeOptions options = serve({"--listen",
                                        "[::1]:0",
                                        "--heartbeat",
                                        "250ms",
                                        "--heartbeat-form=event",
                                        "--retry",
                                        "1.5",
                                        "--history",
                                        "5",
                                        "--history-age",
                                        "1h",
                                        "--max-body",
                                        "1MiB",
                                        "--send-buffer",
                                        "64KiB",
                                        "--cors-origin",
                                        "https://a.example",
                                        "--cors-origin",
                                        "*",
                                        "--log-format",
                                        "json",
                                        "--log-level",
                                        "debug",
                                        "--store",
                                        "redis://h:1/2"});
    QCOMPARE(options.listen.text(), std::string("[::1]:0"));
    QVERIFY(options.heartbeat == 250ms);
    QVERIFY(options.heartbeat_form == HeartbeatForm::event);
    QVERIFY(options.retry == 1500ms);
    QCOMPARE(options.history, 5U);
    QVERIFY(options.history_age == 1h);
    QCOMPARE(options.max_body, 1U << 20);
    QCOMPARE(options.send_buffer, 1U << 16);
    QCOMPARE(options.cors_origins, (std::vector<std::string>{"https://a.example", "*"}));
    QVERIFY(options.log_format == LogFormat::json);
    QVERIFY(options.log_level == LogLevel::debug);
    QCOMPARE(options.store, std::string("redis://h:1/2"));
  }

  void wrong_usage_is_status_2_and_names_the_flag_data() {
    QTest::addColumn<Arguments>("arguments");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* name, const Arguments& arguments, const char* named) {
      QTest::newRow(name) << arguments << QByteArray(named);
    };
    row("unknown flag", {"--dev", "--hartbeat", "1s"}, "--hartbeat");
    row("unexpected word", {"--dev", "start"}, "start");
    row("value missing", {"--dev", "--retry"}, "--retry");
    row("bad duration", {"--dev", "--retry", "soon"}, "soon");
    row("negative duration", {"--dev", "--retry", "-1s"}, "-1s");
    row("no heartbeat", {"--dev", "--heartbeat", "0"}, "--heartbeat");
    row("bad form", {"--dev", "--heartbeat-form", "ping"}, "comment, event, data");
    row("bad size", {"--dev", "--max-body", "big"}, "--max-body");
    row("tiny send buffer", {"--dev", "--send-buffer", "10"}, "--send-buffer");
    row("no history", {"--dev", "--history", "0"}, "--history");
    row("bad number", {"--dev", "--history", "many"}, "many");
    row("bad address", {"--dev", "--listen", "8080"}, "ADDR:PORT");
    row("origin with a path", {"--dev", "--cors-origin", "https://a.example/x"}, "--cors-origin");
    row("bad log level", {"--dev", "--log-level", "loud"}, "warning");
    row("no key", {}, "--jwt-secret-file");
    row("two kinds of keys", {"--jwt-secret-file", "a", "--jwt-public-key", "b"}, "exclude");
    row("dev and keys", {"--dev", "--jwt-secret-file", "a"}, "exclude");
    row("dev beyond loopback", {"--dev", "--listen", "0.0.0.0:1"}, "loopback");
    row("certificate without key", {"--dev", "--tls-cert", "c"}, "--tls-key");
    row("workers on memory", {"--jwt-secret-file", "s", "--workers", "2"}, "--workers");
    row("no workers", {"--jwt-secret-file", "s", "--workers", "0"}, "--workers");
    row("token without anything", {"token", "--jwt-secret-file", "s"}, "--seller");
    row("token without secret", {"token", "--seller", "1"}, "--jwt-secret-file");
    row("token with a bad seller", {"token", "--jwt-secret-file", "s", "--seller", ""},
        "--seller: ''");
    row("token with a long seller",
        {"token", "--jwt-secret-file", "s", "--seller", QByteArray(129, 'x')}, "xxx': it is too");
    row("unknown store", {"--dev", "--store", "mysql://h"}, "--store: 'mysql://h': ");
    row("store without a host", {"--dev", "--store", "redis://"}, "redis://host:6379/0");
    row("store without a name", {"--dev", "--store="}, "--store: ''");
    row("empty value", {"--cors-origin", "", "--dev"}, "--cors-origin: ''");
    row("empty value behind =", {"--cors-origin=", "--dev"}, "--cors-origin: ''");
    row("empty text", {"--jwt-issuer", "", "--dev"}, "--jwt-issuer: ''");
    row("empty file name", {"--jwt-secret-file", "", "--tls-cert", "c"}, "--jwt-secret-file: ''");
    row("no configuration file", {"--dev", "--config", ""}, "--config: ''");
  }
  void wrong_usage_is_status_2_and_names_the_flag() {
    QFETCH(Arguments, arguments);
    QFETCH(QByteArray, named);
    const Command command = parse(arguments);
    const auto* answer = std::get_if<UsageAnswer>(&command);
    QVERIFY(answer != nullptr);
    QCOMPARE(answer->status, 2);
    const auto text = QByteArray::fromStdString(answer->text);
    QVERIFY2(text.contains(named) && text.startsWith("tidings-server: "), text);
  }

  void a_password_in_a_bad_store_is_not_shown_data() {
    QTest::addColumn<QByteArray>("store");
    for (const char* store :
         {"redis://user:secret@host:x/0", "redis://user:secret@/0", "redis:user:secret@host",
          "mysql://user:se@cret@host", "redis://:sec/ret@host:1"})
      QTest::newRow(store) << QByteArray(store);
  }
  void a_password_in_a_bad_store_is_not_shown() {
    QFETCH(QByteArray, store);
    const auto answer = std::get<UsageAnswer>(parse({"--dev", "--store", store}));
    QVERIFY(answer.text.find("--store: '") != std::string::npos);
    for (const char* secret : {"secret", "cret", "sec/", "ret@"})
      QVERIFY2(answer.text.find(secret) == std::string::npos, answer.text.c_str());
  }

  void help_and_version_are_no_errors() {
    for (const char* flag : {"--help", "-h"}) {
      const auto help = std::get<UsageAnswer>(parse({flag}));
      QCOMPARE(help.status, 0);
      for (const char* part : {"--listen", "--heartbeat-form", "token"})
        QVERIFY2(help.text.find(part) != std::string::npos, part);
    }
    const auto token_help = std::get<UsageAnswer>(parse({"token", "--help"}));
    QCOMPARE(token_help.status, 0);
    for (const char* part : {"Usage: tidings-server token ", "--ttl"})
      QVERIFY2(token_help.text.find(part) != std::string::npos, token_help.text.c_str());
    QCOMPARE(std::get<UsageAnswer>(parse({"--version"})).text,
             std::string("tidings-server 1.2.3\n"));
  }

  void a_token_s_values_may_begin_with_a_dash() {
    const auto token = std::get<TokenOptions>(parse({"token", "--jwt-secret-file", "s", "--seller",
                                                     "-5", "--scope", "publish", "--ttl", "1d"}));
    QCOMPARE(token.seller->json(), std::string("-5"));
    QCOMPARE(token.scope, std::string("publish"));
    QVERIFY(token.ttl == 24h);
  }

  void a_repeatable_flag_takes_one_value_each_time() {
    const auto options =
        std::get<ServeOptions>(parse({"--jwt-secret-file", "a", "--jwt-secret-file", "b"}));
    QCOMPARE(options.jwt_secret_files, (std::vector<std::string>{"a", "b"}));
    QCOMPARE(std::get<UsageAnswer>(parse({"--jwt-secret-file", "a", "b"})).status, 2);
  }

  void the_file_s_keys_are_the_flags_names() {
    const ServeOptions options = std::get<ServeOptions>(parse(
        {"--config", config("dev = true\nheartbeat = \"5s\"\nhistory = 7\nretry = 1.5\n"
                            "cors-origin = [\"https://a.example\", \"https://b.example\"]\n")}));
    QVERIFY(options.dev);
    QVERIFY(options.heartbeat == 5s);
    QVERIFY(options.retry == 1500ms);
    QCOMPARE(options.history, 7U);
    QCOMPARE(options.cors_origins.size(), std::size_t{2});
  }

  void flags_win_over_the_file() {
    const ServeOptions options = std::get<ServeOptions>(
        parse({"--heartbeat", "1s", "--cors-origin", "*", "--config",
               config("dev = true\nheartbeat = \"5s\"\ncors-origin = \"https://a.example\"\n")}));
    QVERIFY(options.heartbeat == 1s);
    QCOMPARE(options.cors_origins, std::vector<std::string>{"*"});
  }

  void a_bad_file_is_wrong_usage_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* name, const char* content, const char* named) {
      QTest::newRow(name) << QByteArray(content) << QByteArray(named);
    };
    row("unknown key", "dev = true\nheart = 1\n", "unknown key 'heart'");
    row("config in config", "dev = true\nconfig = \"x\"\n", "unknown key 'config'");
    row("bad value", "dev = true\nretry = \"soon\"\n", "soon");
    row("a table", "dev = true\n[retry]\nx = 1\n", "retry");
    row("a list for one value", "dev = true\nretry = [1, 2]\n", "one value");
    row("an empty list", "dev = true\ncors-origin = []\n", "cors-origin");
    row("no TOML", "dev = true\nretry =\n", "line 2");
  }
  void a_bad_file_is_wrong_usage() {
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, named);
    const auto path = config(content);
    const Command command = parse({"--config", path});
    const auto* answer = std::get_if<UsageAnswer>(&command);
    QVERIFY(answer != nullptr);
    QCOMPARE(answer->status, 2);
    const auto text = QByteArray::fromStdString(answer->text);
    QVERIFY2(text.contains(named), text);
  }

  void a_missing_file_is_wrong_usage() {
    const auto answer = std::get<UsageAnswer>(parse({"--dev", "--config", "/nowhere/x.toml"}));
    QCOMPARE(answer.status, 2);
    QVERIFY(answer.text.find("--config: /nowhere/x.toml") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(ParseOptionsTest)
#include "parse_options_test.moc"
