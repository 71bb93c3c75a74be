#include "corpus.h"

#include <array>
#include <cstdint>

namespace tidings::bench {
namespace {

/// SplitMix64: short, and the same everywhere (the standard's distributions are not).
class Random {
 public:
  std::size_t between(std::size_t low, std::size_t high) {
    return low + static_cast<std::size_t>(next() % (high - low + 1));
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_ = 20261122;
};

constexpr std::array<std::string_view, 16> kWords = {
    "order", "packed", "the", "of", "shipment", "customer", "a",       "return",
    "with",  "new",    "is",  "in", "parcel",   "waiting",  "payment", "question"};

constexpr std::array<std::string_view, 12> kKoreanWords = {
    "주문이", "접수되었습니다", "새로운", "배송", "상품", "고객님의",
    "확인해", "주세요",         "문의가", "업무", "내일", "도착했습니다"};

template <std::size_t kSize>
std::string words(Random& random, const std::array<std::string_view, kSize>& from,
                  std::size_t at_least) {
  std::string text;
  while (text.size() < at_least) {
    text += from[random.between(0, kSize - 1)];
    text += ' ';
  }
  return text;
}

std::string notification(Random& random, std::size_t number, std::string_view line_end,
                         std::string_view title, std::size_t body_size) {
  std::string event = "id: 7f3a9c-" + std::to_string(1'700'000'000'000 + number) + "-0.0-0";
  event += line_end;
  event += R"(data: {"id":")" + std::to_string(number) + R"(","sellerId":42,"title":")";
  event += title;
  event += R"(","body":")";
  event += title.front() == 'T' ? words(random, kWords, body_size).substr(0, body_size)
                                : words(random, kKoreanWords, body_size);
  event += R"(","priority":3})";
  event += line_end;
  event += line_end;
  return event;
}

std::string token_delta(Random& random, std::string_view line_end) {
  std::string event = "event: content_block_delta";
  event += line_end;
  event +=
      R"(data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" )";
  event += kWords[random.between(0, kWords.size() - 1)];
  event += "\"}}";
  event += line_end;
  event += line_end;
  return event;
}

std::string short_token(Random& random, std::string_view line_end) {
  std::string event = "data: ";
  event += kWords[random.between(0, kWords.size() - 1)];
  event += line_end;
  event += line_end;
  return event;
}

std::string large_event(Random& random, std::string_view line_end) {
  const std::size_t size = random.between(8 << 10, 64 << 10);
  std::string event;
  while (event.size() < size) {
    const std::size_t line = random.between(20, 140);
    event += "data: " + words(random, kWords, line).substr(0, line);
    event += line_end;
  }
  event += line_end;
  return event;
}

}  // namespace

std::string make_corpus(Corpus corpus, std::size_t size, std::string_view line_end) {
  Random random;
  std::string stream;
  for (std::size_t number = 1'000'000; stream.size() < size; ++number) {
    switch (corpus) {
      case Corpus::notifications:
        stream += notification(random, number, line_end, "Task assigned", 66);
        break;
      case Corpus::token_deltas:
        stream += token_delta(random, line_end);
        break;
      case Corpus::short_tokens:
        stream += short_token(random, line_end);
        break;
      case Corpus::large_multi_line:
        stream += large_event(random, line_end);
        break;
      case Corpus::korean:
        stream += notification(random, number, line_end, "새 업무가 배정되었습니다", 100);
        break;
    }
  }
  return stream;
}

}  // namespace tidings::bench
