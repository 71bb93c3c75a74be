// How quick the history is at a size of the caller's choice: fills a file in a temporary folder
// through the program's own store, then does what windows and streams do with it, and prints a
// table.

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

#include "store/history_reader.h"
#include "store/history_store.h"

using namespace tidings::desktop;

namespace {

constexpr int kPiece = 25;  // as the inbox stores it
constexpr int kBulk = 2000;

struct Text {
  const char* title;
  const char* body;
  const char* type;
};

constexpr std::array<Text, 8> kTexts{{
    {"새 주문이 들어왔습니다 #%1", "고객 %2 님이 상품 %3개를 주문했습니다. 배송지를 확인하세요.",
     "order.new"},
    {"배송이 지연되고 있습니다 #%1", "택배사에서 %3시간 지연을 알려왔습니다.", "delivery.delayed"},
    {"您有一个新订单 #%1", "客户%2购买了%3件商品，请尽快处理。", "order.new"},
    {"Yeni sipariş geldi #%1", "Müşteri %2, ışıklı vitrin için %3 ürün istedi.", "order.new"},
    {"New order #%1", "Customer %2 bought %3 items and pays by card.", "order.new"},
    {"Task assigned: pack order %1", "Please pack %3 parcels for customer %2 until noon.",
     "task.assigned"},
    {"Message from customer %2", "Hello, where is my order %1? I have been waiting for %3 days.",
     "message.received"},
    {"Payment received %1", "%3,00 EUR from customer %2 have arrived.", "payment.received"},
}};

HistoryEntry entry(int number) {
  const Text& text = kTexts.at(static_cast<std::size_t>(number) % kTexts.size());
  const auto fill = [&](const char* form) {
    return QString::fromUtf8(form)
        .replace("%1", QString::number(10'000'000 + number * 7))
        .replace("%2", QString::number(number * 31 % 9973, 36))
        .replace("%3", QString::number(number % 17 + 1));
  };
  HistoryEntry entry;
  entry.id = QStringLiteral("0192f-%1").arg(number, 12, 16, QLatin1Char('0'));
  entry.type = QString::fromUtf8(text.type);
  entry.title = fill(text.title);
  entry.body = fill(text.body);
  entry.url = QStringLiteral("https://shop.example/orders/%1").arg(number);
  entry.data = "{\"order\":" + QByteArray::number(number) + "}";
  entry.received_at =
      QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + number * 60'000LL, Qt::UTC);
  entry.read = number % 1000 != 0;
  // Rare ones, and early: the whole index lies behind them.
  if (number < 2000 && number % 20 == 1) {
    entry.type = QStringLiteral("shop.closed");
  }
  if (number == 17) {
    entry.body += QStringLiteral(" zyzzyva ") + QString::fromUtf8("퀼트");
  }
  return entry;
}

void row(const char* what, double value, const char* unit, const char* goal = "") {
  std::printf("| %-58s | %10.1f %-6s | %-9s |\n", what, value, unit, goal);
  std::fflush(stdout);
}

double milliseconds(const QElapsedTimer& timer) {
  return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double cpu_milliseconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Memory of this process that is not a file's.
double anonymous_megabytes() {
  QFile status(QStringLiteral("/proc/self/status"));
  if (!status.open(QIODevice::ReadOnly)) {
    return 0;
  }
  for (const QByteArray& line : status.readAll().split('\n')) {
    if (line.startsWith("RssAnon:")) {
      return line.simplified().split(' ').at(1).toDouble() / 1024;
    }
  }
  return 0;
}

/// A piece of work on the GUI thread: how long it took, and what it cost, which other programs on
/// the machine change little.
struct Longest {
  double wall = 0;
  double cpu = 0;

  template <class Work>
  void measure(const Work& work) {
    QElapsedTimer timer;
    timer.start();
    const double before = cpu_milliseconds();
    work();
    cpu = std::max(cpu, cpu_milliseconds() - before);
    wall = std::max(wall, milliseconds(timer));
  }
  void print(const char* what) const {
    row((QString(what) + ": longest piece").toUtf8().constData(), wall, "ms", "<= 50");
    row((QString(what) + ": longest piece, CPU").toUtf8().constData(), cpu, "ms");
  }
};

/// Stores `count` entries from number `first` on.
Longest fill(HistoryStore& store, int first, int count, int piece_size) {
  Longest longest;
  for (int done = 0; done < count; done += piece_size) {
    ReceivedBatch batch;
    batch.account =
        (done / piece_size) % 3 == 0 ? QStringLiteral("market") : QStringLiteral("shop");
    if (first + done < 30'000) {
      batch.account = QStringLiteral("former");
    }
    for (int number = done; number < std::min(count, done + piece_size); ++number) {
      batch.entries.push_back(entry(first + number));
    }
    batch.position = QByteArray::number(first + done);
    longest.measure([&] {
      if (!store.insert(batch)) {
        qFatal("cannot insert");
      }
    });
  }
  return longest;
}

/// From the request to the page in the GUI thread.
void page(HistoryReader& reader, const char* what, const HistoryFilter& filter, qint64 before = 0) {
  QEventLoop loop;
  HistoryPage answer;
  const auto connection =
      QObject::connect(&reader, &HistoryReader::page_ready, &loop, [&](const HistoryPage& given) {
        answer = given;
        loop.quit();
      });
  QElapsedTimer timer;
  timer.start();
  reader.request(filter, before, 100);
  loop.exec();
  const double took = milliseconds(timer);
  QObject::disconnect(connection);
  const QString name = QStringLiteral("%1 (%2 rows)").arg(what).arg(answer.entries.size());
  row(name.toUtf8().constData(), took, "ms", "<= 300");
}

HistoryFilter with_text(const char* text) {
  HistoryFilter filter;
  filter.text = QString::fromUtf8(text);
  return filter;
}

void read_pages(const QString& path, int rows, double memory_before) {
  HistoryReader reader(path);
  page(reader, "window open: first page", {});
  page(reader, "scrolled to the middle: the next page", {}, rows / 2);
  page(reader, "scrolled to the end: the last page", {}, 101);
  page(reader, "search: 주문", with_text("주문"));
  page(reader, "search: 주문이", with_text("주문이"));
  page(reader, "search: 订单", with_text("订单"));
  page(reader, "search: IŞIK", with_text("IŞIK"));
  page(reader, "search: customer order", with_text("customer order"));
  page(reader, "search, one letter: 주", with_text("주"));
  page(reader, "search, one letter: e", with_text("e"));
  page(reader, "search, rare: 퀼트", with_text("퀼트"));
  page(reader, "search, rare: zyzzyva", with_text("zyzzyva"));
  page(reader, "search, one order's number", with_text("10000119"));
  page(reader, "search: 주문, scrolled to the middle", with_text("주문"), rows / 2);
  page(reader, "search, nothing: 없다없다", with_text("없다없다"));
  page(reader, "search, nothing, of common pairs: terder", with_text("terder"));
  HistoryFilter filter;
  filter.unread_only = true;
  page(reader, "unread only", filter);
  filter.text = QStringLiteral("zyzzyva");
  page(reader, "unread only, rare word", filter);
  filter.text = QStringLiteral("order");
  page(reader, "unread only, common word", filter);
  filter = {};
  filter.type = QStringLiteral("shop.closed");
  page(reader, "a type of old times", filter);
  filter.text = QStringLiteral("주문");
  page(reader, "a type of old times, common word", filter);
  filter = {};
  filter.account = QStringLiteral("former");
  filter.text = QStringLiteral("order");
  page(reader, "an account of old times, common word", filter);
  filter = {};
  filter.type = QStringLiteral("task.assigned");
  filter.account = QStringLiteral("market");
  page(reader, "one type of one account", filter);
  filter = {};
  filter.from = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
  filter.until = filter.from.addDays(1);
  page(reader, "the first day", filter);
  row("memory, more than before it was open", anonymous_megabytes() - memory_before, "MB", "<= 30");
}

void write_more(HistoryStore& store, int rows) {
  QElapsedTimer timer;
  timer.start();
  const Longest store_piece = fill(store, rows, 5000, kPiece);
  row("5,000 at once: all of them", milliseconds(timer), "ms");
  store_piece.print("5,000 at once");
  Longest mark_piece;
  for (bool more = true; more;) {
    mark_piece.measure([&] { more = store.mark_read_up_to({}, {}, 100)->size() == 100; });
  }
  mark_piece.print("mark all read");
  Longest retire_piece;
  for (int time = 0; time < 20; ++time) {
    retire_piece.measure([&] {
      if (!store.retire(0, rows - 5000)) {
        qFatal("cannot retire");
      }
    });
  }
  retire_piece.print("retention");
}

}  // namespace

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  const int rows = argc > 1 ? QByteArray(argv[1]).toInt() : 1'000'000;
  const QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("history.sqlite"));
  if (rows < kBulk || !folder.isValid()) {
    std::fprintf(stderr, "usage: history_bench [ROWS, at least %d]\n", kBulk);
    return 2;
  }
  std::printf("| %-58s | %17s | %-9s |\n|---|---|---|\n", "history", "measured", "goal");
  {
    auto store = HistoryStore::open(path);
    if (!store) {
      qFatal("no store");
    }
    QElapsedTimer timer;
    timer.start();
    fill(**store, 0, rows, kBulk);
    row("filling it", rows / milliseconds(timer) * 1000, "rows/s");
  }
  row("rows", rows, "");
  row("file", static_cast<double>(QFileInfo(path).size()) / 1048576, "MB");
  const double before = anonymous_megabytes();
  QElapsedTimer timer;
  timer.start();
  auto store = HistoryStore::open(path);
  row("opening it", milliseconds(timer), "ms");
  read_pages(path, rows, before);
  write_more(**store, rows);
  return 0;
}
