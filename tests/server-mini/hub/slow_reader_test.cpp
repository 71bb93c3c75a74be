#include <QTest>
#include <memory>
#include <string>
#include <vector>

#include "hub/hub.h"
#include "hub/stream.h"

using namespace tidings::server;
using tidings::SellerId;

namespace {

constexpr std::size_t kSendBuffer = 1000;

/// Where a stream writes to: nothing leaves until the reader takes it.
class Peer final : public StreamOutput {
 public:
  void write(std::span<const std::string_view> pieces) override {
    for (const std::string_view piece : pieces)
      unsent_.append(piece);
  }
  [[nodiscard]] std::size_t unsent() const override { return unsent_.size(); }
  void end() override {}
  void abort() override { cut = true; }

  void take(std::size_t bytes) {
    received.append(unsent_.substr(0, bytes));
    unsent_.erase(0, bytes);
  }
  void take_all(Stream& stream) {
    take(unsent_.size());
    stream.on_writable();
  }

  std::string received;
  bool cut = false;

 private:
  std::string unsent_;
};

/// What a hub is to a stream; the log is what was published.
class Host final : public StreamHost {
 public:
  [[nodiscard]] std::string cursor_text(const Standing& standing) const override {
    return std::to_string(standing.seller.ms);
  }
  [[nodiscard]] std::string opening() const override { return {}; }
  [[nodiscard]] std::size_t send_buffer() const override { return kSendBuffer; }
  void read(Stream& stream, const Replay::Read& read) override {
    Page page;
    page.bounds.last = log.empty() ? Position{} : log.back().position;
    for (const Entry& entry : log) {
      if (read.log == LogKind::seller && entry.position > read.after)
        page.entries.push_back(entry);
    }
    stream.on_page(read.log, read.number, std::move(page));
  }
  void on_started(Stream& /*stream*/) override {}
  void on_sent(Stream& /*stream*/) override {}
  void on_delivered() override {}
  void on_gap_sent() override {}
  void on_behind(Stream& /*stream*/) override { ++times_behind; }
  void on_slow_reader(const Stream& /*stream*/) override { ++slow_readers; }
  void on_ended(Stream& /*stream*/) override { ended = true; }

  std::vector<Entry> log;
  int times_behind = 0;
  int slow_readers = 0;
  bool ended = false;
};

}  // namespace

/// A live stream whose reader takes less than comes: no more is buffered than the send buffer and
/// what a replay holds, the rest comes from the log, and who takes nothing is cut.
class SlowReaderTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    host_ = std::make_unique<Host>();
    peer_ = std::make_unique<Peer>();
    stream_ = std::make_unique<Stream>(*host_, group_, 1, Followed{}, std::nullopt, "");
    stream_->start(*peer_);
    peer_->take_all(*stream_);
  }
  void cleanup() { stream_.reset(); }

  void a_burst_is_buffered_up_to_the_send_buffer_and_comes_whole() {
    publish(1000);
    QVERIFY(stream_->behind());
    QVERIFY2(peer_->unsent() < kSendBuffer + 200, QByteArray::number(peer_->unsent()));
    take_all();
    QCOMPARE(received(), numbers(1, 1000));
    QVERIFY(!stream_->behind() && !stream_->replaying());
    publish(1);
    take_all();
    QCOMPARE(received(), numbers(1, 1001));
    QCOMPARE(peer_->received.find("id: 1001"), peer_->received.rfind("id: 1001"));
  }

  void who_takes_nothing_is_cut() {
    publish(50);
    QCOMPARE(host_->times_behind, 1);
    stream_->check_reader();
    QVERIFY(peer_->cut && host_->ended);
    QCOMPARE(host_->slow_readers, 1);
  }

  void who_takes_some_is_looked_at_again() {
    publish(50);
    peer_->take(100);
    stream_->check_reader();
    QVERIFY(!peer_->cut);
    QCOMPARE(host_->times_behind, 2);
    stream_->check_reader();
    QVERIFY(peer_->cut);
  }

  /// What was buffered may have gone no further than into the kernels.
  void who_stops_while_it_catches_up_is_cut() {
    publish(1000);
    peer_->take_all(*stream_);
    QVERIFY(peer_->unsent() > 0 && stream_->behind());
    stream_->check_reader();
    QVERIFY(peer_->cut);
  }

  void who_stops_while_it_resumes_is_cut_after_a_heartbeat() {
    publish(1000);
    take_all();
    stream_ = std::make_unique<Stream>(*host_, group_, 2, Followed{host_->log.back().position, {}},
                                       ReplayStart{ReplayStart::Kind::everything, {}}, "0");
    stream_->start(*peer_);
    QVERIFY(peer_->unsent() > 0);
    stream_->check_reader();
    QVERIFY(!peer_->cut);
    stream_->write_heartbeat(": heartbeat\n\n");
    QVERIFY(peer_->cut);
  }

  void who_is_through_is_left_alone() {
    publish(50);
    take_all();
    stream_->check_reader();
    QVERIFY(!peer_->cut);
    QCOMPARE(received(), numbers(1, 50));
  }

  /// They are in no log.
  void too_many_marks_cut_the_stream() {
    const std::string block(kSendBuffer, 'm');
    stream_->write_block(block);
    QVERIFY(!stream_->behind());
    stream_->write_block(block);
    QVERIFY(stream_->behind() && !peer_->cut);
    stream_->write_block(block);
    QVERIFY(peer_->cut);
  }

 private:
  void publish(int count) {
    for (int i = 0; i < count; ++i) {
      const auto number = host_->log.size() + 1;
      host_->log.push_back(
          {{number, 0}, "{\"n\":" + std::to_string(number) + "}" + std::string(80, ' ')});
      stream_->deliver(LogKind::seller, host_->log.back());
    }
  }
  void take_all() {
    while (peer_->unsent() > 0)
      peer_->take_all(*stream_);
  }
  [[nodiscard]] std::vector<int> received() const {
    std::vector<int> out;
    const std::string& text = peer_->received;
    for (auto i = text.find("{\"n\":"); i != std::string::npos; i = text.find("{\"n\":", i + 1))
      out.push_back(std::stoi(text.substr(i + 5)));
    return out;
  }
  static std::vector<int> numbers(int from, int to) {
    std::vector<int> out;
    for (int i = from; i <= to; ++i)
      out.push_back(i);
    return out;
  }

  SellerId seller_ = SellerId::from_integer(42);
  SellerStreams group_{.id = &seller_, .streams = {}};
  std::unique_ptr<Host> host_;
  std::unique_ptr<Peer> peer_;
  std::unique_ptr<Stream> stream_;
};

QTEST_GUILESS_MAIN(SlowReaderTest)
#include "slow_reader_test.moc"
