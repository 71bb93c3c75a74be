#include "store/redis_url.h"

#include <QTest>

using tidings::server::parse_redis_url;
using tidings::server::RedisAddress;

namespace {

QByteArray shown(const tidings::Result<tidings::server::RedisUrl>& url) {
  return QByteArray::fromStdString(url.ok() ? url->shown() : url.error().message);
}

}  // namespace

class RedisUrlTest : public QObject {
  Q_OBJECT

 private slots:
  void reads_every_form_and_shows_no_password_data() {
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* url, const char* text) {
      QTest::newRow(url) << QByteArray(url) << QByteArray(text);
    };
    row("redis://localhost", "redis://localhost:6379/0");
    row("redis://localhost/", "redis://localhost:6379/0");
    row("redis://10.0.0.1:7000/3", "redis://10.0.0.1:7000/3");
    row("redis://[::1]:7000", "redis://[::1]:7000/0");
    row("redis://[::1]", "redis://[::1]:6379/0");
    row("redis://:pw@host", "redis://:***@host:6379/0");
    row("redis://user:pw@host/1", "redis://user:***@host:6379/1");
    row("redis://user@host", "redis://user@host:6379/0");
    row("rediss://host", "rediss://host:6379/0");
    row("redis+sentinel://a,b:1/shop", "redis+sentinel://a:26379,b:1/shop/0");
    row("redis+sentinel://u:pw@a:1,b:2,c:3/shop/4", "redis+sentinel://u:***@a:1,b:2,c:3/shop/4");
    row("redis+unix:///run/redis.sock", "redis+unix:///run/redis.sock");
    row("redis+unix:///run/redis.sock?db=2", "redis+unix:///run/redis.sock?db=2");
    row("redis+unix://u:pw@/run/redis.sock", "redis+unix://u:***@/run/redis.sock");
  }

  void reads_every_form_and_shows_no_password() {
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, text);
    QCOMPARE(shown(parse_redis_url(url.toStdString())), text);
  }

  void user_and_password_are_percent_decoded() {
    const auto url = parse_redis_url("redis://a%40b:p%2Fw%3A@host");
    QCOMPARE(url->user, std::string("a@b"));
    QCOMPARE(url->password, std::string("p/w:"));
    QCOMPARE(parse_redis_url("redis://:a@b@host")->password, std::string("a@b"));
  }

  void the_parts_are_there() {
    const auto url = parse_redis_url("redis+sentinel://a:1,[::1]:2/shop/4");
    QVERIFY((url->addresses == std::vector<RedisAddress>{{"a", 1}, {"::1", 2}}));
    QCOMPARE(url->master_name, std::string("shop"));
    QCOMPARE(url->database, 4);
    QVERIFY(parse_redis_url("rediss://host")->tls);
    QCOMPARE(parse_redis_url("redis+unix:///a/b?db=7")->database, 7);
  }

  void says_what_is_wrong_data() {
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* url, const char* words) {
      QTest::newRow(url) << QByteArray(url) << QByteArray(words);
    };
    row("", "redis://");
    row("mysql://host", "redis://");
    row("redis:host", "redis://");
    row("redis://", "empty host");
    row("redis://:7000", "empty host");
    row("redis://host:0", "bad port after \"host\"");
    row("redis://host:65536", "bad port");
    row("redis://host:7x", "bad port");
    row("redis://host:", "bad port");
    row("redis://[::1]7000", "bad port");
    row("redis://host/x", "no database");
    row("redis://host/-1", "no database");
    row("redis://u%4:p@host", "%-escape");
    row("redis://u:p%zz@host", "%-escape");
    row("redis+sentinel://a:1", "master's name");
    row("redis+sentinel://a:1,,b:2/shop", "empty host");
    row("redis+unix://", "path");
    row("redis+unix://run/redis.sock", "path");
    row("redis+unix:///a?x=1", "?db=N");
  }

  void says_what_is_wrong() {
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, words);
    const auto parsed = parse_redis_url(url.toStdString());
    QVERIFY(!parsed.ok());
    QVERIFY2(shown(parsed).contains(words), shown(parsed).constData());
  }
};

QTEST_GUILESS_MAIN(RedisUrlTest)
#include "redis_url_test.moc"
