#include "options/parse_options.h"

#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>

#include "options/config_file.h"
#include "options/declare_options.h"
#include "options/option_reference.h"
#include "options/option_values.h"

namespace tidings::server {
namespace {

/// `--flag value` becomes `--flag=value`: so a value may begin with a dash. An empty value becomes
/// an argument of its own: behind a `=` the parser would not see it and take the next argument.
std::vector<std::string> join_values(const std::vector<std::string>& arguments, const CLI::App& app,
                                     const CLI::App& token) {
  std::vector<std::string> out;
  const CLI::App* current = &app;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string argument = arguments[i];
    if (argument == token.get_name())
      current = &token;
    const std::string flag = argument.substr(0, argument.find('='));
    const CLI::Option* option =
        flag.rfind("--", 0) == 0 ? current->get_option_no_throw(flag) : nullptr;
    const bool takes_value = option != nullptr && option->get_expected_min() > 0;
    if (takes_value && flag == argument && i + 1 < arguments.size())
      argument += "=" + arguments[++i];
    if (takes_value && argument == flag + "=")
      out.insert(out.end(), {flag, ""});
    else
      out.push_back(std::move(argument));
  }
  return out;
}

CLI::ConfigError bad_config(const std::string& path, std::string_view before, std::string_view key,
                            std::string_view after) {
  std::string text = path + ": ";
  return CLI::ConfigError(text.append(before).append(key).append(after));
}

/// Gives each option that the command line left out its value from the file.
void apply_config_file(CLI::App& app, const std::string& path) {
  const auto entries = read_config_file(path);
  if (!entries.ok())
    throw CLI::ConfigError("--config: " + entries.error().message);
  for (const auto& [key, values] : *entries) {
    CLI::Option* option = app.get_option_no_throw("--" + key);
    if (option == nullptr || key == "config" || key == "help" || key == "version")
      throw bad_config(path, "unknown key '", key, "'; keys are the long flags' names");
    if (!option->empty())
      continue;
    const bool is_flag = option->get_expected_max() == 0;
    const bool is_list = option->get_expected_max() > 1;
    if (values.empty() || (values.size() > 1 && !is_list))
      throw bad_config(path, "", key, is_list ? " needs values" : " needs one value");
    for (const auto& value : values)
      option->add_result(is_flag ? option->get_flag_value(key, value) : value);
    option->run_callback();
  }
}

std::vector<OptionReference> reference_of(const CLI::App& app) {
  std::vector<OptionReference> references;
  for (const CLI::Option* option : app.get_options()) {
    OptionReference reference;
    reference.letter = option->get_snames().empty() ? '\0' : option->get_snames().front().front();
    reference.name = option->get_lnames().front();
    reference.value = option->get_expected_max() == 0 ? "" : option->get_type_name();
    reference.help = option->get_description();
    reference.group = option->get_group();
    references.push_back(std::move(reference));
  }
  return references;
}

UsageAnswer usage_error(const std::string& message) {
  return {2, "tidings-server: " + message + "\nTry 'tidings-server --help'.\n"};
}

}  // namespace

Command parse_options(const std::vector<std::string>& arguments, const std::string& version) {
  ServeOptions serve;
  TokenOptions token;
  std::string config;
  CLI::App app{"A server for notifications by Server-Sent Events.", "tidings-server"};
  CLI::App& token_app = declare_options(app, serve, token, config, version);
  app.footer(
      "Durations: 250ms, 45s, 5m, 1h, 14d, a bare number is seconds. Sizes: 64KiB, 1MiB.\n"
      "Try out:   tidings-server --dev\n"
      "In earnest: tidings-server --listen 127.0.0.1:8080 --store redis://127.0.0.1:6379/0 \\\n"
      "              --jwt-secret-file /etc/tidings/jwt-secret");
  try {
    auto joined = join_values(arguments, app, token_app);
    app.parse(std::vector<std::string>(joined.rbegin(), joined.rend()));
    if (token_app.parsed()) {
      if (!token.seller && token.scope.empty())
        return usage_error("token: give --seller, --scope or both");
      return token;
    }
    if (!config.empty())
      apply_config_file(app, config);
  } catch (const CLI::CallForHelp&) {
    return UsageAnswer{0, app.help()};  // of the subcommand, if that was asked
  } catch (const CLI::CallForVersion&) {
    return UsageAnswer{0, version + "\n"};
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what());
  }
  if (const auto good = check_combination(serve); !good.ok())
    return usage_error(good.error().message);
  return serve;
}

ServerReference server_reference() {
  ServeOptions serve;
  TokenOptions token;
  std::string config;
  CLI::App app;
  const CLI::App& token_app = declare_options(app, serve, token, config, "");
  return {reference_of(app), reference_of(token_app)};
}

}  // namespace tidings::server
