#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

#include "tidings/event_parser.h"

#include "corpus.h"

/// The parser beside the least that any reader of lines must do, a memchr scan for LF, in one run
/// over the same bytes in the same pieces. Figures of different runs or machines say little; ratios
/// do.
namespace {

using tidings::bench::Corpus;

constexpr std::size_t kCorpusSize = std::size_t{4} << 20;

struct Named {
  Corpus corpus;
  const char* name;
};
constexpr std::array kCorpora = {
    Named{Corpus::notifications, "notifications"},
    Named{Corpus::token_deltas, "token deltas"},
    Named{Corpus::short_tokens, "short tokens"},
    Named{Corpus::large_multi_line, "large multi-line"},
    Named{Corpus::korean, "korean"},
};
constexpr std::array<std::size_t, 3> kPieceSizes = {16384, 1400, 250};

class CountingSink : public tidings::EventSink {
 public:
  std::uint64_t events = 0;
  std::uint64_t bytes = 0;

  void on_event(const tidings::Event& event) override {
    ++events;
    bytes += event.data.size();
  }
  void on_last_event_id(std::string_view) override {}
  void on_reconnection_time(std::chrono::milliseconds) override {}
  void on_event_too_large(std::uint64_t) override {}
  void on_id_too_large(std::uint64_t) override {}
};

template <class Piece>
void for_each_piece(std::string_view stream, std::size_t size, const Piece& piece) {
  for (; stream.size() > size; stream.remove_prefix(size)) {
    piece(stream.substr(0, size));
  }
  piece(stream);
}

void scan(benchmark::State& state, const std::string& stream, std::size_t piece_size) {
  std::uint64_t lines = 0;
  while (state.KeepRunning()) {
    for_each_piece(stream, piece_size, [&](std::string_view piece) {
      const char* at = piece.data();
      const char* const end = at + piece.size();
      while (const void* hit = std::memchr(at, '\n', static_cast<std::size_t>(end - at))) {
        ++lines;
        at = static_cast<const char*>(hit) + 1;
      }
    });
    benchmark::DoNotOptimize(lines);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(stream.size()));
}

void parse(benchmark::State& state, const std::string& stream, std::size_t piece_size) {
  tidings::EventParser parser;
  CountingSink sink;
  while (state.KeepRunning()) {
    for_each_piece(stream, piece_size, [&](std::string_view piece) { parser.feed(piece, sink); });
    benchmark::DoNotOptimize(sink.events);
    benchmark::DoNotOptimize(sink.bytes);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(stream.size()));
}

std::string run_name(const char* what, const char* corpus, std::size_t piece_size) {
  return std::string(what) + '/' + corpus + '/' + std::to_string(piece_size);
}

/// Keeps the medians and prints them as one table.
class TableReporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      const bool median = run.run_type == Run::RT_Aggregate && run.aggregate_name == "median";
      if (median || (run.run_type == Run::RT_Iteration && run.repetitions <= 1)) {
        gigabytes_per_second_[run.run_name.function_name] =
            run.counters.at("bytes_per_second").value / 1e9;
      }
    }
  }

  void Finalize() override {
    std::printf("%-18s %7s %9s %9s %9s %9s | %9s %9s %9s\n", "GB/s, medians", "pieces", "memchr",
                "LF", "CRLF", "CR", "LF/memchr", "CRLF/LF", "CR/LF");
    for (const Named& corpus : kCorpora) {
      for (const std::size_t size : kPieceSizes) {
        const auto speed = [&](const char* what) {
          return gigabytes_per_second_[run_name(what, corpus.name, size)];
        };
        const double lf = speed("LF");
        if (lf == 0) {
          continue;  // filtered out
        }
        std::printf("%-18s %7zu %9.2f %9.2f %9.2f %9.2f | %9.2f %9.2f %9.2f\n", corpus.name, size,
                    speed("memchr"), lf, speed("CRLF"), speed("CR"), lf / speed("memchr"),
                    speed("CRLF") / lf, speed("CR") / lf);
      }
    }
  }

 private:
  std::map<std::string, double> gigabytes_per_second_;
};

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
    return 2;
  }
  std::vector<std::string> streams;
  streams.reserve(kCorpora.size() * 3);
  for (const Named& corpus : kCorpora) {
    const std::string& lf = streams.emplace_back(make_corpus(corpus.corpus, kCorpusSize, "\n"));
    const std::string& crlf = streams.emplace_back(make_corpus(corpus.corpus, kCorpusSize, "\r\n"));
    const std::string& cr = streams.emplace_back(make_corpus(corpus.corpus, kCorpusSize, "\r"));
    for (const std::size_t size : kPieceSizes) {
      const auto add = [&](const char* what, auto* measure, const std::string& stream) {
        benchmark::RegisterBenchmark(
            run_name(what, corpus.name, size).c_str(),
            [=, &stream](benchmark::State& state) { measure(state, stream, size); });
      };
      add("memchr", scan, lf);
      add("LF", parse, lf);
      add("CRLF", parse, crlf);
      add("CR", parse, cr);
    }
  }
  TableReporter table;
  benchmark::RunSpecifiedBenchmarks(&table);
  return 0;
}
