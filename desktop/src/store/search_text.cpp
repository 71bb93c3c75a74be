#include "store/search_text.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace tidings::desktop {
namespace {

constexpr qsizetype kMaxPiecesInExpression = 60;
constexpr std::size_t kMaxPieceLength = 3;

/// A character as it stands in the index. FTS5's `ascii` tokenizer takes letters, digits and all
/// that is not ASCII; the rest of ASCII is written in its wide form, which NFKC has left none of.
char32_t in_index(char32_t letter) {
  constexpr char32_t kToWide = 0xfee0;
  const bool is_mark =
      letter < 0x80 && !((letter >= U'a' && letter <= U'z') || (letter >= U'0' && letter <= U'9'));
  return is_mark ? letter + kToWide : letter;
}

/// One to three neighbours, the last in the lowest bits. A number, since there are thousands of
/// them in a text and they are sorted.
using Piece = std::uint64_t;
constexpr unsigned kBitsOfCharacter = 21;

constexpr Piece piece_mask(std::size_t length) {
  return (Piece{1} << (length * kBitsOfCharacter)) - 1;
}

void append_piece(std::u32string& out, Piece piece) {
  for (std::size_t index = kMaxPieceLength; index-- > 0;) {
    const Piece letter = piece >> (index * kBitsOfCharacter) & piece_mask(1);
    if (letter != 0) {
      out += static_cast<char32_t>(letter);
    }
  }
}

/// Calls `piece(neighbours)` for all of a text's runs of `least` to `kMaxPieceLength` characters.
template <class Take>
void for_each_piece(const QString& folded, std::size_t least, const Take& take) {
  Piece last = 0;
  std::size_t run = 0;
  for (const char32_t letter : folded.toUcs4()) {
    if (letter == U' ') {
      run = 0;
      continue;
    }
    last = (last << kBitsOfCharacter | in_index(letter)) & piece_mask(kMaxPieceLength);
    ++run;
    for (std::size_t length = least; length <= std::min(run, kMaxPieceLength); ++length) {
      take(last & piece_mask(length));
    }
  }
}

std::size_t length_of(const QString& word) {
  return static_cast<std::size_t>(word.toUcs4().size());
}

}  // namespace

QString index_pieces(const QStringList& folded_texts) {
  std::vector<Piece> pieces;
  for (const QString& text : folded_texts) {
    for_each_piece(text, 1, [&](Piece piece) { pieces.push_back(piece); });
  }
  std::sort(pieces.begin(), pieces.end());
  pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
  std::u32string out;
  out.reserve(pieces.size() * (kMaxPieceLength + 1));
  for (const Piece piece : pieces) {
    append_piece(out, piece);
    out += U' ';
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
  for (const QString& word : words) {
    for_each_piece(word, std::min(length_of(word), kMaxPieceLength), [&](Piece piece) {
      std::u32string text;
      append_piece(text, piece);
      const QString quoted = QLatin1Char('"') + QString::fromStdU32String(text) + QLatin1Char('"');
      if (!pieces.contains(quoted) && pieces.size() < kMaxPiecesInExpression) {
        pieces.append(quoted);
      }
    });
  }
  return pieces.join(QLatin1String(" AND "));
}

bool needs_check(const QStringList& words) {
  return std::any_of(words.begin(), words.end(),
                     [](const QString& word) { return length_of(word) > kMaxPieceLength; });
}

bool contains_all(const QStringList& folded_texts, const QStringList& words) {
  return std::all_of(words.begin(), words.end(), [&](const QString& word) {
    return std::any_of(folded_texts.begin(), folded_texts.end(),
                       [&](const QString& text) { return text.contains(word); });
  });
}

}  // namespace tidings::desktop
