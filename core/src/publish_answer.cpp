#include "publish_answer.h"

#include <charconv>
#include <utility>

#include "tidings/json_text.h"

#include "ascii.h"
#include "response_verdict.h"

namespace tidings {
namespace {

/// A string member of an object that came from outside, or nothing.
std::optional<std::string> string_member(std::string_view object, std::string_view pointer) {
  const auto value = json::at(object, pointer);
  return value ? json::string_content(*value) : std::nullopt;
}

int integer_member(std::string_view object, std::string_view pointer) {
  const auto value = json::at(object, pointer).value_or("");
  int number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

bool is_json_object(std::string_view text) {
  return json::validate(text).ok() && json::is_object(text);
}

/// What the server gives as the reason, with a colon before it; empty when it gives none.
std::string problem_detail(std::string_view body) {
  if (!is_json_object(body)) {
    return {};
  }
  auto text = string_member(body, "/detail");
  if (!text || text->empty()) {
    text = string_member(body, "/title");
  }
  return text && !text->empty() ? ": " + *text : "";
}

PublishVerdict::Kind kind_of(const HttpResponseHead& head, ResponseVerdict::Kind kind) {
  using Kind = PublishVerdict::Kind;
  switch (kind) {
    case ResponseVerdict::Kind::redirect:
      return head.status == 307 || head.status == 308 ? Kind::redirect : Kind::unusable;
    case ResponseVerdict::Kind::unauthorized:
      return Kind::unauthorized;
    case ResponseVerdict::Kind::forbidden:
      return Kind::forbidden;
    case ResponseVerdict::Kind::try_again:
      return Kind::try_again;
    default:
      break;
  }
  switch (head.status) {
    case 413:
      return Kind::too_large;
    case 400:
    case 409:
    case 422:
      return Kind::refused;
    default:
      return Kind::unusable;
  }
}

bool is_momentary(int status) {
  HttpResponseHead head;
  head.status = status;
  return judge_refusal(head).kind == ResponseVerdict::Kind::try_again;
}

Result<LineVerdict> read_result(std::string_view text) {
  if (is_json_object(text)) {
    if (auto id = string_member(text, "/id")) {
      return LineVerdict{LineVerdict::Kind::accepted, *std::move(id)};
    }
    if (const int status = integer_member(text, "/status"); status >= 400) {
      auto error = string_member(text, "/error").value_or("");
      return LineVerdict{
          is_momentary(status) ? LineVerdict::Kind::try_again : LineVerdict::Kind::refused,
          error.empty() ? "the server answered " + std::to_string(status) : std::move(error)};
    }
  }
  return Error{
      "the answer does not say what became of the notification: is this the address to publish "
      "to?"};
}

/// Cuts the next result from `body`: the whole of it when one notification was sent, else a line;
/// empty when there is none.
std::string_view next_result(std::string_view& body, std::size_t sent) {
  std::string_view text;
  while (text.empty() && !body.empty()) {
    const auto end = sent == 1 ? body.size() : std::min(body.find('\n'), body.size());
    text = ascii::trimmed(body.substr(0, end));
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return text;
}

}  // namespace

PublishVerdict judge_publish_answer(const HttpResponseHead& head, std::string_view body) {
  if (head.status >= 200 && head.status < 300) {
    return {PublishVerdict::Kind::results, {}};
  }
  const auto refusal = judge_refusal(head);
  PublishVerdict verdict{kind_of(head, refusal.kind), refusal.reason};
  if (const auto detail = problem_detail(body); !verdict.reason.ends_with(detail)) {
    verdict.reason += detail;  // unless the challenge of a 401 has said the same
  }
  if (refusal.kind == ResponseVerdict::Kind::redirect) {
    verdict.reason = "the server answered " + std::to_string(head.status) +
                     ", which would lose the notification: publish where it points to";
  }
  return verdict;
}

Result<std::vector<LineVerdict>> read_results(std::string_view body, std::size_t sent) {
  std::vector<LineVerdict> results;
  for (auto text = next_result(body, sent); !text.empty(); text = next_result(body, sent)) {
    auto result = read_result(text);
    if (!result) {
      return result.error();
    }
    if (results.size() == sent) {
      return Error{"the server answered with more results than notifications were sent"};
    }
    results.push_back(*std::move(result));
  }
  if (results.empty()) {
    return read_result("").error();
  }
  return results;
}

}  // namespace tidings
