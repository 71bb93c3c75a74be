#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include "domain/folded_text.h"

/// Search that finds any part of a word, in scripts with and without spaces. SQLite's own
/// tokenizers find no two-syllable Korean word inside a longer one and don't know that I, ı, İ and
/// i can be one letter. So text is folded, and every run of one, two or three neighbours is indexed
/// as a word of its own. Pure functions.
namespace tidings::desktop {

/// The pieces of folded texts, for the index: each once, separated by spaces. None spans two of the
/// texts or a space.
[[nodiscard]] QString index_pieces(const QStringList& folded_texts);

/// What a user typed, as folded words without repetition; at most `kMaxSearchWords`.
[[nodiscard]] QStringList search_words(const QString& typed);
inline constexpr qsizetype kMaxSearchWords = 16;
inline constexpr qsizetype kMaxSearchWordLength = 64;

/// An FTS5 expression that every text with all the words matches. A word of more than two
/// characters matches some others as well: see `needs_check`. REQUIRES: `words` is not empty.
[[nodiscard]] QString match_expression(const QStringList& words);
[[nodiscard]] bool needs_check(const QStringList& words);

/// Whether each word is part of one of the folded texts.
[[nodiscard]] bool contains_all(const QStringList& folded_texts, const QStringList& words);

}  // namespace tidings::desktop
