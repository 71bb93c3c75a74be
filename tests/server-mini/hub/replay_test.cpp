#include "hub/replay.h"

#include <QTest>
#include <map>
#include <random>

using namespace tidings::server;

namespace {

Position at(std::uint64_t ms) {
  return {ms, 0};
}

Entry entry(LogKind log, std::uint64_t ms, std::size_t size = 10) {
  return {at(ms), std::string(size, log == LogKind::seller ? 's' : 'b')};
}

/// The logs of a store, and a replay that reads them: written out as a line of text.
class World {
 public:
  std::map<LogKind, std::vector<std::uint64_t>> kept;
  std::map<LogKind, std::uint64_t> trimmed;

  [[nodiscard]] std::uint64_t last(LogKind log) const {
    const auto found = kept.find(log);
    if (found != kept.end() && !found->second.empty())
      return found->second.back();
    const auto gone = trimmed.find(log);
    return gone == trimmed.end() ? 0 : gone->second;
  }
  [[nodiscard]] Followed live() const {
    return {at(last(LogKind::seller)), at(last(LogKind::broadcast))};
  }
  void trim(LogKind log, std::size_t keep) {
    auto& entries = kept[log];
    while (entries.size() > keep) {
      trimmed[log] = entries.front();
      entries.erase(entries.begin());
    }
  }

  [[nodiscard]] Page page(LogKind log, Position after, std::size_t limit) {
    Page out;
    for (const auto ms : kept[log]) {
      if (at(ms) <= after)
        continue;
      if (out.entries.size() == limit) {
        out.more = true;
        break;
      }
      out.entries.push_back(entry(log, ms));
    }
    out.bounds = {at(trimmed[log]), at(last(log))};
    return out;
  }

  void answer_reads(Replay& replay, std::size_t limit = 3) {
    while (const auto read = replay.next_read())
      replay.on_page(read->log, read->number, page(read->log, read->after, limit));
  }

  /// Everything until the replay is done: positions, `gap`.
  QByteArray run(Replay& replay, std::size_t limit = 3) {
    QByteArray out;
    for (int steps = 0; steps < 10000; ++steps) {
      const auto step = replay.next();
      if (std::holds_alternative<Replay::Done>(step))
        return out.trimmed();
      if (std::holds_alternative<Replay::Wait>(step))
        answer_reads(replay, limit);
      else if (const auto* given = std::get_if<Entry>(&step))
        out += QByteArray::number(quint64{given->position.ms}) + ' ';
      else
        out += "gap>" + QByteArray::number(quint64{newest(replay.upcoming())}) + ' ';
    }
    return "never done";
  }

  static std::uint64_t newest(const Standing& standing) {
    return std::max(standing.seller, standing.broadcast).ms;
  }
};

ReplayStart from(std::uint64_t seller, std::uint64_t broadcast = 0) {
  return {ReplayStart::Kind::cursor, {at(seller), at(broadcast)}};
}
const ReplayStart kEverything{ReplayStart::Kind::everything, {}};
const ReplayStart kUnknown{ReplayStart::Kind::unknown, {}};

/// One random life of a replay, with a record of what was published and what was given.
class RandomRun {
 public:
  explicit RandomRun(unsigned seed)
      : random_(seed), trims_(chance(50)), start_(begin()), replay_(start_, world_.live()) {}

  void turn() {
    if (chance(40))
      publish();
    if (trims_ && chance(5))
      world_.trim(any_log(), 3);
    if (chance(60))
      deliver(any_log());
    if (chance(50))
      read();
    if (chance(70))
      step();
  }

  /// Nothing new: everything under way arrives.
  void finish() {
    done_ = false;
    for (int i = 0; i < 5000 && !done_; ++i) {
      deliver(LogKind::seller);
      deliver(LogKind::broadcast);
      read();
      step();
    }
    if (!done_)
      fault_ = "never done";
    for (const LogKind log : {LogKind::seller, LogKind::broadcast}) {
      if (reached_[log] != world_.last(log))
        fault_ = "the last entry is missing";
    }
  }

  [[nodiscard]] const QByteArray& fault() const { return fault_; }

 private:
  bool chance(unsigned percent) { return random_() % 100 < percent; }
  LogKind any_log() { return chance(50) ? LogKind::seller : LogKind::broadcast; }

  void publish() {
    const LogKind log = any_log();
    world_.kept[log].push_back(++clock_);
    all_[log].push_back(clock_);
    undelivered_[log].push_back(entry(log, clock_, 1 + random_() % 20000));
  }

  /// Some entries, and a client that stands at one of them in each log.
  ReplayStart begin() {
    for (auto i = random_() % 20; i > 0; --i)
      publish();
    undelivered_.clear();
    const ReplayStart start = from(random_() % (clock_ + 1), random_() % (clock_ + 1));
    if (trims_)
      world_.trim(any_log(), 2);
    for (const LogKind log : {LogKind::seller, LogKind::broadcast}) {
      reached_[log] = start.from.of(log).ms;
      // A client can't stand beyond the end here: nothing was lost.
      reached_[log] = std::min(reached_[log], world_.last(log));
    }
    return from(reached_[LogKind::seller], reached_[LogKind::broadcast]);
  }

  void deliver(LogKind log) {
    auto& entries = undelivered_[log];
    if (entries.empty())
      return;
    replay_.on_live(log, entries.front());
    entries.erase(entries.begin());
  }

  void read() {
    while (const auto read = replay_.next_read())
      reads_.push_back(*read);
    if (reads_.empty())
      return;
    const auto read = reads_.front();
    reads_.erase(reads_.begin());
    if (chance(10))
      replay_.on_read_failed(read.log, read.number);
    else
      replay_.on_page(read.log, read.number, world_.page(read.log, read.after, 3));
  }

  void step() {
    const auto step = replay_.next();
    if (const auto* given = std::get_if<Entry>(&step))
      note(given->json.front() == 's' ? LogKind::seller : LogKind::broadcast, given->position.ms);
    if (std::holds_alternative<Replay::Gap>(step))
      gap_said_ = {{LogKind::seller, true}, {LogKind::broadcast, true}};
    done_ = std::holds_alternative<Replay::Done>(step) && undelivered_[LogKind::seller].empty() &&
            undelivered_[LogKind::broadcast].empty();
  }

  void note(LogKind log, std::uint64_t ms) {
    if (ms <= reached_[log])
      fault_ = "an entry came twice or out of order";
    for (const auto published : all_[log]) {
      if (published > reached_[log] && published < ms && !gap_said_[log])
        fault_ = "an entry is missing without a gap";
    }
    gap_said_[log] = false;
    reached_[log] = ms;
  }

  std::mt19937 random_;
  bool trims_;
  World world_;
  std::uint64_t clock_ = 0;
  std::map<LogKind, std::vector<std::uint64_t>> all_;
  std::map<LogKind, std::vector<Entry>> undelivered_;
  std::map<LogKind, std::uint64_t> reached_;
  std::map<LogKind, bool> gap_said_;
  std::vector<Replay::Read> reads_;
  ReplayStart start_;
  Replay replay_;
  bool done_ = false;
  QByteArray fault_;
};

}  // namespace

/// A resumed stream gets each entry once, in order, and a gap exactly when something is gone.
class ReplayTest : public QObject {
  Q_OBJECT

 private slots:
  void what_the_client_said_is_placed_data() {
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* id, ReplayStart::Kind kind) {
      QTest::newRow(id) << QByteArray(id) << static_cast<int>(kind);
    };
    row("0", ReplayStart::Kind::everything);
    row("abcdefgh-1-0-2-0", ReplayStart::Kind::cursor);
    row("zzzzzzzz-1-0-2-0", ReplayStart::Kind::unknown);
    row("garbage", ReplayStart::Kind::unknown);
    row("00", ReplayStart::Kind::unknown);
    row("urn:uuid:1", ReplayStart::Kind::unknown);
  }
  void what_the_client_said_is_placed() {
    QFETCH(QByteArray, id);
    QFETCH(int, kind);
    const ReplayStart start = replay_start(id.toStdString(), "abcdefgh");
    QCOMPARE(static_cast<int>(start.kind), kind);
    if (start.kind == ReplayStart::Kind::cursor) {
      QVERIFY(start.from.seller == at(1));
      QVERIFY(start.from.broadcast == at(2));
    }
  }

  void a_client_that_has_everything_needs_no_read() {
    World world;
    world.kept[LogKind::seller] = {1, 2, 3};
    Replay replay(from(3), world.live());
    QVERIFY(std::holds_alternative<Replay::Done>(replay.next()));
    QVERIFY(!replay.next_read());
  }

  void both_logs_are_merged_page_by_page() {
    World world;
    world.kept[LogKind::seller] = {1, 3, 5, 6, 7, 8, 20};
    world.kept[LogKind::broadcast] = {2, 4, 9, 10, 11, 12};
    for (const std::size_t limit : {1U, 2U, 3U, 100U}) {
      Replay replay(kEverything, world.live());
      QCOMPARE(world.run(replay, limit), "1 2 3 4 5 6 7 8 9 10 11 12 20");
      Replay middle(from(5, 4), world.live());
      QCOMPARE(world.run(middle, limit), "6 7 8 9 10 11 12 20");
      QVERIFY(middle.standing().seller == at(20));
      QVERIFY(middle.standing().broadcast == at(12));
    }
  }

  void a_gap_is_said_when_and_only_when_something_is_gone_data() {
    QTest::addColumn<int>("seller");
    QTest::addColumn<int>("broadcast");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, int seller, int broadcast, const char* expected) {
      QTest::newRow(name) << seller << broadcast << QByteArray(expected);
    };
    // Kept: seller 5 6 7 (2 was trimmed last), broadcast 4 8 (nothing trimmed)
    row("nothing is missing", 6, 4, "7 8");
    row("right before the oldest", 2, 8, "5 6 7");
    row("between the trimmed one and the oldest", 3, 8, "5 6 7");
    row("one is gone", 1, 8, "gap>8 5 6 7");
    row("from the start", 0, 0, "gap>4 4 5 6 7 8");
    row("newer than the seller's log", 9, 8, "gap>8 5 6 7");
    row("newer than the broadcast log", 7, 9, "gap>7 4 8");
    row("newer than both", 9, 9, "gap>4 4 5 6 7 8");
  }
  void a_gap_is_said_when_and_only_when_something_is_gone() {
    QFETCH(int, seller);
    QFETCH(int, broadcast);
    QFETCH(QByteArray, expected);
    World world;
    world.kept[LogKind::seller] = {5, 6, 7};
    world.trimmed[LogKind::seller] = 2;
    world.kept[LogKind::broadcast] = {4, 8};
    Replay replay(from(static_cast<std::uint64_t>(seller), static_cast<std::uint64_t>(broadcast)),
                  world.live());
    QCOMPARE(world.run(replay), expected);
  }

  void everything_is_no_gap_and_the_unknown_is_one() {
    World world;
    world.kept[LogKind::seller] = {5, 6};
    world.trimmed[LogKind::seller] = 2;
    Replay everything(kEverything, world.live());
    QCOMPARE(world.run(everything), "5 6");
    Replay unknown(kUnknown, world.live());
    QCOMPARE(world.run(unknown), "gap>5 5 6");
    World empty;
    Replay unknown_in_empty(kUnknown, empty.live());
    QCOMPARE(empty.run(unknown_in_empty), "gap>0");
  }

  /// Or the client would be told of a gap that it was told of, or that it never had.
  void whoever_resumes_in_the_middle_of_a_replay_has_no_gap_again() {
    World world;
    world.kept[LogKind::seller] = {5, 6};
    world.kept[LogKind::broadcast] = {7};
    world.trimmed = {{LogKind::seller, 2}, {LogKind::broadcast, 3}};
    for (const auto& start : {kEverything, kUnknown, from(1, 1)}) {
      Replay first(start, world.live());
      world.answer_reads(first);
      while (!std::holds_alternative<Entry>(first.next())) {
      }
      Replay second({ReplayStart::Kind::cursor, first.standing()}, world.live());
      QCOMPARE(world.run(second), "6 7");
    }
  }

  void what_is_trimmed_while_it_is_read_is_a_gap() {
    World world;
    world.kept[LogKind::seller] = {1, 2, 3, 4, 5, 6, 7, 8};
    Replay replay(kEverything, world.live());
    world.answer_reads(replay, 2);
    QVERIFY(std::holds_alternative<Entry>(replay.next()));
    QVERIFY(std::holds_alternative<Entry>(replay.next()));
    world.trim(LogKind::seller, 3);
    QCOMPARE(world.run(replay), "gap>6 6 7 8");
  }

  void live_entries_come_after_the_replay_without_another_read() {
    World world;
    world.kept[LogKind::seller] = {1, 2};
    Replay replay(kEverything, world.live());
    world.answer_reads(replay);
    replay.on_live(LogKind::seller, entry(LogKind::seller, 3));
    replay.on_live(LogKind::broadcast, entry(LogKind::broadcast, 4));
    QCOMPARE(world.run(replay), "1 2 3 4");
  }

  void what_a_page_had_already_is_not_given_again() {
    World world;
    world.kept[LogKind::seller] = {1, 2};
    Replay replay(kEverything, world.live());
    const auto read = replay.next_read();
    world.kept[LogKind::seller] = {1, 2, 3};
    replay.on_live(LogKind::seller, entry(LogKind::seller, 3));
    replay.on_page(read->log, read->number, world.page(read->log, read->after, 9));
    QCOMPARE(world.run(replay), "1 2 3");
  }

  void live_entries_beyond_the_bound_are_read_from_the_log() {
    World world;
    world.kept[LogKind::seller] = {1};
    Replay replay(kEverything, world.live());
    world.answer_reads(replay);
    QByteArray expected = "1";
    for (std::uint64_t ms = 2; ms < 200; ++ms) {
      const LogKind log = ms % 3 == 0 ? LogKind::broadcast : LogKind::seller;
      world.kept[log].push_back(ms);
      replay.on_live(log, entry(log, ms, 1000));
      expected += ' ' + QByteArray::number(quint64{ms});
    }
    QCOMPARE(world.run(replay), expected);
  }

  void a_cursor_of_a_server_that_is_ahead_is_no_gap() {
    World world;
    world.kept[LogKind::seller] = {1, 2};
    const Followed behind = world.live();
    world.kept[LogKind::seller] = {1, 2, 3};
    Replay replay(from(3), behind);
    QCOMPARE(world.run(replay), "");
    replay = Replay(from(3), behind);
    replay.on_live(LogKind::seller, entry(LogKind::seller, 3));
    replay.on_live(LogKind::seller, entry(LogKind::seller, 4));
    world.kept[LogKind::seller] = {1, 2, 3, 4};
    QCOMPARE(world.run(replay), "4");
  }

  void a_failed_read_is_asked_for_again() {
    World world;
    world.kept[LogKind::seller] = {1};
    Replay replay(kEverything, world.live());
    const auto read = replay.next_read();
    QVERIFY(!replay.next_read());
    replay.on_read_failed(read->log, read->number);
    QCOMPARE(world.run(replay), "1");
  }

  void an_answer_to_a_read_that_counts_no_longer_is_dropped() {
    World world;
    world.kept[LogKind::seller] = {1, 2};
    Replay replay(kEverything, world.live());
    const auto read = replay.next_read();
    replay.on_gap(LogKind::seller, at(2));
    replay.on_page(read->log, read->number, world.page(read->log, read->after, 9));
    QCOMPARE(world.run(replay), "1 2");
  }

  void a_failover_that_lost_what_was_sent_is_a_gap() {
    World world;
    world.kept[LogKind::seller] = {1, 2, 3, 4, 5};
    Replay replay(kEverything, world.live());
    world.answer_reads(replay, 4);
    for (int i = 0; i < 4; ++i)
      QVERIFY(std::holds_alternative<Entry>(replay.next()));
    world.kept[LogKind::seller] = {1, 2};
    replay.on_gap(LogKind::seller, at(2));
    QCOMPARE(world.run(replay), "gap>1 1 2");
  }

  void a_loss_that_the_replay_had_not_reached_is_none() {
    World world;
    world.kept[LogKind::seller] = {1, 2, 3, 4, 5};
    Replay replay(kEverything, world.live());
    world.answer_reads(replay, 2);
    QVERIFY(std::holds_alternative<Entry>(replay.next()));
    world.kept[LogKind::seller] = {1, 2, 3};
    replay.on_gap(LogKind::seller, at(3));
    QCOMPARE(world.run(replay), "2 3");
  }

  void another_epoch_starts_over() {
    World world;
    world.kept[LogKind::seller] = {1, 2, 3};
    Replay replay(kEverything, world.live());
    world.answer_reads(replay);
    QVERIFY(std::holds_alternative<Entry>(replay.next()));
    world.kept[LogKind::seller] = {1};
    replay.on_new_epoch();
    replay.on_gap(LogKind::seller, at(1));
    replay.on_gap(LogKind::broadcast, at(0));
    QCOMPARE(world.run(replay), "gap>1 1");
  }

  /// Publishing, trimming, reading and delivering in any order: every entry once, in each log's
  /// order, and none missing but where a gap was said.
  void any_interleaving_gives_each_entry_once_in_order() {
    for (unsigned seed = 0; seed < 3000; ++seed) {
      RandomRun run(seed);
      for (int turn = 0; turn < 150; ++turn)
        run.turn();
      run.finish();
      QVERIFY2(run.fault().isEmpty(), run.fault() + " with seed " + QByteArray::number(seed));
    }
  }
};

QTEST_GUILESS_MAIN(ReplayTest)
#include "replay_test.moc"
