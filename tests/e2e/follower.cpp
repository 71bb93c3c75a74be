#include "e2e/follower.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace tidings::test {

namespace {

QJsonObject object_of(const QByteArray& json) {
  return QJsonDocument::fromJson(json).object();
}

}  // namespace

Follower::Follower(const QString& url, const QString& token, const QStringList& options)
    : program_(QStringLiteral(TIDINGS_EXECUTABLE),
               QStringList{"watch", url, "-o", "json"} + options) {
  program_.set_environment(QStringLiteral("TIDINGS_TOKEN"), token);
}

Follower::Follower(const TidingsServer& server, qint64 seller, const QStringList& options)
    : Follower(server.stream_url(), server.seller_token(seller), options) {}

bool Follower::connect() {
  return program_.start() && wait_for_connections(1);
}

bool Follower::wait_for_connections(qsizetype count) const {
  return program_.wait_until(
      [this, count] { return program_.err_lines().count("connected") >= count; });
}

bool Follower::wait_for_notifications(qsizetype count, std::chrono::milliseconds deadline) const {
  return program_.wait_for_out_lines(count, deadline) &&
         program_.wait_until([this, count] { return ids().size() >= count; }, deadline);
}

QByteArrayList Follower::data() const {
  QByteArrayList data;
  for (const QByteArray& line : program_.out_lines()) {
    data.append(object_of(line).value("data").toString().toUtf8());
  }
  return data;
}

QString Follower::position() const {
  return object_of(program_.out_lines().last()).value("id").toString();
}

QByteArrayList Follower::member(const char* name) const {
  QByteArrayList values;
  for (const QByteArray& line : data()) {
    const QJsonObject notification = object_of(line);
    if (notification.contains(QLatin1String("title"))) {
      values.append(notification.value(QLatin1String(name)).toString().toUtf8());
    }
  }
  return values;
}

}  // namespace tidings::test
