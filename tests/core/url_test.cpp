#include "tidings/url.h"

#include <QtTest>

using namespace tidings;

class UrlTest : public QObject {
  Q_OBJECT

 private slots:
  void is_checked_data();
  void is_checked();
  void says_what_was_probably_meant();
  void has_an_origin_data();
  void has_an_origin();
  void is_loopback_or_not_data();
  void is_loopback_or_not();
  void hides_its_secrets_data();
  void hides_its_secrets();
  void gives_up_its_user_info();
  void of_a_proxy_is_told_from_nonsense();
};

void UrlTest::is_checked_data() {
  QTest::addColumn<QString>("url");
  QTest::addColumn<QString>("complaint");
  const auto row = [](const char* url, const char* complaint) {
    QTest::newRow(url) << QString(url) << QString(complaint);
  };
  row("http://127.0.0.1:8080/v1/stream", "");
  row("https://shop.example", "");
  row("HTTP://shop.example/?a=b#c", "");
  row("http://[::1]:8080/", "");
  row("http://user:pw@shop.example/", "");
  row("", "empty");
  row("shop", "must begin with http:// or https://");
  row("//shop.example/", "must begin with http:// or https://");
  row("/v1/stream", "must begin with http:// or https://");
  row("ftp://shop.example/", "unsupported scheme");
  row("file:///etc/passwd", "unsupported scheme");
  row("ws://shop.example/", "unsupported scheme");
  row("http://", "names no host");
  row("http:///path", "names no host");
  row("http://:80/", "names no host");
  row("http://shop.example:0/", "port");
  row("http://shop.example:65536/", "port");
  row("http://shop.example:99999999999999/", "port");
  row("http://shop.example:http/", "port");
  row("http://shop.example/a b", "percent-encoded");
  row("http://shop.example\\@evil.example/", "backslash");
  row("http://shop.example/a\\b", "");
  row("http://shop.example/\nX: y", "percent-encoded");
}

void UrlTest::is_checked() {
  QFETCH(QString, url);
  QFETCH(QString, complaint);
  const Result<void> checked = check_http_url(url.toStdString());
  QCOMPARE(checked.ok(), complaint.isEmpty());
  if (!checked.ok()) {
    QVERIFY2(QString::fromStdString(checked.error().message).contains(complaint),
             checked.error().message.c_str());
  }
}

void UrlTest::says_what_was_probably_meant() {
  for (const char* url :
       {"localhost:8080/v1/stream", "127.0.0.1:80", "shop.example/x", "localhost"}) {
    const std::string message = check_http_url(url).error().message;
    QVERIFY2(message.ends_with("did you mean `http://" + std::string(url) + "`?"), message.c_str());
  }
  QVERIFY(check_http_url("nonsense").error().message.find("mean") == std::string::npos);
}

void UrlTest::has_an_origin_data() {
  QTest::addColumn<QString>("url");
  QTest::addColumn<QString>("origin");
  const auto row = [](const char* url, const char* origin) {
    QTest::newRow(url) << QString(url) << QString(origin);
  };
  row("http://Shop.Example/a?b", "http://shop.example:80");
  row("https://shop.example", "https://shop.example:443");
  row("HTTPS://shop.example:0443/", "https://shop.example:443");
  row("http://u:p@shop.example:8080", "http://shop.example:8080");
  row("http://a@b@evil.example/", "http://evil.example:80");
  row("http://evil.example\\@shop.example/", "");
  row("http://evil.example?@shop.example/", "http://evil.example:80");
  row("http://evil.example#@shop.example/", "http://evil.example:80");
  row("http://[::1]:8080/", "http://[::1]:8080");
  row("ftp://shop.example/", "");
  row("nonsense", "");
}

void UrlTest::has_an_origin() {
  QFETCH(QString, url);
  QFETCH(QString, origin);
  QCOMPARE(QString::fromStdString(origin_of(url.toStdString())), origin);
}

void UrlTest::is_loopback_or_not_data() {
  QTest::addColumn<QString>("url");
  QTest::addColumn<bool>("loopback");
  for (const char* url : {"http://localhost/", "http://LOCALHOST:1/", "http://app.localhost/",
                          "http://127.0.0.1/", "http://127.9.8.7:80/", "http://[::1]:80/"}) {
    QTest::newRow(url) << QString(url) << true;
  }
  for (const char* url :
       {"http://shop.example/", "http://127.0.0.1.evil.example/", "http://10.0.0.1/",
        "http://localhost.example/", "http://[::2]/", "http://localhost@shop.example/"}) {
    QTest::newRow(url) << QString(url) << false;
  }
}

void UrlTest::is_loopback_or_not() {
  QFETCH(QString, url);
  QFETCH(bool, loopback);
  QCOMPARE(is_loopback(url.toStdString()), loopback);
}

void UrlTest::hides_its_secrets_data() {
  QTest::addColumn<QString>("url");
  QTest::addColumn<QString>("shown");
  const auto row = [](const char* url, const char* shown) {
    QTest::newRow(url) << QString(url) << QString(shown);
  };
  row("http://shop.example/a?b=c", "http://shop.example/a?b=c");
  row("http://u:p@shop.example/", "http://***@shop.example/");
  row("http://u@shop.example/", "http://***@shop.example/");
  row("http://a@b:c@shop.example/", "http://***@shop.example/");
  row("http://h/?token=s", "http://h/?token=***");
  row("http://h/?a=1&access_token=s&b=2", "http://h/?a=1&access_token=***&b=2");
  row("http://h/?AUTHORIZATION=s", "http://h/?AUTHORIZATION=***");
  row("http://h/?key=s#x", "http://h/?key=***#x");
  row("http://h/#access_token=s&x=1", "http://h/#access_token=***&x=1");
  row("http://h/?to%6Ben=s", "http://h/?to%6Ben=***");
  row("http://h/?a=1;token=s", "http://h/?a=1;token=***");
  row("http://h/?token=s=t", "http://h/?token=***");
  row("http://h/?token=", "http://h/?token=");
  row("http://h/?tokens=s&monkey=b", "http://h/?tokens=s&monkey=b");
  row("/v1/stream?token=s", "/v1/stream?token=***");
  row("u:p@shop.example/a@b?key=s", "***@shop.example/a@b?key=***");
  row("//u:p@shop.example/a", "***@shop.example/a");
  row("http:/u:p@shop.example/", "***@shop.example/");
  row("http//u:p@shop.example/", "***@shop.example/");
  row("http:///u:p@shop.example/", "***@shop.example/");
  row("shop.example/a@b", "shop.example/a@b");
  row("/a@b", "/a@b");
  row("/a?b=//c@d", "/a?b=//c@d");
  row("", "");
}

void UrlTest::hides_its_secrets() {
  QFETCH(QString, url);
  QFETCH(QString, shown);
  QCOMPARE(QString::fromStdString(masked_url(url.toStdString())), shown);
}

void UrlTest::gives_up_its_user_info() {
  const UrlCredentials split = split_user_info("https://us%65r:p%3Aw%zz@shop.example:1/x@y");
  QCOMPARE(split.user_info, "user:p:w%zz");
  QCOMPARE(split.url, "https://shop.example:1/x@y");
  QCOMPARE(split_user_info("http://shop.example/a@b").url, "http://shop.example/a@b");
  QVERIFY(split_user_info("http://shop.example/a@b").user_info.empty());
}

void UrlTest::of_a_proxy_is_told_from_nonsense() {
  for (const char* url : {"http://p:3128", "HTTPS://u:p@p", "socks5h://127.0.0.1:1080", "p:3128",
                          "p", "socks4://[::1]:1", ""}) {
    QVERIFY2(check_proxy_url(url).ok(), url);
  }
  for (const char* url : {"bogus://p", "ftp://p/", "http://", "http://p:99999", "://p", ":",
                          ":3128", "p:99999", "a b", "http://p\x1b[31m", ":::", "a:b:80"}) {
    const Result<void> checked = check_proxy_url(url);
    QVERIFY2(!checked.ok(), url);
    QVERIFY(checked.error().message.find("http://proxy.example:3128") != std::string::npos);
  }
  for (const char* url : {"x://u:s3cret@p", "u:s3cret@p:99999"}) {
    QVERIFY(check_proxy_url(url).error().message.find("s3cret") == std::string::npos);
  }
}

QTEST_APPLESS_MAIN(UrlTest)
#include "url_test.moc"
