#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidings::bench {

enum class Corpus {
  notifications,     ///< id and one data line of JSON, 180 bytes an event
  token_deltas,      ///< what LLM servers send: event type and a short data line of JSON
  short_tokens,      ///< the harshest form: a few bytes of text an event
  large_multi_line,  ///< events of 8 to 64 KiB in data lines of 20 to 140 bytes
  korean,            ///< notifications with Korean title and body: three bytes a character
};

/// A stream of about `size` bytes, the same for the same arguments on every machine. `line_end` is
/// LF, CR or CRLF.
std::string make_corpus(Corpus corpus, std::size_t size, std::string_view line_end);

}  // namespace tidings::bench
