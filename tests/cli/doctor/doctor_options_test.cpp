#include "doctor/doctor_options.h"

#include <QtTest>

#include "support/std_strings.h"

using namespace tidings;
using namespace tidings::cli;
using namespace std::chrono_literals;
using Words = std::vector<std::string>;

namespace {

Configuration shop() {
  Configuration configuration;
  Profile profile;
  profile.name = "shop";
  profile.stream = "https://shop.example/v1/stream";
  profile.token = TokenCommand{"cat token"};
  profile.heartbeat_timeout = 20s;
  profile.preset = "ntfy";
  configuration.profiles.push_back(profile);
  return configuration;
}

Result<DoctorOptions> parse(const Words& words) {
  const auto arguments = take_apart(doctor_command(), words);
  return arguments ? doctor_options(*arguments, {}, [] { return Result<Configuration>(shop()); })
                   : Result<DoctorOptions>(arguments.error());
}

}  // namespace

class DoctorOptionsTest : public QObject {
  Q_OBJECT

 private slots:
  void look_for_75s_or_less_unless_told_how_long() {
    const auto options = parse({"http://127.0.0.1/s"});
    QVERIFY(options.ok());
    QVERIFY(options->observer.duration == 75s && options->observer.may_end_early);
    QVERIFY(options->form == DoctorForm::text);
    const auto longer = parse({"--for", "5m", "-o", "json", "http://127.0.0.1/s"});
    QVERIFY(longer->observer.duration == 5min && !longer->observer.may_end_early);
    QVERIFY(longer->form == DoctorForm::json);
  }

  void take_everything_from_a_profile() {
    const auto options = parse({"--profile", "shop"});
    QVERIFY(options.ok());
    QCOMPARE(options->settings.url, std::string("https://shop.example/v1/stream"));
    QVERIFY(std::holds_alternative<TokenCommand>(options->settings.token));
    QVERIFY(options->settings.heartbeat_timeout == std::optional<std::chrono::milliseconds>(20s));
    QVERIFY(options->observer.preset == Preset::ntfy);
    const auto flags = parse({"--profile", "shop", "--preset", "plain", "--token", "t",
                              "--heartbeat-timeout", "1m", "https://shop.example/other"});
    QCOMPARE(flags->settings.url, std::string("https://shop.example/other"));
    QVERIFY(std::holds_alternative<TokenValue>(flags->settings.token));
    QVERIFY(flags->settings.heartbeat_timeout == std::optional<std::chrono::milliseconds>(1min));
    QVERIFY(flags->observer.preset == Preset::plain);
  }

  void an_origin_is_written_as_browsers_do() {
    const auto options = parse({"--origin", "https://app.example/", "http://127.0.0.1/s"});
    QCOMPARE(options->observer.origin, std::string("https://app.example"));
  }

  void wrong_usage_is_a_sentence_data() {
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("complaint");
    const auto row = [](const char* words, const char* complaint) {
      QTest::newRow(words) << QByteArray(words) << QByteArray(complaint);
    };
    row("http://a/ http://b/", "one is looked at at a time");
    row("--profile shop http://elsewhere/", "not of the server that the profile");
    row("--for 0 http://a/", "--for");
    row("--origin https://app.example/page http://a/", "--origin");
    row("--origin app.example http://a/", "is no origin");
    row("-o xml http://a/", "text, json");
    row("ftp://a/", "http");
  }
  void wrong_usage_is_a_sentence() {
    Words words;
    for (const QByteArray& word : QByteArray::fromStdString(test::fetch("words")).split(' ')) {
      words.push_back(word.toStdString());
    }
    const auto options = parse(words);
    QVERIFY(!options.ok());
    QVERIFY2(options.error().message.find(test::fetch("complaint")) != std::string::npos,
             options.error().message.c_str());
  }
};

QTEST_APPLESS_MAIN(DoctorOptionsTest)
#include "doctor_options_test.moc"
