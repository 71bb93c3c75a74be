#include "server-mini/program/loaded_stream.h"

#include <QHostAddress>
#include <utility>

#include "server-mini/program/sse.h"

namespace tidings::test {

LoadedStream::LoadedStream(Settings settings, const LoadTruth& truth,
                           const QRandomGenerator& random, QStringList& faults)
    : settings_(std::move(settings)), truth_(truth), random_(random), faults_(faults) {
  pause_.setSingleShot(true);
  QObject::connect(&pause_, &QTimer::timeout, [this] { connect(); });
}

LoadedStream::~LoadedStream() {
  if (socket_)
    socket_->disconnect();
}

void LoadedStream::open() {
  choose_cursor();
  connect();
}

void LoadedStream::settle() {
  settled_ = true;
  if (standing_.own && standing_.all)
    return;
  // What it has got yet can't be told: once more, from a known cursor.
  if (socket_)
    socket_->disconnect();
  pause_.stop();
  open();
}

bool LoadedStream::is_complete() const {
  return in_stream_ && standing_.own.value_or(0) == truth_.sent(settings_.seller) &&
         standing_.all.value_or(0) == truth_.sent("all");
}

/// Mostly where it was, sometimes further back, seldom everything or live from now.
void LoadedStream::choose_cursor() {
  const auto choice = settled_ ? 0U : random_.bounded(20U);
  Known chosen;
  if (choice == 19 || (known_.isEmpty() && !settled_)) {
    chosen = {};
  } else if (choice == 18 || known_.isEmpty()) {
    chosen = {"0", {0, 0}, true, true};
  } else if (choice >= 12) {
    chosen =
        known_.at(static_cast<qsizetype>(random_.bounded(static_cast<quint32>(known_.size()))));
  } else {
    chosen = known_.last();
  }
  cursor_ = chosen.id;
  standing_ = chosen.standing;
  own_ = {.may_start_anywhere = chosen.own_may_start_anywhere};
  all_ = {.may_start_anywhere = chosen.all_may_start_anywhere};
  gap_open_ = false;
}

/// By HTTP/1.0 the stream comes as it is, without chunks.
void LoadedStream::connect() {
  received_.clear();
  in_stream_ = false;
  place_ = 0;
  events_left_ = random_.bounded(1, 80);
  socket_ = std::make_unique<QTcpSocket>();
  QObject::connect(socket_.get(), &QTcpSocket::readyRead, [this] { read(); });
  QObject::connect(socket_.get(), &QTcpSocket::disconnected, [this] { come_back_later(); });
  QObject::connect(socket_.get(), &QTcpSocket::errorOccurred, [this] { come_back_later(); });
  socket_->connectToHost(QHostAddress::LocalHost, settings_.port);
  socket_->write("GET /v1/stream HTTP/1.0\r\nAuthorization: Bearer " + settings_.token + "\r\n" +
                 (cursor_.isEmpty() ? QByteArray() : "Last-Event-ID: " + cursor_ + "\r\n") +
                 "\r\n");
}

/// With the same cursor when it was refused, else with another.
void LoadedStream::come_back_later() {
  if (pause_.isActive())
    return;
  if (std::exchange(in_stream_, false))
    choose_cursor();
  socket_.release()->deleteLater();
  pause_.start(random_.bounded(1, settings_.longest_pause_ms + 2));
}

void LoadedStream::read() {
  received_ += socket_->readAll();
  if (!in_stream_) {
    const auto end = received_.indexOf("\r\n\r\n");
    if (end < 0 || !received_.startsWith("HTTP/1.1 200"))
      return;
    received_.remove(0, end + 4);
    in_stream_ = true;
    ++connections_;
  }
  const qsizetype end = received_.lastIndexOf("\n\n");
  if (end < 0)
    return;
  const QByteArray whole = received_.first(end + 2);
  received_.remove(0, end + 2);
  for (const QByteArray& block : blocks(whole)) {
    take_block(block);
    if (!settled_ && --events_left_ <= 0)
      return socket_->abort();
  }
}

void LoadedStream::take_block(const QByteArray& block) {
  if (field_of(block, "event") == "gap")
    return take_gap();
  const QByteArray data = field_of(block, "data");
  if (!data.isNull())
    take_notification(titles(block + "\n\n").value(0));
  const QByteArray id = field_of(block, "id");
  if (id.isNull() || !standing_.own || !standing_.all)
    return;
  if (known_.isEmpty() || known_.last().id != id)
    known_.append({id, standing_, own_.may_start_anywhere || own_.gap_said,
                   all_.may_start_anywhere || all_.gap_said});
}

/// A title is `LOG:NUMBER:PLACE`.
void LoadedStream::take_notification(const QByteArray& title) {
  const auto parts = title.split(':');
  const bool is_own = parts.value(0) == settings_.seller;
  if (!is_own && parts.value(0) != "all")
    return fault("got what is not for it: " + QString::fromUtf8(title));
  take_number(parts.value(0), parts.value(1).toInt());
  take_place(parts.value(2).toInt());
}

void LoadedStream::take_place(int place) {
  const int before = std::exchange(place_, place);
  if (settings_.merged && place <= before)
    fault(QStringLiteral("got the %1th of all after the %2th").arg(place).arg(before));
}

void LoadedStream::take_number(const QByteArray& log, int number) {
  const bool is_own = log == settings_.seller;
  std::optional<int>& standing = is_own ? standing_.own : standing_.all;
  Expectation& expected = is_own ? own_ : all_;
  const bool skipped = standing && number > *standing + 1;
  if (standing && number <= *standing)
    fault(QStringLiteral("got %1 after %2 of %3").arg(number).arg(*standing).arg(QString(log)));
  if (skipped && !expected.may_start_anywhere && !expected.gap_said)
    fault(QStringLiteral("got %1 after %2 of %3 and no gap was said")
              .arg(number)
              .arg(*standing)
              .arg(QString(log)));
  if (skipped && !truth_.may_be_gone(log, number - 1))
    fault(QStringLiteral("got %1 after %2 of %3 though it was kept")
              .arg(number)
              .arg(*standing)
              .arg(QString(log)));
  standing = number;
  gap_shown_ = gap_shown_ || skipped;
  expected = {};
  if (gap_open_ && !own_.gap_said && !all_.gap_said) {
    gap_open_ = false;
    if (!gap_shown_)
      fault("was told of a gap where nothing was missing");
  }
}

void LoadedStream::take_gap() {
  ++gaps_;
  if (cursor_.isEmpty() && !standing_.own && !standing_.all)
    return;  // nothing can be said of a stream that began live and has got nothing yet
  if (cursor_ == "0" && own_.may_start_anywhere && all_.may_start_anywhere)
    fault("asked for everything and was told of a gap");
  gap_open_ = standing_.own && standing_.all && !own_.may_start_anywhere && !own_.gap_said &&
              !all_.may_start_anywhere && !all_.gap_said;
  own_.gap_said = all_.gap_said = true;
  gap_shown_ = false;
}

void LoadedStream::fault(const QString& what) {
  faults_.append("seller " + QString(settings_.seller) + ", cursor " + QString(cursor_) + ": " +
                 what);
}

QByteArray LoadedStream::report() const {
  return "seller " + settings_.seller + ": own " + QByteArray::number(standing_.own.value_or(-1)) +
         " of " + QByteArray::number(truth_.sent(settings_.seller)) + ", all " +
         QByteArray::number(standing_.all.value_or(-1)) + " of " +
         QByteArray::number(truth_.sent("all")) + ", connections " +
         QByteArray::number(connections_) + (in_stream_ ? ", open" : ", closed");
}

}  // namespace tidings::test
