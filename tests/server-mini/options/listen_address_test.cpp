#include "options/listen_address.h"

#include <QTest>

using tidings::server::parse_listen_address;

class ListenAddressTest : public QObject {
  Q_OBJECT

 private slots:
  void is_an_address_and_a_port_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::addColumn<bool>("loopback");
    const auto row = [](const char* text, const char* shown, bool loopback) {
      QTest::newRow(text) << QByteArray(text) << QByteArray(shown) << loopback;
    };
    row("127.0.0.1:8080", "127.0.0.1:8080", true);
    row("127.1.2.3:0", "127.1.2.3:0", true);
    row("localhost:80", "127.0.0.1:80", true);
    row("[::1]:8080", "[::1]:8080", true);
    row("[::]:65535", "[::]:65535", false);
    row("0.0.0.0:1", "0.0.0.0:1", false);
    row(":8080", "0.0.0.0:8080", false);
    row("*:8080", "0.0.0.0:8080", false);
  }
  void is_an_address_and_a_port() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QFETCH(bool, loopback);
    const auto address = parse_listen_address(text.toStdString());
    QVERIFY(address.ok());
    QCOMPARE(QByteArray::fromStdString(address->text()), shown);
    QCOMPARE(address->is_loopback(), loopback);
  }

  void anything_else_is_refused_by_name_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:80x",
          "127.0.0.1: 80", "::1:8080", "[127.0.0.1]:80", "[::1]", "example.org:80", "256.0.0.1:80"})
      QTest::newRow(text) << QByteArray(text);
  }
  void anything_else_is_refused_by_name() {
    QFETCH(QByteArray, text);
    const auto address = parse_listen_address(text.toStdString());
    QVERIFY(!address.ok());
    QVERIFY(address.error().message.find('\'' + text.toStdString() + '\'') == 0);
  }
};

QTEST_GUILESS_MAIN(ListenAddressTest)
#include "listen_address_test.moc"
