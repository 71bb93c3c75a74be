// The accounts in the shared config.toml: what a settings window is told, and what it changes.
#include "service/account_configuration.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <variant>

using namespace tidings::desktop;

namespace {

/// As a user writes it by hand.
const QByteArray kText =
    "# the shop's own\n"
    "[profiles.shop]\n"
    "stream  = 'https://shop.example/v1/stream' # live\n"
    "headers = [  # two\n"
    "  'X-Shop: 7',\n"
    "]\n"
    "token-file = '~/shop.token'\n"
    "cert = 'client.pem'\n"
    "heartbeat-timeout = 90\n"
    "\n"
    "[profiles.shop.mapping]\n"
    "title = '/headline'  # theirs\n"
    "heartbeat = '/content=heartbeat'\n"
    "\n"
    "[profiles.other]\n"
    "stream = 'https://other.example/'\n";

}  // namespace

class AccountConfigurationTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    path_ = folder_->filePath("config.toml");
    write(kText);
    accounts_ = std::make_unique<AccountConfiguration>(path_);
    QVERIFY2(accounts_->read(), qPrintable(accounts_->warning()));
  }
  void cleanup() { accounts_.reset(); }

  void tells_all_that_can_be_edited() {
    const AccountDetails shop = accounts_->details("shop");
    QCOMPARE(shop.stream, QString("https://shop.example/v1/stream"));
    QCOMPARE(shop.headers, QStringList("X-Shop: 7"));
    QCOMPARE(shop.heartbeat_timeout, QString("90s"));
    QCOMPARE(shop.mapping,
             (QMap<QString, QString>{{"title", "/headline"}, {"heartbeat", "/content=heartbeat"}}));
  }

  void saving_without_a_change_leaves_every_byte() {
    QCOMPARE(accounts_->change("shop", accounts_->details("shop"), {}), QString());
    QCOMPARE(text(), kText);
  }

  void only_what_was_changed_is_written() {
    AccountDetails shop = accounts_->details("shop");
    shop.preset = "plain";
    shop.mapping = {{"title", "/headline"}, {"body", "/text"},     {"url", "/link"},
                    {"type", "/kind"},      {"priority", "/prio"}, {"group", "/topic"},
                    {"id", "/nr"}};
    QSignalSpy changed(accounts_.get(), &AccountConfiguration::changed);
    QCOMPARE(accounts_->change("shop", shop, {}), QString());
    QCOMPARE(changed.count(), 1);
    QByteArray expected = kText;
    expected.replace("heartbeat-timeout = 90\n", "heartbeat-timeout = 90\npreset = \"plain\"\n");
    expected.replace("heartbeat = '/content=heartbeat'\n",
                     "body = \"/text\"\nurl = \"/link\"\ntype = \"/kind\"\npriority = \"/prio\"\n"
                     "group = \"/topic\"\nid = \"/nr\"\n");
    QCOMPARE(text(), expected);
    QVERIFY(accounts_->read());
    QCOMPARE(accounts_->details("shop").mapping, shop.mapping);
  }

  void a_bad_mapping_is_refused_and_named() {
    AccountDetails shop = accounts_->details("shop");
    shop.mapping.insert("body", "text");
    const QString mistake = accounts_->change("shop", shop, {});
    QVERIFY2(mistake.contains("Body") && mistake.contains("JSON pointer"), qPrintable(mistake));
    QCOMPARE(text(), kText);
  }

  void an_account_is_tried_with_what_the_window_does_not_show() {
    AccountDetails shop = accounts_->details("shop");
    shop.stream = "https://new.example/v1/stream";
    shop.ca_file = "own-ca.pem";
    const auto tried = accounts_->tried(shop, {});
    QVERIFY(tried.ok());
    QCOMPARE(tried->stream, std::string("https://new.example/v1/stream"));
    QCOMPARE(tried->connection.client_certificate, folder_->filePath("client.pem").toStdString());
    QCOMPARE(tried->connection.ca_file, folder_->filePath("own-ca.pem").toStdString());
    QVERIFY(std::holds_alternative<tidings::TokenFile>(tried->token));
    QCOMPARE(text(), kText);
  }

  void a_token_in_the_file_is_tried_without_being_shown() {
    write("[profiles.shop]\nstream = 'https://shop.example/'\ntoken = 'secret'\n");
    QVERIFY(accounts_->read());
    const auto tried = accounts_->tried(accounts_->details("shop"), {});
    QVERIFY(tried.ok());
    QVERIFY(std::holds_alternative<tidings::TokenValue>(tried->token));
  }

  void an_account_that_is_asked_for_and_not_there_is_told() {
    accounts_->limit_to({"shop", "till"});
    QVERIFY(accounts_->read());
    QVERIFY(accounts_->warning().contains("till"));
    QCOMPARE(accounts_->wanted().size(), std::size_t{1});
  }

 private:
  void write(const QByteArray& text) const {
    QFile file(path_);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
  }
  QByteArray text() const {
    QFile file(path_);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

  std::unique_ptr<QTemporaryDir> folder_;
  QString path_;
  std::unique_ptr<AccountConfiguration> accounts_;
};

QTEST_GUILESS_MAIN(AccountConfigurationTest)
#include "account_configuration_test.moc"
