#include "http/target.h"

#include <QTest>

using tidings::server::parse_target;

class TargetTest : public QObject {
  Q_OBJECT

 private slots:
  void parameters_are_decoded_data() {
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("x");
    const auto row = [](const char* target, const char* path, const char* x) {
      QTest::newRow(target) << QByteArray(target) << QByteArray(path) << QByteArray(x);
    };
    row("/a", "/a", "-");
    row("/a?", "/a", "-");
    row("/a?y=1", "/a", "-");
    row("/a?x", "/a", "");
    row("/a?x=", "/a", "");
    row("/a?x=1", "/a", "1");
    row("/a?&&y=2&x=1&", "/a", "1");
    row("/a?x=1&x=2", "/a", "1");
    row("/a?x=a=b", "/a", "a=b");
    row("/a?x=a+b%20c", "/a", "a b c");
    row("/a?x=%E2%82%ac", "/a", "\xe2\x82\xac");
    row("/a?x=%zz%4", "/a", "%zz%4");
    row("/a?x=%", "/a", "%");
    row("/a?x=%-1", "/a", "%-1");
    row("/%61?%78=1", "/%61", "1");
    row("/a?x=?", "/a", "?");
  }
  void parameters_are_decoded() {
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, x);
    const auto parsed = parse_target(target.toStdString());
    QCOMPARE(QByteArray::fromStdString(parsed.path), path);
    QCOMPARE(QByteArray::fromStdString(std::string(parsed.parameter("x").value_or("-"))), x);
  }
};

QTEST_GUILESS_MAIN(TargetTest)
#include "target_test.moc"
