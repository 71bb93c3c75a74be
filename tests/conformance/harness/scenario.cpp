#include "conformance/harness/scenario.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

std::filesystem::path make_directory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "tidings-XXXXXX").string();
  require(::mkdtemp(pattern.data()) != nullptr, "cannot make a temporary folder");
  return pattern;
}

/// TIDINGS_PROGRAM in the environment puts another build or an installed program to the test.
std::filesystem::path program_under_test() {
  const char* other = std::getenv("TIDINGS_PROGRAM");
  return other != nullptr ? other : TIDINGS_PROGRAM;
}

/// Nothing of the caller's environment reaches the program but what it cannot do without.
std::map<std::string, std::string> bare_environment(const std::filesystem::path& home) {
  std::map<std::string, std::string> environment{
      {"HOME", home.string()},
      {"XDG_CONFIG_HOME", (home / "config").string()},
      {"XDG_DATA_HOME", (home / "data").string()},
      {"LANG", "C.UTF-8"},
      {"TERM", "xterm-256color"},
  };
  for (const char* name :
       {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"}) {
    if (const char* value = std::getenv(name)) {
      environment[name] = value;
    }
  }
  return environment;
}

}  // namespace

Scenario::Scenario() : directory_(make_directory()) {}

Scenario::~Scenario() {
  programs_.clear();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

ScriptedServer& Scenario::server() {
  if (!server_) {
    server_ = std::make_unique<ScriptedServer>();
  }
  return *server_;
}

Program& Scenario::watch(const Words& arguments, const Start& start) {
  Words words{"watch"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return tidings(words, start);
}

Program& Scenario::follow(Words flags, const Start& start) {
  flags.push_back(server().url());
  return watch(flags, start);
}

Program& Scenario::tidings(const Words& arguments, const Start& start) {
  ProgramSettings settings;
  settings.executable = program_under_test();
  settings.arguments = arguments;
  settings.environment = start.environment;
  settings.environment.merge(bare_environment(directory_));
  settings.directory = directory_;
  settings.out = start.out;
  settings.err = start.err;
  settings.terminal_columns = start.terminal_columns;
  settings.close_out_after = start.close_out_after;
  programs_.push_back(std::make_unique<Program>(settings));
  return *programs_.back();
}

std::string Scenario::file(const std::string& name, std::string_view content) const {
  const std::filesystem::path path = directory_ / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
  return path.string();
}

std::string Scenario::read(const std::string& name) const {
  std::ostringstream content;
  content << std::ifstream(directory_ / name, std::ios::binary).rdbuf();
  return content.str();
}

std::string Scenario::description() const {
  std::string text;
  for (const auto& program : programs_) {
    text += program->description();
  }
  return text;
}

}  // namespace tidings::conformance
