#include "server-mini/program/load_publisher.h"

#include <QHostAddress>
#include <utility>

namespace tidings::test {
namespace {

constexpr int kBatch = 50;
constexpr int kBroadcastOneIn = 12;
/// The first seller gets more, and large ones: in one batch more than the kernel, the send buffer
/// and what a replay holds of live entries take together.
constexpr int kFirstSellerOneIn = 5;
constexpr int kLargeSize = 12000;

}  // namespace

LoadPublisher::LoadPublisher(quint16 port, QByteArray token, QList<QByteArray> sellers,
                             LoadTruth& truth, const QRandomGenerator& random)
    : port_(port),
      token_(std::move(token)),
      sellers_(std::move(sellers)),
      truth_(truth),
      random_(random) {
  pause_.setSingleShot(true);
  QObject::connect(&pause_, &QTimer::timeout, [this] { send(); });
}

LoadPublisher::~LoadPublisher() {
  if (socket_)
    socket_->disconnect();
}

void LoadPublisher::next_batch() {
  if (finishing_)
    return;
  for (int i = 0; i < kBatch; ++i)
    lines_.append(next_line());
  send();
}

QByteArray LoadPublisher::next_line() {
  QByteArray log = "all";
  if (random_.bounded(kBroadcastOneIn) > 0)
    log = random_.bounded(kFirstSellerOneIn) == 0
              ? sellers_.first()
              : sellers_.at(random_.bounded(static_cast<int>(sellers_.size())));
  const QByteArray title = truth_.next(log);
  const bool large = log == sellers_.first() && random_.bounded(2) == 0;
  const QByteArray data = large ? ",\"data\":\"" + QByteArray(kLargeSize, 'x') + '"' : QByteArray();
  return (log == "all" ? "{\"broadcast\":true" : "{\"sellerId\":" + log) + ",\"title\":\"" + title +
         "\",\"idempotencyKey\":\"" + title + '"' + data + '}';
}

void LoadPublisher::send() {
  received_.clear();
  const QByteArray body = lines_.join('\n');
  socket_ = std::make_unique<QTcpSocket>();
  QObject::connect(socket_.get(), &QTcpSocket::readyRead,
                   [this] { received_ += socket_->readAll(); });
  QObject::connect(socket_.get(), &QTcpSocket::disconnected, [this] { read(); });
  QObject::connect(socket_.get(), &QTcpSocket::errorOccurred,
                   [this](QAbstractSocket::SocketError error) {
                     if (error != QAbstractSocket::RemoteHostClosedError)
                       send_later();
                   });
  socket_->connectToHost(QHostAddress::LocalHost, port_);
  socket_->write("POST /v1/notifications HTTP/1.0\r\nAuthorization: Bearer " + token_ +
                 "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " +
                 QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

void LoadPublisher::send_later() {
  if (pause_.isActive())
    return;
  ++repetitions_;
  socket_.release()->deleteLater();
  pause_.start(20);
}

/// What is stored is so from the front on.
void LoadPublisher::read() {
  const qsizetype end = received_.indexOf("\r\n\r\n");
  if (end < 0 || !received_.startsWith("HTTP/1.1 200"))
    return send_later();
  for (const QByteArray& result : received_.mid(end + 4).split('\n')) {
    if (!result.startsWith("{\"id\"") || lines_.isEmpty())
      break;
    lines_.removeFirst();
    ++stored_;
  }
  if (!lines_.isEmpty())
    return send_later();
  socket_.release()->deleteLater();
  next_batch();
}

}  // namespace tidings::test
