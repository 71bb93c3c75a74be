#include "desktop/windows/window_scene.h"

#include <QRegularExpression>
#include <QtTest>

#include "inbox/inbox_surroundings.h"
#include "windows/history_view.h"

namespace tidings::test {
namespace {

std::unique_ptr<desktop::HistoryStore> open_history(const QString& path) {
  auto store = desktop::HistoryStore::open(path);
  return store ? std::move(*store) : nullptr;
}

desktop::InboxSurroundings with_browser(QList<QUrl>& opened) {
  desktop::InboxSurroundings surroundings = desktop::usual_surroundings();
  surroundings.open_url = [&opened](const QUrl& url) {
    opened.append(url);
    return true;
  };
  return surroundings;
}

QString without_mnemonic(QString words) {
  words.remove(QRegularExpression(QStringLiteral("\\(&.\\)")));
  return words.remove(u'&');
}

struct Sample {
  const char* account;
  int minutes_ago;
  int priority;
  bool read;
  const char* type;
  const char* title;
  const char* body;
};

constexpr Sample kDay[] = {
    {"shop", 11'000, 3, true, "shop.news", "New rates from Monday",
     "Shipping within Europe costs less."},
    {"market", 4300, 2, true, "report.weekly", "Haftalık rapor hazır",
     "Geçen hafta 214 sipariş, %12 artış."},
    {"shop", 2900, 3, true, "order.created", "Order #1038", "1 item, €24.90. Pays on delivery."},
    {"shop", 1600, 3, true, "message.received", "김민지 님의 메시지",
     "주문이 언제 도착하나요? 내일 받을 수 있을까요?"},
    {"market", 600, 3, true, "order.created", "Sipariş #1040", "2 ürün, ₺489,90. Kredi kartı."},
    {"shop", 190, 4, true, "stock.low", "Only 2 left: walnut board, 30 cm",
     "Sold 14 in the last week."},
    {"shop", 64, 3, false, "message.received", "Anna Berg wrote to you",
     "Is the gift wrapping included? I would need it for Saturday."},
    {"shop", 41, 3, false, "order.created", "주문 #1041이 접수되었습니다",
     "상품 3개, 58,000원. 서울시 마포구."},
    {"market", 26, 3, true, "order.created", "Order #1042", "5 items, €131.00. Express."},
    {"shop", 12, 5, false, "payment.failed", "Payment for #1042 was refused",
     "The bank refused it twice. Ask the customer for another card before you ship."},
    {"shop", 4, 4, false, "task.assigned", "Pack order #1041 by 17:00",
     "The courier comes earlier today."},
};

}  // namespace

WindowScene::WindowScene()
    : owned_store_(open_history(folder_.filePath(QStringLiteral("history.sqlite")))),
      service({}, [](const QString&) { return QByteArray(); }),
      store(*owned_store_),
      reader(store.path()),
      settings(folder_.filePath(QStringLiteral("desktop.ini"))),
      inbox(service, store, popups, settings, with_browser(opened)),
      window(std::make_unique<desktop::MainWindow>(service, store, reader, inbox, settings)) {}

WindowScene::~WindowScene() {
  window.reset();
  if (!in_its_place_.isEmpty()) {
    QFile::remove(in_its_place_);
  }
}

void WindowScene::lose_folder() {
  in_its_place_ = folder_.path();
  folder_.remove();
  QFile file(in_its_place_);
  QVERIFY(file.open(QIODevice::WriteOnly));
}

qint64 WindowScene::arrive(desktop::HistoryEntry entry) {
  desktop::ReceivedBatch batch;
  batch.account = entry.account;
  batch.entries.push_back(std::move(entry));
  const auto stored = store.insert(batch);
  return stored && !stored->empty() ? stored->front().row : 0;
}

qint64 WindowScene::arrive(const QString& id, const QString& title, const QString& body) {
  desktop::HistoryEntry entry;
  entry.account = QStringLiteral("shop");
  entry.id = id;
  entry.type = QStringLiteral("order.new");
  entry.title = title;
  entry.body = body;
  entry.received_at = QDateTime::currentDateTimeUtc();
  entry.created_at = entry.received_at;
  return arrive(std::move(entry));
}

void WindowScene::show() {
  window->bring_up();
  (void)QTest::qWaitForWindowExposed(window.get());
}

QAbstractButton* WindowScene::button(const QString& words) const {
  for (QWidget* top : QApplication::topLevelWidgets()) {
    for (QAbstractButton* button : top->findChildren<QAbstractButton*>()) {
      if (button->isVisible() && without_mnemonic(button->text()) == words) {
        return button;
      }
    }
  }
  return nullptr;
}

bool WindowScene::wait_for_rows(int number) {
  return QTest::qWaitFor([&] {
    const auto* view = window->findChild<desktop::HistoryView*>();
    return view != nullptr && view->model()->rowCount() == number;
  });
}

void fill_with_a_day(WindowScene& scene) {
  int number = 0;
  for (const Sample& sample : kDay) {
    desktop::HistoryEntry entry;
    entry.account = QString::fromUtf8(sample.account);
    entry.id = QString::number(++number);
    entry.type = QString::fromUtf8(sample.type);
    entry.title = QString::fromUtf8(sample.title);
    entry.body = QString::fromUtf8(sample.body);
    entry.priority = sample.priority;
    entry.read = sample.read;
    entry.url =
        QStringLiteral("https://%1.example/orders/%2").arg(entry.account).arg(1030 + number);
    entry.data =
        R"({"order":1042,"total":{"amount":131.00,"currency":"EUR"},"tries":2,"customer":"Anna Berg","express":true})";
    entry.received_at = QDateTime::currentDateTimeUtc().addSecs(-60LL * sample.minutes_ago);
    entry.created_at = entry.received_at;
    scene.arrive(entry);
  }
}

}  // namespace tidings::test
