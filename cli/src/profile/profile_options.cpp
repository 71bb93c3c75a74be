#include "profile/profile_options.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <string_view>
#include <utility>

#include "option_values.h"
#include "safe_text.h"
#include "suggestion.h"

namespace tidings::cli {
namespace {

using Action = ProfileOptions::Action;

struct ActionName {
  std::string_view name;
  Action action;
};
constexpr std::array<ActionName, 5> kActions{{
    {"list", Action::list},
    {"show", Action::show},
    {"add", Action::add},
    {"remove", Action::remove},
    {"test", Action::test},
}};

Result<Action> action_from(const std::vector<std::string>& words) {
  constexpr std::string_view kForm = "list, show NAME, add NAME, remove NAME or test NAME";
  if (words.empty()) {
    return Error{"it is not said what to do: " + std::string(kForm)};
  }
  std::vector<std::string_view> names;
  for (const ActionName& known : kActions) {
    if (known.name == words.front()) {
      return known.action;
    }
    names.push_back(known.name);
  }
  const auto suggestion = suggestion_for(words.front(), names);
  return Error{"\"" + safe_line(words.front()) + "\" is nothing that can be done with profiles" +
               (suggestion ? "; did you mean " + std::string(*suggestion) + "?"
                           : ": there are " + std::string(kForm))};
}

Result<std::string> name_from(Action action, const std::vector<std::string>& words) {
  const std::string& verb = words.front();
  const std::size_t expected = action == Action::list ? 1 : 2;
  if (words.size() < expected) {
    return Error{"no profile is named: write `tidings profile " + verb + " NAME`"};
  }
  if (words.size() > expected) {
    return Error{"\"" + safe_line(words[expected]) + "\" is one word too many: write `tidings " +
                 "profile " + verb + (expected > 1 ? " NAME`" : "`")};
  }
  if (action == Action::add && !is_profile_name(words[1])) {
    return Error{"\"" + safe_line(words[1]) +
                 "\" is no name for a profile: use 1-64 letters, digits, - and _"};
  }
  return action == Action::list ? std::string{} : words[1];
}

/// A flag that says nothing to this action is a mistake, not to be passed over.
Result<void> check_flags_fit(const Arguments& arguments, Action action, const std::string& verb) {
  const auto refuse = [&](std::string_view flag, std::string_view where) {
    return Error{"--" + std::string(flag) + " is for `profile " + std::string(where) +
                 "`, not for `profile " + verb + "`"};
  };
  for (const ProfileKeyInfo& info : profile_keys()) {
    if (action != Action::add && arguments.has(info.key)) {
      return refuse(info.key, "add");
    }
  }
  if (action != Action::add && arguments.has("header")) {
    return refuse("header", "add");
  }
  if (action != Action::list && action != Action::show && arguments.has("output")) {
    return refuse("output", "list");
  }
  for (const std::string_view flag : {"timeout", "verbose"}) {
    if (action != Action::test && arguments.has(flag)) {
      return refuse(flag, "test");
    }
  }
  return {};
}

/// In the file a relative path is relative to the file; on a command line to where the user is.
std::string absolute_path(const std::string& path) {
  std::error_code error;
  const bool stays = path.empty() || path.starts_with("~/");
  const std::filesystem::path absolute =
      stays ? std::filesystem::path(path) : std::filesystem::absolute(path, error);
  return error ? path : absolute.lexically_normal().string();
}

std::vector<std::string> values_of(const Arguments& arguments, const ProfileKeyInfo& info) {
  std::vector<std::string> values = arguments.values(info.key);
  if (info.key == "headers") {
    const auto& more = arguments.values("header");
    values.insert(values.end(), more.begin(), more.end());
  }
  if (info.is_flag && !values.empty()) {
    return {"true"};
  }
  if (info.is_file) {
    std::transform(values.begin(), values.end(), values.begin(), absolute_path);
  }
  if (info.key == "token" && !values.empty() && values.back() == "-") {
    std::string input(std::istreambuf_iterator<char>(std::cin), {});
    return {input.substr(0, input.find_last_not_of(" \t\r\n") + 1)};
  }
  return values;
}

/// Names the flag and the value, which the complaint about a key does not always do.
Error complaint_about(const ProfileKey& key, std::string complaint) {
  const bool named = complaint.starts_with(key.key);
  const std::string value = safe_line(key.values.back());
  if (key.key != "token" && complaint.find(value) == std::string::npos) {
    complaint += " (given: \"" + value + "\")";
  }
  return Error{"--" + (named ? "" : key.key + ": ") + safe_line(complaint)};
}

Result<std::vector<ProfileKey>> keys_from(const Arguments& arguments) {
  std::vector<ProfileKey> keys;
  for (const ProfileKeyInfo& info : profile_keys()) {
    ProfileKey key{std::string(info.key), values_of(arguments, info)};
    if (key.values.empty()) {
      continue;
    }
    if (const auto checked = check_profile_key(key); !checked) {
      return complaint_about(key, checked.error().message);
    }
    keys.push_back(std::move(key));
  }
  return keys;
}

Result<void> read_flags(const Arguments& arguments, ProfileOptions& options) {
  constexpr std::array<std::pair<std::string_view, bool>, 2> kForms{{
      {"text", false},
      {"json", true},
  }};
  std::optional<Error> error;
  assign(choice_value(arguments, "output", kForms), options.json, error);
  assign(color_value(arguments), options.colors, error);
  assign(duration_value(arguments, "timeout", Zero::refused), options.timeout, error);
  options.verbose = arguments.has("verbose");
  return error ? Result<void>(*error) : Result<void>();
}

}  // namespace

Result<ProfileOptions> profile_options(const Arguments& arguments) {
  ProfileOptions options;
  const auto action = action_from(arguments.operands());
  if (!action) {
    return action.error();
  }
  options.action = *action;
  auto name = name_from(*action, arguments.operands());
  if (!name) {
    return name.error();
  }
  options.name = std::move(*name);
  const auto fit = check_flags_fit(arguments, *action, arguments.operands().front());
  if (!fit) {
    return fit.error();
  }
  if (auto read = read_flags(arguments, options); !read) {
    return read.error();
  }
  auto keys = keys_from(arguments);
  if (!keys) {
    return keys.error();
  }
  options.keys = std::move(*keys);
  const auto& tokens = arguments.values("token");
  options.token_on_command_line = !tokens.empty() && tokens.back() != "-";
  return options;
}

}  // namespace tidings::cli
