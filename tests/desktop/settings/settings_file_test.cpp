#include "settings/settings_file.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace tidings::desktop;

namespace {

Settings unusual_settings() {
  Rule rule;
  rule.account = QStringLiteral("shop");
  rule.type = QStringLiteral("order.*");
  rule.group = QStringLiteral("a, b; [c]=\"d\"");
  rule.text = QString::fromUtf8("주문 \n ışık");
  rule.min_priority = 2;
  rule.max_priority = 4;
  rule.action = RuleAction::popup_and_sound;
  rule.sound = QStringLiteral("message-new-instant");
  rule.enabled = false;
  Rule mute;
  mute.action = RuleAction::mute;
  Settings settings;
  settings.rules = {rule, mute};
  settings.quiet_hours = {
      {.enabled = true, .begin = QTime(23, 30), .end = QTime(6, 5), .days = 0x1f}, {.days = 0}};
  settings.urgent_breaks_through = false;
  settings.popups_enabled = false;
  settings.sounds_enabled = false;
  settings.paused = true;
  settings.paused_until = QDateTime(QDate(2026, 11, 27), QTime(0, 0, 0, 5));
  settings.keep_days = 0;
  settings.keep_number = 5;
  settings.autostart = true;
  settings.close_to_tray_explained = true;
  settings.language = QStringLiteral("ko");
  settings.window_place = QByteArray("\0\x01=,;\xff", 6);
  settings.window_parts = "parts";
  return settings;
}

}  // namespace

class SettingsFileTest : public QObject {
  Q_OBJECT

 private slots:
  void has_defaults_and_no_warning_where_there_is_no_file();
  void keeps_every_setting();
  void is_for_the_user_alone_also_when_others_could_read_it_before();
  void tells_of_a_change_once();
  void takes_the_default_for_what_it_does_not_understand_and_says_which_data();
  void takes_the_default_for_what_it_does_not_understand_and_says_which();
  void survives_a_file_that_is_none_data();
  void survives_a_file_that_is_none();
  void keeps_what_a_newer_program_has_written();
  void holds_new_settings_when_the_file_cannot_be_written();

 private:
  void write(const QByteArray& content) const {
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
  }
  QString path() const {
    return folder_.filePath(QTest::currentTestFunction()) + tag() + "/desktop.ini";
  }
  static QString tag() { return QString::fromUtf8(QTest::currentDataTag()); }

  QTemporaryDir folder_;
};

void SettingsFileTest::has_defaults_and_no_warning_where_there_is_no_file() {
  const SettingsFile file(path());
  QCOMPARE(file.settings(), Settings());
  QVERIFY(file.warning().isEmpty());
  QVERIFY(!QFile::exists(path()));
}

void SettingsFileTest::keeps_every_setting() {
  QCOMPARE(SettingsFile(path()).change(unusual_settings()), QString());
  const SettingsFile again(path());
  QCOMPARE(again.settings(), unusual_settings());
  QCOMPARE(again.warning(), QString());
  QCOMPARE(SettingsFile(path()).change(Settings()), QString());
  QCOMPARE(SettingsFile(path()).settings(), Settings());
}

void SettingsFileTest::is_for_the_user_alone_also_when_others_could_read_it_before() {
  constexpr auto kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                           QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
  QCOMPARE(SettingsFile(path()).change(unusual_settings()), QString());
  QCOMPARE(QFileInfo(path()).permissions() & kOthers, QFile::Permissions());
  QCOMPARE(QFileInfo(QFileInfo(path()).path()).permissions() & kOthers, QFile::Permissions());
  QVERIFY(QFile::setPermissions(path(), QFileInfo(path()).permissions() | QFile::ReadOther));
  QCOMPARE(SettingsFile(path()).change(Settings()), QString());
  QCOMPARE(QFileInfo(path()).permissions() & kOthers, QFile::Permissions());
}

void SettingsFileTest::tells_of_a_change_once() {
  SettingsFile file(path());
  QSignalSpy changes(&file, &SettingsFile::changed);
  QCOMPARE(file.change(unusual_settings()), QString());
  QCOMPARE(file.change(unusual_settings()), QString());
  QCOMPARE(changes.count(), 1);
}

void SettingsFileTest::takes_the_default_for_what_it_does_not_understand_and_says_which_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("key");
  const auto row = [](const char* content, const char* key) {
    QTest::newRow(key) << QByteArray(content) << QString::fromUtf8(key);
  };
  row("[popups]\nenabled=perhaps\n", "popups/enabled");
  row("[popups]\npaused-until=tomorrow\n", "popups/paused-until");
  row("[history]\nkeep-days=-1\n", "history/keep-days");
  row("[history]\nkeep-number=99999999999999999999\n", "history/keep-number");
  row("[rules]\nsize=1\n1\\action=explode\n", "rules/1/action");
  row("[rules]\nsize=1\n1\\min-priority=6\n", "rules/1/min-priority");
  row("[quiet-hours]\nsize=1\n1\\begin=25:00\n", "quiet-hours/1/begin");
  row("[quiet-hours]\nsize=1\n1\\days=mon someday\n", "quiet-hours/1/days");
}

void SettingsFileTest::takes_the_default_for_what_it_does_not_understand_and_says_which() {
  QFETCH(QByteArray, content);
  QFETCH(QString, key);
  QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
  write(content + "[program]\nlanguage=tr\n");
  const SettingsFile file(path());
  QVERIFY2(file.warning().contains(key), qUtf8Printable(file.warning()));
  Settings expected;
  expected.language = QStringLiteral("tr");
  expected.rules.resize(file.settings().rules.size());
  expected.quiet_hours.resize(file.settings().quiet_hours.size());
  QCOMPARE(file.settings(), expected);
}

void SettingsFileTest::survives_a_file_that_is_none_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::newRow("binary") << QByteArray("\0\1\2\xff\xfe[[[=\n", 10);
  QTest::newRow("no ini") << QByteArray("<html>\nnothing here\n");
  QTest::newRow("endless list") << QByteArray("[rules]\nsize=2000000000\n");
  QTest::newRow("too large") << QByteArray("[a]\n") + QByteArray(2 * 1024 * 1024, 'x');
}

void SettingsFileTest::survives_a_file_that_is_none() {
  QFETCH(QByteArray, content);
  QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
  write(content);
  SettingsFile file(path());
  QCOMPARE(file.settings().keep_days, Settings().keep_days);
  QVERIFY(file.settings().rules.size() <= 500);
}

void SettingsFileTest::keeps_what_a_newer_program_has_written() {
  QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
  write("[window]\ngeometry=from tomorrow\n");
  QCOMPARE(SettingsFile(path()).change(unusual_settings()), QString());
  QFile file(path());
  QVERIFY(file.open(QIODevice::ReadOnly));
  QVERIFY(file.readAll().contains("from tomorrow"));
}

void SettingsFileTest::holds_new_settings_when_the_file_cannot_be_written() {
  SettingsFile file(QStringLiteral("/proc/nowhere/desktop.ini"));
  QSignalSpy changes(&file, &SettingsFile::changed);
  const QString sentence = file.change(unusual_settings());
  QVERIFY2(sentence.contains(QStringLiteral("/proc/nowhere/desktop.ini")),
           qUtf8Printable(sentence));
  QCOMPARE(file.settings(), unusual_settings());
  QCOMPARE(changes.count(), 1);
}

QTEST_GUILESS_MAIN(SettingsFileTest)
#include "settings_file_test.moc"
