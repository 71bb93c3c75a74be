#include "service/read_sender.h"

#include <QFile>
#include <QSaveFile>
#include <algorithm>
#include <utility>

namespace tidings::desktop {
namespace {

constexpr std::chrono::seconds kFirstDelay{2};
constexpr std::chrono::seconds kLongestDelay{120};
constexpr qint64 kLargestFile = qint64{4} << 20;

ReadOutbox read_file(const QString& path) {
  QFile file(path);
  if (path.isEmpty() || !file.open(QIODevice::ReadOnly)) {
    return {};
  }
  return ReadOutbox::from_text(file.read(kLargestFile));
}

}  // namespace

ReadSender::ReadSender(EventLoop& loop, ApiClient& api, QString file,
                       std::function<void()> on_empty)
    : loop_(loop),
      api_(api),
      file_(std::move(file)),
      on_empty_(std::move(on_empty)),
      outbox_(read_file(file_)),
      delay_(kFirstDelay) {}

void ReadSender::add(const ReadMarks& marks, bool read) {
  outbox_.add_up_to(marks.up_to);
  outbox_.add(marks.ids, read);
  save();
  send();
}

void ReadSender::try_now() {
  retry_.reset();
  delay_ = kFirstDelay;
  send();
}

void ReadSender::send() {
  if (retry_) {
    return;
  }
  if (auto request = outbox_.take()) {
    api_.post(std::move(request->path), std::move(request->json),
              [this](const ApiAnswer& answer) { on_answer(answer); });
  }
}

void ReadSender::on_answer(const ApiAnswer& answer) {
  if (answer.is_momentary() || answer.is_unauthorized()) {
    outbox_.not_heard();
    retry_ = loop_.call_at(loop_.now() + delay_, [this] {
      retry_.reset();
      send();
    });
    delay_ = std::min(delay_ * 2, kLongestDelay);
    return;
  }
  if (answer.ok()) {
    outbox_.heard();
  } else {
    outbox_.refused();
  }
  delay_ = kFirstDelay;
  save();
  send();
  if (outbox_.empty()) {
    on_empty_();
  }
}

void ReadSender::save() {
  if (file_.isEmpty()) {
    return;
  }
  if (outbox_.empty()) {
    QFile::remove(file_);
    return;
  }
  // A failure costs no more than a mark that the server hears of only while we run.
  QSaveFile file(file_);
  if (file.open(QIODevice::WriteOnly)) {
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(outbox_.to_text());
    file.commit();
  }
}

}  // namespace tidings::desktop
