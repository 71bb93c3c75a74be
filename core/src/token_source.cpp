#include "tidings/token_source.h"

#include <algorithm>

#include "ascii.h"

namespace tidings {

bool is_renewable(const TokenSource& source) noexcept {
  return std::holds_alternative<TokenFile>(source) ||
         std::holds_alternative<TokenCommand>(source) ||
         std::holds_alternative<TokenLookup>(source);
}

Result<std::string> token_from_output(std::string_view output) {
  const std::string_view token = ascii::trimmed(output);
  if (token.empty()) {
    return Error{"it gave no token", true};
  }
  const bool printable = std::all_of(token.begin(), token.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7f;
  });
  if (!printable) {
    return Error{
        "it gave something that is no token: a space, a line end or another character that "
        "no token holds stands in it",
        true};
  }
  return std::string(token);
}

}  // namespace tidings
