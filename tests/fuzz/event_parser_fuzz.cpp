#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tidings/event_parser.h"

#include "core/reference_parser.h"
#include "core/transcript.h"

/// The first byte chooses limits and how the stream is cut, the rest is the stream: the parser must
/// report what the parser by the book reports.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tidings;
  if (size == 0) {
    return 0;
  }
  const unsigned choice = bytes[0];
  const std::string_view stream(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const EventLimits limits =
      (choice & 1U) != 0 ? EventLimits() : EventLimits{choice >> 3U, choice >> 4U};

  test::Transcript expected;
  test::parse_by_the_book(stream, limits, expected);

  EventParser parser(limits);
  test::Transcript actual;
  const std::size_t pieces[] = {size, 1, 7, 70};
  const std::size_t piece = pieces[(choice >> 1U) & 3U];
  for (std::size_t at = 0; at < stream.size(); at += piece) {
    test::feed_exact(parser, stream.substr(at, piece), actual);
  }
  if (actual.text() != expected.text()) {
    std::fprintf(stderr, "expected\n%sbut it was\n%s", expected.text().c_str(),
                 actual.text().c_str());
    std::abort();
  }
  return 0;
}
