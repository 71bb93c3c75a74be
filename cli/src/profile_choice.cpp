#include "profile_choice.h"

#include <utility>

#include "keychain.h"
#include "safe_text.h"

namespace tidings::cli {
namespace {

Error no_such_profile(const std::string& name, const Configuration& configuration) {
  std::string known;
  for (const Profile& profile : configuration.profiles) {
    known += (known.empty() ? "" : ", ") + profile.name;
  }
  return Error{"--profile: there is no profile \"" + safe_line(name) + "\" in " +
               configuration_path() + (known.empty() ? "; it has none" : "; it has " + known)};
}

}  // namespace

Result<Configuration> user_configuration() {
  return read_configuration(configuration_path());
}

Result<ProfileChoice> chosen_profiles(const Arguments& arguments, const ConfigurationReader& read) {
  ProfileChoice choice;
  std::vector<std::string> names = arguments.values("profile");
  if (names.empty() && !arguments.operands().empty()) {
    return choice;
  }
  auto configuration = read();
  if (!configuration) {
    return configuration.error();
  }
  choice.warnings = std::move(configuration->warnings);
  if (names.empty() && !configuration->default_profile.empty()) {
    names.push_back(configuration->default_profile);
  }
  for (const std::string& name : names) {
    const Profile* profile = configuration->find(name);
    if (profile == nullptr) {
      return no_such_profile(name, *configuration);
    }
    choice.profiles.push_back(*profile);
  }
  return choice;
}

ConnectionOptions connection_of(const Profile& profile) {
  ConnectionOptions options;
  options.token = profile.token;
  if (profile.token_keychain) {
    options.token = keychain_lookup(profile.name);
  }
  options.headers = profile.headers;
  options.connection = profile.connection;
  return options;
}

}  // namespace tidings::cli
