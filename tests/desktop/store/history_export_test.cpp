#include "store/history_export.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "desktop/store/entries.h"
#include "store/history_store.h"

using namespace tidings::desktop;
using tidings::test::batch;
using tidings::test::entry;
using tidings::test::numbered_entries;

class HistoryExportTest : public QObject {
  Q_OBJECT

 private slots:
  void init();

  void writes_every_member_as_json();
  void hands_on_as_text_what_is_no_json();
  void writes_csv_that_spreadsheets_read();
  void makes_cells_harmless_that_a_spreadsheet_would_run_data();
  void makes_cells_harmless_that_a_spreadsheet_would_run();
  void writes_what_the_filter_names_newest_first();
  void writes_an_empty_history_as_a_valid_file();
  void leaves_the_old_file_alone_when_it_cannot_finish();
  void can_be_cancelled();
  void runs_once_at_a_time();

 private:
  QByteArray exported(ExportFormat format, const HistoryFilter& filter = {}) {
    HistoryExport exporter(store_->path());
    QSignalSpy finished(&exporter, &HistoryExport::finished);
    if (!exporter.start(filter, format, file_) || !finished.wait(30'000)) {
      QTest::qFail("not finished", __FILE__, __LINE__);
    }
    return content();
  }
  QByteArray content() const {
    QFile file(file_);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<HistoryStore> store_;
  QString file_;
};

void HistoryExportTest::init() {
  store_.reset();
  folder_ = std::make_unique<QTemporaryDir>();
  file_ = folder_->filePath("export");
  auto store = HistoryStore::open(folder_->filePath("history.sqlite"));
  QVERIFY(store.ok());
  store_ = std::move(*store);
}

void HistoryExportTest::writes_every_member_as_json() {
  HistoryEntry one = entry("1", QString::fromUtf8("새 \"주문\"\n"), "body");
  one.url = QStringLiteral("https://shop.example/1");
  one.group = QStringLiteral("orders");
  one.priority = 4;
  one.read = true;
  one.data = QByteArray("{\"big\": 12345678901234567890123}");
  one.created_at = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 6), Qt::UTC);
  one.received_at = one.created_at.addMSecs(1);
  QVERIFY(store_->insert(batch({one})).ok());
  const QByteArray text = exported(ExportFormat::json);
  const QJsonObject object = QJsonDocument::fromJson(text).array().at(0).toObject();
  QCOMPARE(object.value("account").toString(), one.account);
  QCOMPARE(object.value("id").toString(), one.id);
  QCOMPARE(object.value("type").toString(), one.type);
  QCOMPARE(object.value("title").toString(), one.title);
  QCOMPARE(object.value("body").toString(), one.body);
  QCOMPARE(object.value("url").toString(), one.url);
  QCOMPARE(object.value("group").toString(), one.group);
  QCOMPARE(object.value("priority").toInt(), one.priority);
  QCOMPARE(object.value("read").toBool(), true);
  QCOMPARE(object.value("createdAt").toString(), QStringLiteral("2026-01-02T03:04:05.006Z"));
  QCOMPARE(object.value("receivedAt").toString(), QStringLiteral("2026-01-02T03:04:05.007Z"));
  QVERIFY(text.contains("12345678901234567890123"));
}

void HistoryExportTest::hands_on_as_text_what_is_no_json() {
  HistoryEntry deep = entry("1", "deep");
  deep.data = QByteArray(10'000, '[') + QByteArray(10'000, ']');
  HistoryEntry broken = entry("2", "broken");
  broken.data = QByteArray("{\"a\":");
  QVERIFY(store_->insert(batch({deep, broken})).ok());
  const QJsonArray array = QJsonDocument::fromJson(exported(ExportFormat::json)).array();
  QCOMPARE(array.size(), 2);
  QCOMPARE(array.at(0).toObject().value("data").toString(), QStringLiteral("{\"a\":"));
  QCOMPARE(array.at(1).toObject().value("data").toString().size(), 20'000);
}

void HistoryExportTest::writes_csv_that_spreadsheets_read() {
  HistoryEntry one = entry("1", QString::fromUtf8("새 \"주문\", 2"), "line 1\nline 2");
  one.received_at = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
  one.created_at = one.received_at;
  QVERIFY(store_->insert(batch({one})).ok());
  QCOMPARE(QString::fromUtf8(exported(ExportFormat::csv)),
           QString::fromUtf8("\ufeffaccount,id,type,title,body,url,group,priority,read,created_at,"
                             "received_at,data\r\n"
                             "\"shop\",\"1\",\"order.new\",\"새 \"\"주문\"\", 2\",\"line 1\nline "
                             "2\",\"\",\"\",3,false,2026-01-02T03:04:05.000Z,"
                             "2026-01-02T03:04:05.000Z,\"\"\r\n"));
}

void HistoryExportTest::makes_cells_harmless_that_a_spreadsheet_would_run_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QByteArray>("cell");
  const auto row = [](const char* text, const char* cell) {
    QTest::newRow(cell) << QString::fromUtf8(text) << QByteArray(cell);
  };
  row("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"");
  row("+1", "\"'+1\"");
  row("-1", "\"'-1\"");
  row("@SUM(A1)", "\"'@SUM(A1)\"");
  row("\t=1", "\"'\t=1\"");
  row("\r=1", "\"'\r=1\"");
  row("\n=1", "\"'\n=1\"");
  row("＝1", "\"'＝1\"");
  row("a=1", "\"a=1\"");
  row("", "\"\"");
}

void HistoryExportTest::makes_cells_harmless_that_a_spreadsheet_would_run() {
  QFETCH(QString, text);
  QFETCH(QByteArray, cell);
  QCOMPARE(csv_cell(text), cell);
}

void HistoryExportTest::writes_what_the_filter_names_newest_first() {
  QVERIFY(store_->insert(batch(numbered_entries(30))).ok());
  HistoryFilter filter;
  filter.text = QStringLiteral("order 2");
  const QJsonArray array = QJsonDocument::fromJson(exported(ExportFormat::json, filter)).array();
  QCOMPARE(array.size(), 12);
  QCOMPARE(array.first().toObject().value("id").toString(), QStringLiteral("29"));
}

void HistoryExportTest::writes_an_empty_history_as_a_valid_file() {
  QVERIFY(QJsonDocument::fromJson(exported(ExportFormat::json)).isArray());
  QVERIFY(exported(ExportFormat::csv).endsWith("data\r\n"));
}

void HistoryExportTest::leaves_the_old_file_alone_when_it_cannot_finish() {
  file_ = folder_->filePath("no folder/export");
  HistoryExport exporter(store_->path());
  QSignalSpy failed(&exporter, &HistoryExport::failed);
  QVERIFY(exporter.start({}, ExportFormat::csv, file_));
  QVERIFY(failed.wait(30'000));
  QVERIFY(failed.first().first().toString().contains(file_));
  file_ = folder_->filePath("export");
  QFile old(file_);
  QVERIFY(old.open(QIODevice::WriteOnly));
  old.write("old");
  old.close();
  HistoryExport without_history(folder_->filePath("nowhere.sqlite"));
  QSignalSpy failed_too(&without_history, &HistoryExport::failed);
  QVERIFY(without_history.start({}, ExportFormat::csv, file_));
  QVERIFY(failed_too.wait(30'000));
  QCOMPARE(content(), QByteArray("old"));
}

void HistoryExportTest::can_be_cancelled() {
  QVERIFY(store_->insert(batch(numbered_entries(3000))).ok());
  HistoryExport exporter(store_->path());
  QSignalSpy failed(&exporter, &HistoryExport::failed);
  QVERIFY(exporter.start({}, ExportFormat::json, file_));
  exporter.cancel();
  QVERIFY(failed.wait(30'000));
  QVERIFY(failed.first().first().toString().isEmpty());
  QVERIFY(!QFile::exists(file_));
  {
    HistoryExport abandoned(store_->path());
    QVERIFY(abandoned.start({}, ExportFormat::json, file_));
  }
  QVERIFY(QDir(folder_->path()).entryList({"export*"}, QDir::Files).isEmpty());
}

void HistoryExportTest::runs_once_at_a_time() {
  QVERIFY(store_->insert(batch(numbered_entries(500))).ok());
  HistoryExport exporter(store_->path());
  QSignalSpy finished(&exporter, &HistoryExport::finished);
  QVERIFY(exporter.start({}, ExportFormat::json, file_));
  QVERIFY(exporter.is_running());
  QVERIFY(!exporter.start({}, ExportFormat::csv, file_));
  QVERIFY(finished.wait(30'000));
  QCOMPARE(finished.first().first().toLongLong(), 500);
  QVERIFY(!exporter.is_running());
  QVERIFY(exporter.start({}, ExportFormat::csv, file_));
}

QTEST_GUILESS_MAIN(HistoryExportTest)
#include "history_export_test.moc"
