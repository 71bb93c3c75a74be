#include "service/entry_from_event.h"

#include <QCryptographicHash>
#include <QUuid>
#include <algorithm>

#include "tidings/json_text.h"

#include "service/text.h"

namespace tidings::desktop {
namespace {

constexpr qsizetype kLongestTitle = 256;
constexpr qsizetype kLongestBody = qsizetype{64} << 10;
constexpr qsizetype kLongestName = 256;
/// Shorter ids are numbers or names that some servers begin anew on every connection.
constexpr qsizetype kUniqueIdLength = 16;

QString clipped(QString text, qsizetype longest) {
  text.replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter));
  if (text.size() <= longest) {
    return text;
  }
  text.truncate(longest - 1);
  if (text.back().isHighSurrogate()) {
    text.chop(1);
  }
  return text + QChar(u'…');
}

QString clipped(std::string_view text, qsizetype longest) {
  // A UTF-8 character is at most four bytes: no more than these can matter.
  return clipped(to_qt(text.substr(0, static_cast<std::size_t>(longest) * 4 + 4)), longest);
}

QString one_line(QString text) {
  for (QChar& character : text) {
    if (character.category() == QChar::Other_Control) {
      character = QChar(u' ');
    }
  }
  return text.trimmed();
}

QDateTime moment(std::string_view text, const QDateTime& otherwise) {
  const QDateTime parsed = QDateTime::fromString(to_qt(text), Qt::ISODateWithMs).toUTC();
  return parsed.isValid() ? parsed : otherwise;
}

/// By what a repeated event of a foreign server is known again.
QString foreign_id(const Event& event) {
  QString own = event.has_own_id ? to_qt(event.last_event_id) : QString();
  if (own.isEmpty()) {
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
  }
  if (own.size() >= kUniqueIdLength && own.size() <= kLongestName) {
    return own;
  }
  const QByteArray content =
      QCryptographicHash::hash(to_bytes(event.data), QCryptographicHash::Sha256);
  return own.left(kUniqueIdLength) + QChar(u'#') + QString::fromLatin1(content.toHex().left(24));
}

HistoryEntry plain_text_entry(const Event& event, const QString& account,
                              const QDateTime& received_at) {
  HistoryEntry entry;
  entry.account = account;
  entry.type = event.type == "message" ? QString() : clipped(event.type, kLongestName);
  entry.body = clipped(event.data, kLongestBody);
  entry.title = entry.type;
  if (entry.title.isEmpty()) {
    const QStringView first = QStringView(entry.body).left(entry.body.indexOf(QChar(u'\n')));
    entry.title = one_line(clipped(first.toString(), kLongestTitle));
  }
  if (entry.title.isEmpty()) {
    entry.title = account;
  }
  entry.created_at = received_at;
  entry.received_at = received_at;
  return entry;
}

}  // namespace

HistoryEntry entry_from_notification(const Notification& notification, const QString& account,
                                     const QDateTime& received_at) {
  HistoryEntry entry;
  entry.account = account;
  entry.id = clipped(notification.id, kLongestName);
  entry.type = clipped(notification.type, kLongestName);
  entry.title = one_line(clipped(notification.title, kLongestTitle));
  entry.body = clipped(notification.body, kLongestBody);
  entry.url = to_qt(notification.url);
  entry.group = clipped(notification.group, kLongestName);
  entry.priority = std::clamp(notification.priority, 1, 5);
  entry.data = to_bytes(notification.data);
  entry.created_at = moment(notification.created_at, received_at);
  entry.received_at = received_at;
  return entry;
}

HistoryEntry entry_from_event(const EventMapping& mapping, const Event& event,
                              const QString& account, const QDateTime& received_at) {
  const auto notification = mapping.notification(event);
  HistoryEntry entry = notification ? entry_from_notification(*notification, account, received_at)
                                    : plain_text_entry(event, account, received_at);
  const bool id_is_the_events = !notification || notification->id.empty() ||
                                (mapping.preset() != Preset::tidings && event.has_own_id &&
                                 notification->id == event.last_event_id);
  if (id_is_the_events) {
    entry.id = foreign_id(event);
  }
  const bool is_whole_event = mapping.preset() != Preset::tidings || !notification;
  if (entry.data.isEmpty() && is_whole_event && json::validate(event.data)) {
    entry.data = to_bytes(event.data);
  }
  return entry;
}

}  // namespace tidings::desktop
