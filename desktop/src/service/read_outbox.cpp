#include "service/read_outbox.h"

#include <QList>
#include <algorithm>
#include <utility>

#include "tidings/json_text.h"

#include "service/text.h"

namespace tidings::desktop {

void ReadOutbox::append(Kind kind, const QString& id) {
  if (id.isEmpty()) {
    return;
  }
  std::erase_if(marks_, [&](const Mark& mark) {
    return mark.id == id && (mark.kind == Kind::up_to) == (kind == Kind::up_to);
  });
  marks_.push_back({kind, id});
  if (marks_.size() > kMostMarks) {
    marks_.pop_front();
  }
}

void ReadOutbox::add(const QStringList& ids, bool read) {
  for (const QString& id : ids) {
    append(read ? Kind::read : Kind::unread, id);
  }
}

void ReadOutbox::add_up_to(const QString& id) {
  append(Kind::up_to, id);
}

std::optional<ReadOutbox::Request> ReadOutbox::take() {
  if (!under_way_.empty() || marks_.empty()) {
    return std::nullopt;
  }
  const Kind kind = marks_.front().kind;
  const std::size_t most = kind == Kind::up_to ? 1 : per_request_;
  while (!marks_.empty() && marks_.front().kind == kind && under_way_.size() < most) {
    under_way_.push_back(std::move(marks_.front()));
    marks_.pop_front();
  }
  if (kind == Kind::up_to) {
    return Request{"/notifications/read",
                   "{\"upTo\":" + json::quote(to_utf8(under_way_.front().id)) + "}"};
  }
  std::string body = "{\"ids\":[";
  for (const Mark& mark : under_way_) {
    body += (body.back() == '[' ? "" : ",") + json::quote(to_utf8(mark.id));
  }
  return Request{kind == Kind::read ? "/notifications/read" : "/notifications/unread", body + "]}"};
}

void ReadOutbox::heard() {
  under_way_.clear();
  per_request_ = kMostPerRequest;
}

void ReadOutbox::not_heard() {
  while (!under_way_.empty()) {
    const Mark& mark = under_way_.back();
    const bool superseded = std::any_of(marks_.begin(), marks_.end(), [&](const Mark& newer) {
      return newer.id == mark.id && newer.kind != Kind::up_to;
    });
    if (!superseded) {
      marks_.push_front(mark);
    }
    under_way_.pop_back();
  }
}

void ReadOutbox::refused() {
  if (under_way_.size() <= 1) {
    heard();
    return;
  }
  per_request_ = (under_way_.size() + 1) / 2;
  not_heard();
}

QByteArray ReadOutbox::to_text() const {
  QByteArray text;
  for (const auto* part : {&under_way_, &marks_}) {
    for (const Mark& mark : *part) {
      const char* word = mark.kind == Kind::up_to  ? "up-to "
                         : mark.kind == Kind::read ? "read "
                                                   : "unread ";
      text += word + mark.id.toUtf8().toPercentEncoding() + '\n';
    }
  }
  return text;
}

ReadOutbox ReadOutbox::from_text(const QByteArray& text) {
  ReadOutbox outbox;
  for (const QByteArray& line : text.split('\n')) {
    const qsizetype space = line.indexOf(' ');
    const QByteArray word = line.left(std::max<qsizetype>(space, 0));
    const QString id = QString::fromUtf8(QByteArray::fromPercentEncoding(line.mid(space + 1)));
    if (word == "up-to") {
      outbox.append(Kind::up_to, id);
    } else if (word == "read" || word == "unread") {
      outbox.append(word == "read" ? Kind::read : Kind::unread, id);
    }
  }
  return outbox;
}

}  // namespace tidings::desktop
