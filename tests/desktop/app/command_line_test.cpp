// What can be asked for on the command line.
#include "app/command_line.h"

#include <QTest>

using namespace tidings::desktop;
using Request = CommandLine::Request;

namespace {

QString complaint(const QStringList& arguments) {
  const auto line = parse_command_line(arguments);
  return line ? QString() : QString::fromStdString(line.error().message);
}

}  // namespace

class CommandLineTest : public QObject {
  Q_OBJECT

 private slots:
  void nothing_is_run() {
    const auto line = parse_command_line({});
    QVERIFY(line);
    QCOMPARE(line->request, Request::run);
    QVERIFY(!line->minimized && line->profiles.isEmpty());
  }
  void options_are_taken_in_both_forms() {
    const auto line = parse_command_line(
        {"--profile", "a", "--profile=b", "--minimized", "--config", "/c", "--data=/d"});
    QVERIFY(line);
    QCOMPARE(line->profiles, QStringList({"a", "b"}));
    QVERIFY(line->minimized);
    QCOMPARE(line->config_folder, QString("/c"));
    QCOMPARE(line->data_folder, QString("/d"));
  }
  void requests() {
    QCOMPARE(parse_command_line({"--quit"})->request, Request::quit);
    QCOMPARE(parse_command_line({"--version"})->request, Request::version);
    QCOMPARE(parse_command_line({"--help", "--nonsense"})->request, Request::help);
  }
  void wrong_usage_is_named() {
    QVERIFY(complaint({"--nonsense"}).contains("--nonsense"));
    QVERIFY(complaint({"--profile"}).contains("--profile"));
    QVERIFY(complaint({"--config="}).contains("--config"));
    QVERIFY(complaint({"--minimized=yes"}).contains("--minimized"));
    QVERIFY(complaint({"http://x.example"}).contains("tidings:PROFILE/ID"));
    QVERIFY(complaint({"tidings:"}).contains("tidings:PROFILE/ID"));
  }
  void addresses_of_notifications() {
    QCOMPARE(parse_command_line({"tidings:shop/a1"})->uris, QStringList("tidings:shop/a1"));
    const auto address = parse_entry_uri("tidings:shop/a%2F1/x");
    QVERIFY(address);
    QCOMPARE(address->account, QString("shop"));
    QCOMPARE(address->id, QString("a/1/x"));
  }
  void every_option_is_in_the_help() {
    for (const char* option :
         {"--profile", "--minimized", "--config", "--data", "--quit", "--help", "--version"}) {
      QVERIFY(help_text().contains(option));
    }
  }
};

QTEST_APPLESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
