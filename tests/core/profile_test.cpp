#include "tidings/profile.h"

#include <QTemporaryDir>
#include <QtTest>
#include <fstream>
#include <sstream>
#include <thread>

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "profile_fixture.h"

using namespace tidings;
using namespace std::chrono_literals;
using test::kShop;

namespace {

const ConfigurationSource kSource{"/home/me/.config/tidings/config.toml", "/home/me", true};

std::string message_of(const std::string& text, const ConfigurationSource& source = kSource) {
  const Result<Configuration> read = parse_configuration(text, source);
  return read ? "" : read.error().message;
}

std::string content_of(const std::string& path) {
  std::ostringstream all;
  all << std::ifstream(path).rdbuf();
  return all.str();
}

}  // namespace

/// The configuration file: CONTRACT 6.
class ProfileTest : public QObject {
  Q_OBJECT

 private slots:
  void is_read_in_full();
  void derives_the_urls_that_are_not_given_data();
  void derives_the_urls_that_are_not_given();
  void takes_durations_as_numbers_too();
  void warns_of_unknown_keys_with_their_line();
  void refuses_bad_values_with_key_and_line_data();
  void refuses_bad_values_with_key_and_line();
  void accepts_a_token_only_where_others_cannot_read_it();
  void is_added_behind_what_is_there();
  void is_removed_and_nothing_else_is_touched_data();
  void is_removed_and_nothing_else_is_touched();
  void refuses_impossible_changes_data();
  void refuses_impossible_changes();
  void is_found_without_a_home_in_the_environment();
  void file_of_others_is_refused();
  void pipe_is_no_file();
  void is_the_users_whatever_the_umask();
  void file_is_made_for_the_user_alone();
  void changes_at_the_same_time_are_all_kept();
  void failed_change_leaves_the_file_alone();
  void no_token_gets_into_a_file_that_others_can_read();
  void judges_one_key_by_itself();

 private:
  QTemporaryDir folder_;
};

void ProfileTest::is_read_in_full() {
  const Result<Configuration> read = parse_configuration(kShop, kSource);
  QVERIFY2(read.ok(), read ? "" : read.error().message.c_str());
  QCOMPARE(read->default_profile, "shop");
  QCOMPARE(read->profiles.size(), 2U);
  QVERIFY(read->warnings.empty());
  const Profile& shop = read->profiles[0];
  QCOMPARE(shop.name, "shop");
  QCOMPARE(shop.stream, "https://shop.example/v1/stream?lang=ko");
  QCOMPARE(std::get<TokenCommand>(shop.token).command, "secret-tool lookup account shop");
  QCOMPARE(*shop.heartbeat_timeout, 45000ms);
  QCOMPARE(shop.headers.size(), 2U);
  QCOMPARE(shop.headers[0].name, "X-Shop");
  QCOMPARE(shop.headers[0].value, "7");
  QCOMPARE(shop.headers[1].value, "");
  QCOMPARE(shop.preset, "tidings");
  QCOMPARE(*shop.retry, 2000ms);
  QCOMPARE(*shop.max_retries, 5U);
  QCOMPARE(shop.connection.ca_file, "/home/me/.config/tidings/ca.pem");
  QCOMPARE(shop.connection.client_certificate, "/home/me/client.pem");
  QCOMPARE(shop.mapping.size(), 2U);
  QCOMPARE(read->profiles[1].name, "ntfy");
  QVERIFY(read->find("ntfy") != nullptr);
  QVERIFY(read->find("nobody") == nullptr);
  QVERIFY(parse_configuration("", kSource)->profiles.empty());
}

void ProfileTest::derives_the_urls_that_are_not_given_data() {
  QTest::addColumn<QString>("stream");
  QTest::addColumn<QString>("api");
  QTest::addColumn<QString>("publish");
  QTest::newRow("v1") << "https://h/v1/stream"
                      << "https://h/v1"
                      << "https://h/v1/notifications";
  QTest::newRow("query") << "https://h/a/v1/stream?x=/v1/"
                         << "https://h/a/v1"
                         << "https://h/a/v1/notifications";
  QTest::newRow("foreign") << "https://h/topic/sse"
                           << ""
                           << "";
}

void ProfileTest::derives_the_urls_that_are_not_given() {
  QFETCH(QString, stream);
  QFETCH(QString, api);
  QFETCH(QString, publish);
  Profile profile;
  profile.stream = stream.toStdString();
  QCOMPARE(QString::fromStdString(profile.api_url()), api);
  QCOMPARE(QString::fromStdString(profile.publish_url()), publish);
  profile.api = "https://h/api/";
  QCOMPARE(profile.publish_url(), "https://h/api/notifications");
  profile.publish = "https://h/p";
  QCOMPARE(profile.publish_url(), "https://h/p");
}

void ProfileTest::takes_durations_as_numbers_too() {
  const Result<Configuration> read = parse_configuration(
      "[profiles.a]\nheartbeat-timeout = 1.5\nretry = 2\nretry-max = 1e2\n", kSource);
  QVERIFY2(read.ok(), read ? "" : read.error().message.c_str());
  QCOMPARE(*read->profiles[0].heartbeat_timeout, 1500ms);
  QCOMPARE(*read->profiles[0].retry, 2000ms);
  QCOMPARE(*read->profiles[0].retry_max, 100000ms);
}

void ProfileTest::warns_of_unknown_keys_with_their_line() {
  const auto read = parse_configuration(
      "colour = 1\n[profiles.a]\nstream = \"http://h/\"\nstraem = 2\n[profiles.a.mapping]\nx = 1\n",
      kSource);
  QVERIFY(read.ok());
  QCOMPARE(read->warnings.size(), 3U);
  const std::string all = read->warnings[0] + read->warnings[1] + read->warnings[2];
  for (const char* part : {"line 1: colour", "line 4: straem", "line 6: x"}) {
    QVERIFY2(all.find(part) != std::string::npos, all.c_str());
  }
}

void ProfileTest::refuses_bad_values_with_key_and_line_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("complaint");
  const auto row = [](const char* text, const char* complaint) {
    QTest::newRow(text) << QString("[profiles.a]\n%1\n").arg(text) << QString(complaint);
  };
  row("stream = 5", "line 2: stream must be a text");
  row("stream = \"localhost:80\"", "line 2: stream is not usable: bad URL");
  row("\n\nheartbeat-timeout = \"soon\"", "line 4: heartbeat-timeout is not usable");
  row("retry = -1", "line 2: retry is not usable");
  row("retry = -0.5", "line 2: retry is not usable");
  row("retry = nan", "line 2: retry is not usable");
  row("max-retries = \"3\"", "line 2: max-retries must be a whole number");
  row("preset = \"ntfi\"", "line 2: preset is `ntfi`");
  row("headers = \"X: y\"", "line 2: headers must be a list");
  row("headers = [\"no header\"]", "line 2: headers holds something that is no header");
  row("headers = [\"No Name: y\"]", "line 2: headers holds something that is no header");
  row("headers = [\"X: a\\nY: b\"]", "line 2: headers holds something that is no header");
  row("proxy = \"bogus://x\"", "line 2: proxy is not usable");
  row("connect-timeout = 0", "line 2: connect-timeout must be longer than nothing");
  row("max-event-size = 0", "line 2: max-event-size must be more than nothing");
  row("insecure = \"yes\"", "line 2: insecure must be true or false");
  row("max-event-size = \"1XB\"", "line 2: max-event-size is not usable");
  row("mapping = { title = \"title\" }", "line 2: title must be a JSON pointer");
  row("mapping = { heartbeat = \"/content\" }", "line 2: heartbeat must be a JSON pointer with");
  row("token-file = \"t\"\ntoken-command = \"c\"", "gives a token a second time");
  row("proxy = \"a b\"", "line 2: proxy is not usable");
  row("token-command = \" \"", "line 2: token-command must be a command");
  row("token = \"\"", "line 2: token must not be empty");
  row("token = \"a b\"", "line 2: token is not usable");
  row("stream = ", "line 2: this is not TOML");
  row("[profiles.\"my shop\"]", "line 2: my shop is no name for a profile");
}

void ProfileTest::refuses_bad_values_with_key_and_line() {
  QFETCH(QString, text);
  QFETCH(QString, complaint);
  const std::string message = message_of(text.toStdString());
  QVERIFY2(QString::fromStdString(message).contains(complaint), message.c_str());
  QVERIFY2(message.find(kSource.path) != std::string::npos, message.c_str());
}

void ProfileTest::accepts_a_token_only_where_others_cannot_read_it() {
  const std::string text = "[profiles.a]\ntoken = \"s3cret\"\n";
  QVERIFY(message_of(text).empty());
  const std::string message = message_of(text, {kSource.path, kSource.home, false});
  QVERIFY(message.find("others can read") != std::string::npos);
  QVERIFY(message.find("s3cret") == std::string::npos);
}

void ProfileTest::is_added_behind_what_is_there() {
  const auto added = with_profile_added(kShop, "new-1",
                                        {{"stream", {"http://h/"}},
                                         {"headers", {"A: 1", "B: \"2\""}},
                                         {"insecure", {"true"}},
                                         {"max-retries", {"3"}},
                                         {"retry", {"5s"}}});
  QVERIFY2(added.ok(), added ? "" : added.error().message.c_str());
  QCOMPARE(*added, std::string(kShop) +
                       "\n[profiles.new-1]\nstream = \"http://h/\"\n"
                       "headers = [\"A: 1\", \"B: \\\"2\\\"\"]\ninsecure = true\n"
                       "max-retries = 3\nretry = \"5s\"\n");
  QCOMPARE(*with_profile_added("", "a", {{"stream", {"http://h/"}}}),
           "[profiles.a]\nstream = \"http://h/\"\n");
  QCOMPARE(*with_profile_added("# no end", "a", {}), "# no end\n\n[profiles.a]\n");
  QCOMPARE(*with_profile_added("# CRLF\r\n", "a", {{"retry", {"5s"}}}),
           "# CRLF\r\n\r\n[profiles.a]\r\nretry = \"5s\"\r\n");
  const auto mapped = with_profile_added("", "a", {{"mapping", {"title=/t", "heartbeat=/a=b=c"}}});
  QCOMPARE(*mapped, "[profiles.a]\nmapping = { title = \"/t\", heartbeat = \"/a=b=c\" }\n");
  QCOMPARE(parse_configuration(*mapped, kSource)->profiles[0].mapping.size(), 2U);
}

void ProfileTest::is_removed_and_nothing_else_is_touched_data() {
  QTest::addColumn<QString>("before");
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("after");
  const QString shop(kShop);
  const auto begin = shop.indexOf("[profiles.shop]");
  const auto rest = shop.indexOf("\n# the small one");
  QTest::newRow("with its mapping")
      << shop << "shop"
      << QString(shop.left(begin) + shop.mid(rest)).remove("default-profile = \"shop\"\n");
  QTest::newRow("the last") << shop << "ntfy" << shop.left(shop.indexOf("[profiles.ntfy]"));
  QTest::newRow("a header in a text is none")
      << "[profiles.a]\ntoken-command = '''\n[profiles.b]\n'''\n[profiles.b]\nretry = 1\n"
      << "a"
      << "[profiles.b]\nretry = 1\n";
  QTest::newRow("in pieces")
      << "[profiles.a]\nretry = 1\n[profiles.b]\nretry = 2\n[profiles.a.mapping]\ntitle = \"/t\"\n"
      << "a"
      << "[profiles.b]\nretry = 2\n";
  QTest::newRow("with a value that is no good") << "[profiles.a]\nretry = \"soon\"\n[profiles.b]\n"
                                                << "a"
                                                << "[profiles.b]\n";
  QTest::newRow("behind a byte order mark") << "\xEF\xBB\xBF[profiles.a]\nretry = 1\n[profiles.b]\n"
                                            << "a"
                                            << "[profiles.b]\n";
  QTest::newRow("CRLF") << "[profiles.a]\r\nretry = 1\r\n[profiles.b]\r\n"
                        << "a"
                        << "[profiles.b]\r\n";
  QTest::newRow("what stands at the end") << "[profiles.a]\nretry = 1\n\n# of all\n"
                                          << "a"
                                          << "\n# of all\n";
  QTest::newRow("with the empty line that was put before it")
      << "# mine\n\n[profiles.a]\nretry = 1\n"
      << "a"
      << "# mine\n";
  QTest::newRow("spaces") << "[ profiles . a ]\nretry = 1\n\n# b\n[profiles.b]\n"
                          << "a"
                          << "\n# b\n[profiles.b]\n";
}

void ProfileTest::is_removed_and_nothing_else_is_touched() {
  QFETCH(QString, before);
  QFETCH(QString, name);
  QFETCH(QString, after);
  const auto removed = with_profile_removed(before.toStdString(), name.toStdString());
  QVERIFY2(removed.ok(), removed ? "" : removed.error().message.c_str());
  QCOMPARE(QString::fromStdString(*removed), after);
}

void ProfileTest::refuses_impossible_changes_data() {
  QTest::addColumn<QString>("why");
  for (const char* why :
       {"there is a profile `shop` already", "is no name for a profile", "is no key of a profile",
        "retry is not usable", "there is no profile", "line 1: default-profile names `b`",
        "is not written as a [profiles.x] table", "is not written as a [profiles.y] table",
        "add `z` with an editor"}) {
    QTest::newRow(why) << QString(why);
  }
}

void ProfileTest::refuses_impossible_changes() {
  QFETCH(QString, why);
  const std::map<QString, Result<std::string>> results{
      {"there is a profile `shop` already", with_profile_added(kShop, "shop", {})},
      {"is no name for a profile", with_profile_added(kShop, "a]\n[b", {})},
      {"is no key of a profile", with_profile_added(kShop, "a", {{"colour", {"red"}}})},
      {"retry is not usable", with_profile_added(kShop, "a", {{"retry", {"soon"}}})},
      {"there is no profile", with_profile_removed(kShop, "nobody")},
      {"line 1: default-profile names `b`",
       with_profile_removed("default-profile = \"b\"\n[profiles.a]\n", "a")},
      {"is not written as a [profiles.x] table",
       with_profile_removed("profiles = { x = { retry = 1 } }\n", "x")},
      // Its lines cannot be told from those of others.
      {"is not written as a [profiles.y] table",
       with_profile_removed("profiles.y.retry = 1\nprofiles.z = { retry = 2 }\n", "y")},
      {"add `z` with an editor", with_profile_added("profiles = { x = {} }\n", "z", {})},
  };
  const Result<std::string>& result = results.at(why);
  QVERIFY(!result.ok());
  QVERIFY2(QString::fromStdString(result.error().message).contains(why),
           result.error().message.c_str());
}

void ProfileTest::is_found_without_a_home_in_the_environment() {
  const QByteArray home = qgetenv("HOME");
  const QByteArray base = qgetenv("XDG_CONFIG_HOME");
  qunsetenv("XDG_CONFIG_HOME");
  qputenv("HOME", "/home/me");
  const std::string usual = configuration_path();
  qunsetenv("HOME");
  const std::string without = configuration_path();
  qputenv("HOME", home);
  if (!base.isNull()) {
    qputenv("XDG_CONFIG_HOME", base);
  }
  QCOMPARE(usual, "/home/me/.config/tidings/config.toml");
  QCOMPARE(without, std::string(::getpwuid(::geteuid())->pw_dir) + "/.config/tidings/config.toml");
}

void ProfileTest::file_of_others_is_refused() {
  const std::string path = folder_.filePath("others.toml").toStdString();
  std::ofstream(path) << kShop;
  QCOMPARE(::chmod(path.c_str(), 0644), 0);
  QVERIFY(read_configuration(path).ok());
  for (const mode_t mode : {0664U, 0646U, 0666U}) {
    QCOMPARE(::chmod(path.c_str(), mode), 0);
    QVERIFY(read_configuration(path).error().message.find("can be changed by others") !=
            std::string::npos);
    QVERIFY(!change_configuration(path, [](std::string_view text) { return std::string(text); }));
  }
  QVERIFY(read_configuration(folder_.filePath("none.toml").toStdString())->profiles.empty());
}

void ProfileTest::pipe_is_no_file() {
  const std::string path = folder_.filePath("pipe.toml").toStdString();
  QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
  QVERIFY(read_configuration(path).error().message.find("it is a pipe") != std::string::npos);
}

void ProfileTest::is_the_users_whatever_the_umask() {
  const std::string path = folder_.filePath("masked/tidings/config.toml").toStdString();
  const mode_t before = ::umask(0777);
  const auto added = change_configuration(
      path, [](std::string_view text) { return with_profile_added(text, "a", {}); });
  ::umask(before);
  QVERIFY2(added.ok(), added ? "" : added.error().message.c_str());
  const auto mode_of = [](const std::string& name) {
    struct stat status {};
    return ::stat(name.c_str(), &status) == 0 ? status.st_mode & 0777U : 0U;
  };
  QCOMPARE(mode_of(path), 0600U);
  QCOMPARE(mode_of(path + ".lock"), 0600U);
  QCOMPARE(mode_of(folder_.filePath("masked").toStdString()), 0700U);
  QCOMPARE(mode_of(folder_.filePath("masked/tidings").toStdString()), 0700U);
}

void ProfileTest::file_is_made_for_the_user_alone() {
  const std::string path = folder_.filePath("new/tidings/config.toml").toStdString();
  const auto added = change_configuration(path, [](std::string_view text) {
    return with_profile_added(text, "a", {{"stream", {"http://h/"}}});
  });
  QVERIFY2(added.ok(), added ? "" : added.error().message.c_str());
  struct stat status {};
  QCOMPARE(::stat(path.c_str(), &status), 0);
  QCOMPARE(status.st_mode & 0777U, 0600U);
  QCOMPARE(::stat(folder_.filePath("new/tidings").toStdString().c_str(), &status), 0);
  QCOMPARE(status.st_mode & 0777U, 0700U);
  QCOMPARE(read_configuration(path)->profiles.size(), 1U);
}

void ProfileTest::changes_at_the_same_time_are_all_kept() {
  const std::string path = folder_.filePath("busy.toml").toStdString();
  std::vector<std::thread> threads;
  threads.reserve(8);
  for (int number = 0; number < 8; ++number) {
    threads.emplace_back([&path, number] {
      for (int round = 0; round < 5; ++round) {
        const std::string name = "p" + std::to_string(number) + "-" + std::to_string(round);
        const auto changed = change_configuration(path, [&name](std::string_view text) {
          return with_profile_added(text, name, {{"stream", {"http://h/"}}});
        });
        if (!changed) {
          qFatal("%s", changed.error().message.c_str());
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  QCOMPARE(read_configuration(path)->profiles.size(), 40U);
}

void ProfileTest::failed_change_leaves_the_file_alone() {
  const std::string path = folder_.filePath("kept.toml").toStdString();
  std::ofstream(path) << kShop;
  QVERIFY(!change_configuration(
      path, [](std::string_view text) { return with_profile_added(text, "shop", {}); }));
  QCOMPARE(content_of(path), kShop);
}

void ProfileTest::no_token_gets_into_a_file_that_others_can_read() {
  const std::string path = folder_.filePath("open.toml").toStdString();
  std::ofstream(path) << "# mine\n";
  QCOMPARE(::chmod(path.c_str(), 0644), 0);
  const auto add = [](std::string_view text) {
    return with_profile_added(text, "a", {{"token", {"s3cret"}}});
  };
  const auto refused = change_configuration(path, add);
  QVERIFY(!refused.ok());
  QVERIFY2(refused.error().message.find("chmod 600") != std::string::npos,
           refused.error().message.c_str());
  QCOMPARE(content_of(path), "# mine\n");
  QCOMPARE(::chmod(path.c_str(), 0600), 0);
  QVERIFY(change_configuration(path, add).ok());
}

void ProfileTest::judges_one_key_by_itself() {
  QVERIFY(check_profile_key({"retry", {"5s"}}).ok());
  QVERIFY(check_profile_key({"mapping", {"title=/title"}}).ok());
  const auto complaint = [](const ProfileKey& key) {
    const Result<void> checked = check_profile_key(key);
    return checked ? std::string("accepted") : checked.error().message;
  };
  QVERIFY2(complaint({"retry", {"soon"}}).starts_with("retry is not usable"),
           complaint({"retry", {"soon"}}).c_str());
  QVERIFY(complaint({"preset", {"ntfi"}}).starts_with("preset is `ntfi`"));
  QVERIFY(complaint({"mapping", {"colour=/c"}}).starts_with("it maps id, type"));
  QVERIFY(complaint({"mapping", {"title"}}).starts_with("title must be a JSON pointer"));
}

QTEST_APPLESS_MAIN(ProfileTest)
#include "profile_test.moc"
