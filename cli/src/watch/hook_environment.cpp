#include "watch/hook_environment.h"

#include <algorithm>
#include <array>

namespace tidings::cli {
namespace {

constexpr std::string_view kOmitted = "TIDINGS_OMITTED";

/// A hook of a hook must not take its parent's event for its own.
bool is_ours(std::string_view entry) {
  constexpr std::array<std::string_view, 10> kNames{
      "TIDINGS_ID",   "TIDINGS_EVENT", "TIDINGS_DATA",     "TIDINGS_STREAM",  "TIDINGS_TITLE",
      "TIDINGS_BODY", "TIDINGS_URL",   "TIDINGS_PRIORITY", "TIDINGS_OMITTED", "TIDINGS_TOKEN"};
  const std::string_view name = entry.substr(0, entry.find('='));
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

}  // namespace

std::vector<std::string> hook_environment(const char* const* inherited,
                                          const HookVariables& variables) {
  std::vector<std::string> environment;
  for (const char* const* entry = inherited; *entry != nullptr; ++entry) {
    if (!is_ours(*entry)) {
      environment.emplace_back(*entry);
    }
  }
  std::string omitted;
  for (const auto& [name, value] : variables) {
    if (value.size() > kLongestVariable || value.find('\0') != std::string::npos) {
      omitted.append(omitted.empty() ? "" : " ").append(name);
    } else {
      environment.push_back(std::string(name) + "=" + value);
    }
  }
  if (!omitted.empty()) {
    environment.push_back(std::string(kOmitted) + "=" + omitted);
  }
  return environment;
}

}  // namespace tidings::cli
