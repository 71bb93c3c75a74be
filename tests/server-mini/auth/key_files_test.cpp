#include "auth/key_files.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "server-mini/auth/keys.h"

using namespace tidings::server;
using namespace tidings::test;

class KeyFilesTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  std::string write(const char* name, std::string_view content) {
    QFile file(folder_.filePath(name));
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(content.data(), static_cast<qint64>(content.size())) < 0)
      qFatal("cannot write a key file");
    return file.fileName().toStdString();
  }

  static bool accepts(const std::vector<JwsKey>& keys, const std::string& secret) {
    const std::string token = sign_hs256("{}", secret);
    const CompactJws parts = split_jws(token).value();
    return std::any_of(keys.begin(), keys.end(), [&](const JwsKey& key) {
      return key.verify(parts.signing_input, parts.signature);
    });
  }

 private slots:
  void a_secret_s_final_line_end_does_not_matter() {
    const auto path = write("secret", "hunter2\n");
    QCOMPARE(read_secret_file(path).value(), std::string("hunter2"));
    const auto keys = load_keys({{path}, {}});
    QVERIFY(keys.ok());
    QVERIFY(accepts(*keys, "hunter2"));
    QVERIFY(accepts(*keys, "hunter2\n"));
    QVERIFY(!accepts(*keys, "hunter"));
  }

  void several_keys_of_one_kind_are_all_read() {
    const auto secrets = load_keys({{write("a", "one"), write("b", "two")}, {}});
    QVERIFY(secrets.ok());
    QVERIFY(accepts(*secrets, "one") && accepts(*secrets, "two"));
    const auto path = write("rsa", kRfcRsaPem);
    const auto keys = load_keys({{}, {path, path}});
    QVERIFY(keys.ok());
    QCOMPARE(keys->size(), std::size_t{2});
  }

  void a_bad_file_is_named_with_the_reason_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("secret");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("empty secret") << QByteArray("") << true << QByteArray("holds no secret");
    QTest::newRow("only a line end") << QByteArray("\n") << true << QByteArray("holds no secret");
    QTest::newRow("huge secret") << QByteArray(70000, 'x') << true << QByteArray("too large");
    QTest::newRow("no PEM") << QByteArray("x") << false << QByteArray("no public key");
    QTest::newRow("short RSA key")
        << QByteArray(kShortRsaPem.data()) << false << QByteArray("1024 bits");
  }
  void a_bad_file_is_named_with_the_reason() {
    QFETCH(QByteArray, content);
    QFETCH(bool, secret);
    QFETCH(QByteArray, reason);
    const auto path = write("bad-file", content.toStdString());
    KeyFiles files;
    (secret ? files.secret_files : files.public_key_files).push_back(path);
    const auto keys = load_keys(files);
    QVERIFY(!keys.ok());
    const auto message = QByteArray::fromStdString(keys.error().message);
    QVERIFY2(message.contains("bad-file") && message.contains(reason), message);
  }

  void a_missing_file_and_a_folder_are_no_keys() {
    for (const QString& path : {folder_.filePath("missing"), folder_.path()}) {
      const auto keys = load_keys({{path.toStdString()}, {}});
      QVERIFY(!keys.ok());
      QVERIFY2(keys.error().message.find("cannot read " + path.toStdString()) == 0,
               keys.error().message.c_str());
    }
  }

  void keys_of_two_kinds_are_refused() {
    const auto keys = load_keys({{}, {write("rsa", kRfcRsaPem), write("ec", kRfcEcPem)}});
    QVERIFY(!keys.ok());
    QVERIFY(keys.error().message.find("of one kind") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(KeyFilesTest)
#include "key_files_test.moc"
