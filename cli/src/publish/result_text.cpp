#include "publish/result_text.h"

#include "tidings/json_text.h"

namespace tidings::cli {

std::string result_json(const PublishResult& result) {
  const bool accepted = result.kind == PublishResult::Kind::accepted;
  std::string out = accepted ? R"({"id":)" : R"({"error":)";
  json::append_quoted(out, accepted ? result.id : result.error);
  if (result.seller) {
    out += R"(,"sellerId":)" + result.seller->json();
  }
  return out + R"(,"line":)" + std::to_string(result.line) + "}\n";
}

}  // namespace tidings::cli
