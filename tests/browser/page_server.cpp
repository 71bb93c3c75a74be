#include "browser/page_server.h"

#include <QFile>
#include <QJsonDocument>
#include <memory>

namespace tidings::test {
namespace {

QByteArray content_of(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly))
    qFatal("cannot read %s", qPrintable(path));
  return file.readAll();
}

QByteArray answer_with(const QByteArray& status, const QByteArray& type, const QByteArray& body) {
  return "HTTP/1.1 " + status + "\r\nContent-Type: " + type +
         "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

qsizetype content_length(const QByteArray& head) {
  for (const QByteArray& line : head.split('\n')) {
    if (line.toLower().startsWith("content-length:"))
      return line.mid(15).trimmed().toLongLong();
  }
  return 0;
}

}  // namespace

PageServer::PageServer() {
  QObject::connect(&server_, &QTcpServer::newConnection, [this] { accept(); });
  if (!server_.listen(QHostAddress::LocalHost))
    qFatal("cannot serve a page: %s", qPrintable(server_.errorString()));
}

QString PageServer::origin() const {
  return QStringLiteral("http://127.0.0.1:%1").arg(server_.serverPort());
}

QString PageServer::url(const QUrlQuery& query) const {
  return origin() + "/page.html?" + query.toString(QUrl::FullyEncoded);
}

void PageServer::accept() {
  while (QTcpSocket* socket = server_.nextPendingConnection()) {
    const auto received = std::make_shared<QByteArray>();
    QObject::connect(socket, &QTcpSocket::readyRead,
                     [this, socket, received] { read(*socket, *received); });
    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
  }
}

void PageServer::read(QTcpSocket& socket, QByteArray& received) {
  received += socket.readAll();
  for (qsizetype end = 0; (end = received.indexOf("\r\n\r\n")) >= 0;) {
    const QByteArray head = received.first(end);
    const qsizetype size = content_length(head);
    if (received.size() < end + 4 + size)
      return;
    socket.write(answer(head.left(head.indexOf("\r\n")), received.mid(end + 4, size)));
    received.remove(0, end + 4 + size);
  }
}

QByteArray PageServer::answer(const QByteArray& request_line, const QByteArray& body) {
  if (request_line.startsWith("POST /told ")) {
    told_.append(QJsonDocument::fromJson(body).object());
    return "HTTP/1.1 204 No Content\r\n\r\n";
  }
  if (request_line.startsWith("GET /page.html"))
    return answer_with("200 OK", "text/html", content_of(TIDINGS_BROWSER_PAGE));
  if (request_line.startsWith("GET /eventsource.js "))
    return answer_with("200 OK", "text/javascript", content_of(TIDINGS_EVENT_SOURCE_POLYFILL));
  return answer_with("404 Not Found", "text/plain", "");
}

qsizetype PageServer::count(const QString& member) const {
  return std::count_if(told_.begin(), told_.end(),
                       [&](const QJsonObject& one) { return one.contains(member); });
}

QByteArrayList PageServer::titles() const {
  QByteArrayList out;
  for (const QJsonObject& one : told_) {
    const QByteArray data = one.value(QLatin1String("data")).toString().toUtf8();
    const QJsonObject notification = QJsonDocument::fromJson(data).object();
    if (notification.contains(QLatin1String("title")))
      out.append(notification.value(QLatin1String("title")).toString().toUtf8());
  }
  return out;
}

QByteArrayList PageServer::ids() const {
  QByteArrayList out;
  for (const QJsonObject& one : told_) {
    if (one.contains(QLatin1String("id")))
      out.append(one.value(QLatin1String("id")).toString().toUtf8());
  }
  return out;
}

QByteArray PageServer::report() const {
  QByteArray out = "the page told:\n";
  for (const QJsonObject& one : told_)
    out += QJsonDocument(one).toJson(QJsonDocument::Compact) + '\n';
  return out;
}

}  // namespace tidings::test
