#include "desktop/inbox/inbox_scene.h"

#include <QTimeZone>
#include <QtTest>

#include "inbox/entry_popup.h"

namespace tidings::test {

using namespace desktop;

QString FakeSource::host(const QString& account) const {
  return account + QStringLiteral(".example");
}

void FakeSource::send_read(const QString& account, const QStringList& ids, bool read) {
  told.append((read ? QStringLiteral("read %1 %2") : QStringLiteral("unread %1 %2"))
                  .arg(account, ids.join(QLatin1Char(','))));
}

void FakeSource::send_read_up_to(const QString& account, const QString& id) {
  told.append(QStringLiteral("up to %1 %2").arg(account, id));
}

void FakeSource::acknowledge(const QString& account, bool stored) {
  told.append(
      (stored ? QStringLiteral("stored %1") : QStringLiteral("not stored %1")).arg(account));
}

void FakeDisplay::show(const Popup& popup) {
  on_screen.insert(popup.key, popup);
  shown.append(popup.key);
}

void FakeDisplay::withdraw(const QString& key) {
  on_screen.remove(key);
}

void FakeDisplay::withdraw_all() {
  on_screen.clear();
}

void FakeDisplay::set_do_not_disturb(bool on) {
  disturbed_ = on;
  emit availability_changed();
}

void FakeDisplay::press(const QString& key, PopupAction action, const QString& token) {
  on_screen.remove(key);
  emit activated(key, action, token);
}

void FakeDisplay::dismiss(const QString& key) {
  on_screen.remove(key);
  emit closed(key, true);
}

InboxScene::InboxScene() : settings(folder.filePath(QStringLiteral("desktop.ini"))) {
  now.local = QDateTime(QDate(2026, 11, 26), QTime(12, 0), QTimeZone("Asia/Seoul"));
  now.steady = std::chrono::hours(1);
  restart();
}

void InboxScene::restart() {
  inbox.reset();
  store.reset();
  display.withdraw_all();
  display.shown.clear();
  auto opened_store = HistoryStore::open(folder.filePath(QStringLiteral("history.sqlite")));
  if (!opened_store) {
    qFatal("no store");
  }
  store = std::move(*opened_store);
  inbox = std::make_unique<Inbox>(source, *store, display, settings, surroundings());
  QObject::connect(inbox.get(), &Inbox::trouble, inbox.get(),
                   [this](const QString& sentence) { troubles.append(sentence); });
}

InboxSurroundings InboxScene::surroundings() {
  InboxSurroundings around;
  around.clock = [this] { return now; };
  around.open_url = [this](const QUrl& url) {
    opened.append(url);
    return can_open;
  };
  around.reminder_after = reminder_after;
  around.summary_interval = std::chrono::milliseconds(20);
  around.digest_delay = std::chrono::milliseconds(20);
  around.look_interval = look_interval;
  return around;
}

HistoryEntry InboxScene::entry(int priority) {
  HistoryEntry entry;
  entry.account = kShop;
  entry.id = QString::number(++last_id_);
  entry.type = QStringLiteral("order.new");
  entry.title = QStringLiteral("Order ") + entry.id;
  entry.priority = priority;
  entry.received_at = QDateTime::currentDateTimeUtc();
  return entry;
}

void InboxScene::arrive(int count, Arrival arrival, int priority) {
  ReceivedBatch batch;
  batch.account = kShop;
  batch.arrival = arrival;
  for (int number = 0; number < count; ++number) {
    batch.entries.push_back(entry(priority));
  }
  batch.position = "at " + QByteArray::number(last_id_);
  emit source.batch_received(batch);
}

void InboxScene::arrive(const HistoryEntry& entry, Arrival arrival) {
  ReceivedBatch batch;
  batch.account = entry.account;
  batch.arrival = arrival;
  batch.entries.push_back(entry);
  batch.position = "at " + entry.id.toUtf8();
  emit source.batch_received(batch);
}

qint64 InboxScene::row(const QString& id) const {
  const auto found = store->find(kShop, id);
  return found ? found->row : 0;
}

QString InboxScene::key(const QString& id) const {
  return popup_key(row(id));
}

void InboxScene::set_disk_full(bool full) {
  if (full) {
    disk_.emplace();
  } else {
    disk_.reset();
  }
}

void InboxCase::set(const Settings& settings) {
  QCOMPARE(scene_->settings.change(settings), QString());
}

bool wait_for(const std::function<bool()>& condition) {
  constexpr int kDeadlineMs = 30'000;
  return QTest::qWaitFor(condition, kDeadlineMs);
}

}  // namespace tidings::test
