#include "tidings/duration.h"

#include "diagnosis/checks.h"
#include "observation/measures.h"

namespace tidings {
namespace {

constexpr std::string_view kAdvice =
    "leave `text/event-stream` out of what is compressed (nginx: `gzip_types`; Apache: "
    "`SetEnv no-gzip`): compressors collect what should pass at once";

std::string encoding_of(const ObservedConnection& connection) {
  return std::string(connection.head->header("Content-Encoding").value_or(""));
}

}  // namespace

std::optional<Check> compression_check(const ObservedStream& seen) {
  constexpr Verdict kVerdict("compression");
  if (!is_open(seen.stream)) {
    return std::nullopt;
  }
  if (const std::string encoding = encoding_of(seen.stream); !encoding.empty()) {
    return kVerdict.warn(
        "the stream comes compressed (" + encoding + ")" +
            (seen.asked_for_compression ? ", as asked for" : ", though nobody asked for it"),
        std::string(kAdvice));
  }
  if (seen.asked_for_compression) {
    return kVerdict.ok("not compressed, although asked for");
  }
  if (!seen.compressed || !is_open(*seen.compressed)) {
    return std::nullopt;
  }
  const std::string encoding = encoding_of(*seen.compressed);
  if (encoding.empty()) {
    return kVerdict.ok("not compressed, even for clients that accept it");
  }
  const std::string detail =
      "compressed (" + encoding + ") for clients that accept it, as browsers do";
  if (seen.compressed->pieces.empty() && greeting(seen.stream) != nullptr) {
    return kVerdict.fail(detail + "; then nothing came within " +
                             format_duration(open_time(*seen.compressed)) +
                             ", where otherwise the first bytes come at once",
                         std::string(kAdvice));
  }
  return kVerdict.warn(detail, std::string(kAdvice));
}

}  // namespace tidings
