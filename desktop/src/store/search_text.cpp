#include "store/search_text.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tidings::desktop {
namespace {

constexpr qsizetype kMaxPairsInExpression = 60;

/// A character as it stands in the index. FTS5's `ascii` tokenizer takes letters, digits and all
/// that is not ASCII; the rest of ASCII is written in its wide form, which NFKC has left none of.
char32_t in_index(char32_t letter) {
  constexpr char32_t kToWide = 0xfee0;
  const bool is_mark =
      letter < 0x80 && !((letter >= U'a' && letter <= U'z') || (letter >= U'0' && letter <= U'9'));
  return is_mark ? letter + kToWide : letter;
}

QString piece(char32_t letter) {
  return QString::fromUcs4(&letter, 1);
}

/// Calls `single(character)` and `pair(first, second)` for all of a text's.
template <class Single, class Pair>
void for_each_piece(const QString& folded, const Single& single, const Pair& pair) {
  char32_t previous = U' ';
  for (const char32_t code : folded.toUcs4()) {
    const char32_t letter = code == U' ' ? U' ' : in_index(code);
    if (letter != U' ') {
      single(letter);
      if (previous != U' ') {
        pair(previous, letter);
      }
    }
    previous = letter;
  }
}

}  // namespace

QString index_pieces(const QStringList& folded_texts) {
  std::vector<char32_t> singles;
  std::vector<std::pair<char32_t, char32_t>> pairs;
  for (const QString& text : folded_texts) {
    for_each_piece(
        text, [&](char32_t letter) { singles.push_back(letter); },
        [&](char32_t first, char32_t second) { pairs.emplace_back(first, second); });
  }
  const auto once = [](auto& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  };
  once(singles);
  once(pairs);
  std::u32string out;
  out.reserve(2 * singles.size() + 3 * pairs.size());
  for (const char32_t letter : singles) {
    out += {letter, U' '};
  }
  for (const auto& [first, second] : pairs) {
    out += {first, second, U' '};
  }
  return QString::fromStdU32String(out);
}

QStringList search_words(const QString& typed) {
  QStringList words;
  for (const QString& word : fold(typed).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    const QString bounded = word.left(kMaxSearchWordLength);
    if (!words.contains(bounded) && words.size() < kMaxSearchWords) {
      words.append(bounded);
    }
  }
  return words;
}

QString match_expression(const QStringList& words) {
  QStringList pieces;
  const auto add = [&pieces](const QString& text) {
    const QString quoted = QLatin1Char('"') + text + QLatin1Char('"');
    if (!pieces.contains(quoted) && pieces.size() < kMaxPairsInExpression) {
      pieces.append(quoted);
    }
  };
  for (const QString& word : words) {
    const bool is_single = word.toUcs4().size() == 1;
    for_each_piece(
        word,
        [&](char32_t letter) {
          if (is_single) {
            add(piece(letter));
          }
        },
        [&](char32_t first, char32_t second) { add(piece(first) + piece(second)); });
  }
  return pieces.join(QLatin1String(" AND "));
}

bool needs_check(const QStringList& words) {
  return std::any_of(words.begin(), words.end(),
                     [](const QString& word) { return word.toUcs4().size() > 2; });
}

bool contains_all(const QStringList& folded_texts, const QStringList& words) {
  return std::all_of(words.begin(), words.end(), [&](const QString& word) {
    return std::any_of(folded_texts.begin(), folded_texts.end(),
                       [&](const QString& text) { return text.contains(word); });
  });
}

}  // namespace tidings::desktop
