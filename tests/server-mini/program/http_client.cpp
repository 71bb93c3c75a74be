#include "server-mini/program/http_client.h"

#include <QTest>

namespace tidings::test {
namespace {

/// Takes chunks off `bytes`; returns whether the last one was among them. `used` is how far.
bool read_chunks(const QByteArray& bytes, QByteArray& body, qsizetype& used) {
  while (true) {
    const qsizetype line = bytes.indexOf("\r\n", used);
    if (line < 0)
      return false;
    const qsizetype size = bytes.mid(used, line - used).toLongLong(nullptr, 16);
    if (bytes.size() < line + 2 + size + 2)
      return false;
    body += bytes.mid(line + 2, size);
    used = line + 2 + size + 2;
    if (size == 0)
      return true;
  }
}

struct Parsed {
  Answer answer;
  qsizetype size = 0;
};

Parsed parse(const QByteArray& received, bool connected) {
  Parsed out;
  const qsizetype head_end = received.indexOf("\r\n\r\n");
  if (head_end < 0)
    return out;
  const QList<QByteArray> lines = received.left(head_end).replace("\r\n", "\n").split('\n');
  Answer& answer = out.answer;
  answer.status = lines.first().mid(9, 3).toInt();
  answer.reason = lines.first().mid(13);
  for (const QByteArray& line : lines.mid(1)) {
    const qsizetype colon = line.indexOf(": ");
    answer.fields.append({line.left(colon), line.mid(colon + 2)});
  }
  const QByteArray rest = received.mid(head_end + 4);
  qsizetype used = 0;
  if (answer.field("transfer-encoding") == "chunked") {
    answer.complete = read_chunks(rest, answer.body, used);
  } else if (!answer.field("content-length").isNull()) {
    used = answer.field("content-length").toLongLong();
    answer.body = rest.left(used);
    answer.complete = answer.body.size() == used;
  } else if (answer.status == 204 || answer.status == 100) {
    answer.complete = true;
  } else {
    answer.body = rest;
    answer.complete = !connected;
  }
  out.size = head_end + 4 + used;
  return out;
}

}  // namespace

QByteArray Answer::field(const QByteArray& lower_case_name) const {
  QByteArray out;
  for (const auto& [name, value] : fields) {
    if (name.toLower() == lower_case_name)
      out = out.isNull() ? value : out + ", " + value;
  }
  return out;
}

HttpClient::HttpClient(quint16 port, const QHostAddress& address) {
  QObject::connect(&socket_, &QTcpSocket::readyRead, [this] {
    if (reading_)
      received_ += socket_.readAll();
  });
  socket_.connectToHost(address, port);
}

void HttpClient::send(const QByteArray& bytes) {
  if (!wait_until([this] { return connected(); }))
    qFatal("cannot connect: %s", qPrintable(socket_.errorString()));
  socket_.write(bytes);
  socket_.flush();
}

void HttpClient::request(const QByteArray& method, const QByteArray& target,
                         const QByteArray& fields, const QByteArray& body) {
  const QByteArray length =
      body.isEmpty() ? QByteArray() : "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
  send(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + length + "\r\n" +
       body);
}

Answer HttpClient::answer() const {
  return parse(received_, connected()).answer;
}

void HttpClient::set_reading(bool reading) {
  reading_ = reading;
  socket_.setReadBufferSize(reading ? 0 : 1);
  if (reading)
    received_ += socket_.readAll();
}

void HttpClient::drop_answer() {
  received_.remove(0, parse(received_, connected()).size);
}

bool HttpClient::wait_until(const std::function<bool()>& condition) const {
  return QTest::qWaitFor(condition, static_cast<int>(kDeadline.count()));
}

bool HttpClient::wait_for_head() const {
  return wait_until([this] { return received_.contains("\r\n\r\n"); });
}

Answer HttpClient::wait_for_answer() const {
  wait_until([this] { return answer().complete; });
  return answer();
}

bool HttpClient::wait_for_body(const QByteArray& text) const {
  return wait_for_body(text, 1);
}

bool HttpClient::wait_for_body(const QByteArray& text, qsizetype times) const {
  return wait_until([&] { return answer().body.count(text) >= times; });
}

bool HttpClient::wait_for_end() const {
  return wait_until([this] { return socket_.state() == QAbstractSocket::UnconnectedState; });
}

QByteArray bearer(const QString& token) {
  return "Authorization: Bearer " + token.toLatin1() + "\r\n";
}

}  // namespace tidings::test
