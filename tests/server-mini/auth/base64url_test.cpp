#include "auth/base64url.h"

#include <QTest>

using tidings::server::base64url_decode;
using tidings::server::base64url_encode;

class Base64urlTest : public QObject {
  Q_OBJECT

 private slots:
  void is_read_as_it_was_written_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    // RFC 4648, section 10, without padding
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("f") << QByteArray("f") << QByteArray("Zg");
    QTest::newRow("fo") << QByteArray("fo") << QByteArray("Zm8");
    QTest::newRow("foo") << QByteArray("foo") << QByteArray("Zm9v");
    QTest::newRow("foobar") << QByteArray("foobar") << QByteArray("Zm9vYmFy");
    // RFC 7515, appendix C
    QTest::newRow("url-safe") << QByteArray("\x03\xec\xff\xe0\xc1") << QByteArray("A-z_4ME");
  }

  void is_read_as_it_was_written() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(base64url_encode(bytes.toStdString())), text);
    const auto decoded = base64url_decode(text.toStdString());
    QVERIFY(decoded.has_value());
    QCOMPARE(QByteArray::fromStdString(*decoded), bytes);
  }

  void has_one_spelling_only_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("padding") << QByteArray("Zg==");
    QTest::newRow("stray bits after one byte") << QByteArray("Zh");
    QTest::newRow("stray bits after two bytes") << QByteArray("Zm9");
    QTest::newRow("a single character") << QByteArray("Z");
    QTest::newRow("five characters") << QByteArray("Zm9vY");
    QTest::newRow("plus of the other alphabet") << QByteArray("A+z_");
    QTest::newRow("slash of the other alphabet") << QByteArray("A-z/");
    QTest::newRow("space") << QByteArray("Zm 9v");
    QTest::newRow("line end") << QByteArray("Zm9v\n");
    QTest::newRow("NUL") << QByteArray("Zm9\0", 4);
    QTest::newRow("beyond ASCII") << QByteArray("Zm9\xff");
  }

  void has_one_spelling_only() {
    QFETCH(QByteArray, text);
    QVERIFY(!base64url_decode(text.toStdString()).has_value());
  }
};

QTEST_GUILESS_MAIN(Base64urlTest)
#include "base64url_test.moc"
