// Starting with the desktop session.
#include "app/autostart.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using tidings::desktop::Autostart;

class AutostartTest : public QObject {
  Q_OBJECT

 private slots:
  void it_is_switched_on_and_off() {
    QTemporaryDir folder;
    const Autostart autostart(folder.filePath("autostart"), "/opt/a \"b\" $c/tidings-desktop");
    QVERIFY(!autostart.is_on());
    QCOMPARE(autostart.set(true), QString());
    QVERIFY(autostart.is_on());
    QFile file(folder.filePath("autostart/org.tidings.Desktop.desktop"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.startsWith("[Desktop Entry]\n"));
    QVERIFY2(text.contains("Exec=\"/opt/a \\\\\"b\\\\\" \\\\$c/tidings-desktop\" --minimized\n"),
             text);
    QCOMPARE(autostart.set(false), QString());
    QVERIFY(!file.exists());
  }
  void an_entry_that_a_user_has_changed_is_left_alone() {
    QTemporaryDir folder;
    QFile file(folder.filePath("org.tidings.Desktop.desktop"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[Desktop Entry]\nExec=nice tidings-desktop\n");
    file.close();
    const Autostart autostart(folder.path(), "/usr/bin/tidings-desktop");
    QVERIFY(autostart.is_on());
    QCOMPARE(autostart.set(true), QString());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("nice"));
  }
  void one_that_the_desktop_has_switched_off_is_off() {
    QTemporaryDir folder;
    QFile file(folder.filePath("org.tidings.Desktop.desktop"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[Desktop Entry]\nHidden=true\n");
    file.close();
    QVERIFY(!Autostart(folder.path(), "x").is_on());
  }
  void a_folder_that_cannot_be_written_is_said() {
    QVERIFY(Autostart("/proc/nowhere", "x").set(true).contains("/proc/nowhere"));
  }
};

QTEST_APPLESS_MAIN(AutostartTest)
#include "autostart_test.moc"
