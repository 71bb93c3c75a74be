#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "http/body_reader.h"
#include "http/request_head.h"
#include "http/target.h"

namespace {

using namespace tidings::server;

constexpr std::uint64_t kLimit = 300;

/// What a connection makes of the bytes of one request, as a text.
struct Outcome {
  std::string text;
  std::size_t used = 0;
};

void expect(bool condition, const char* what) {
  if (condition)
    return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

/// The body, handed over in pieces of `step` bytes.
void read_body(const BodyFraming& framing, std::string_view bytes, std::size_t step, Outcome& out) {
  BodyReader reader(framing, kLimit);
  std::string waiting;
  std::size_t taken = 0;
  while (!reader.complete() && taken < bytes.size()) {
    const std::size_t size = std::min(step, bytes.size() - taken);
    waiting.append(bytes.substr(taken, size));
    taken += size;
    std::string_view rest = waiting;
    if (const auto bad = reader.feed(rest)) {
      out.text += " bad body " + std::to_string(bad->status);
      return;
    }
    waiting.erase(0, waiting.size() - rest.size());
    expect(reader.complete() || waiting.empty(), "the body's bytes are left lying");
  }
  if (!reader.complete()) {
    out.text += " body unfinished";
    return;
  }
  const std::string body = reader.take();
  expect(body.size() <= kLimit, "a body is longer than the limit");
  out.text += " body " + body;
  out.used += taken - waiting.size();
}

Outcome read_request(std::string_view bytes, std::size_t step) {
  Outcome out;
  const auto end = find_head_end(bytes);
  if (!end) {
    out.text = "head unfinished";
    return out;
  }
  const auto head = parse_head(bytes.substr(0, *end));
  if (const auto* bad = std::get_if<BadRequest>(&head)) {
    expect(bad->status >= 400 && bad->status < 600, "a refusal without a status");
    out.text = "bad head " + std::to_string(bad->status) + bad->detail;
    return out;
  }
  const auto& good = std::get<RequestHead>(head);
  expect(!good.body.chunked || !good.field("content-length"), "two lengths for one body");
  expect(good.count("content-length") <= 1, "two lengths for one body");
  expect(good.target.find_first_of(" \r\n") == std::string::npos, "a target over two words");
  const Target target = parse_target(good.target);
  out.text = good.method + ' ' + target.path;
  for (const auto& [name, value] : good.fields) {
    expect(value.find_first_of("\r\n") == std::string::npos, "a field over two lines");
    out.text += '|' + name + '=' + value;
  }
  out.used = *end;
  read_body(good.body, bytes.substr(*end), step, out);
  return out;
}

}  // namespace

/// The first byte says in what pieces a request arrives, the rest is the request: it must mean the
/// same however it is cut, and never two things.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0)
    return 0;
  const std::string_view request(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const Outcome whole = read_request(request, request.size() + 1);
  const Outcome pieces = read_request(request, std::size_t{1} + bytes[0] % 16);
  expect(whole.used <= request.size(), "more was taken than there is");
  if (whole.text != pieces.text || whole.used != pieces.used) {
    std::fprintf(stderr, "whole: %s\npieces: %s\n", whole.text.c_str(), pieces.text.c_str());
    std::abort();
  }
  return 0;
}
