// Writes the man page and completions of `tidings-server`: server_reference FOLDER DATE
#include <deque>
#include <string>
#include <vector>

#include "manual_sections.h"
#include "options/option_reference.h"
#include "reference_files.h"

namespace {

using tidings::cli::CommandSpec;
using tidings::cli::OptionGroup;
using tidings::cli::OptionSpec;
using tidings::server::OptionReference;

/// A subcommand's options as the cli describes its own. What is returned refers to `options`.
class Description {
 public:
  explicit Description(const std::vector<OptionReference>& options) {
    for (const OptionReference& option : options) {
      if (names_.empty() || names_.back() != option.group) {
        names_.push_back(option.group);
        specs_.emplace_back();
      }
      specs_.back().push_back({option.letter, option.name, option.value, option.help});
    }
    for (std::size_t index = 0; index < names_.size(); ++index) {
      groups_.push_back({names_[index], specs_[index]});
    }
  }
  Description(const Description&) = delete;
  Description& operator=(const Description&) = delete;

  [[nodiscard]] const std::vector<OptionGroup>& groups() const { return groups_; }

 private:
  std::vector<std::string> names_;
  std::deque<std::vector<OptionSpec>> specs_;
  std::vector<OptionGroup> groups_;
};

constexpr tidings::cli::Example kExamples[]{
    {"Try it out: prints tokens and commands to paste", "tidings-server --dev"},
    {"In earnest, behind a proxy",
     "tidings-server --listen 127.0.0.1:8080 --store redis://127.0.0.1:6379/0 \\\n"
     "    --jwt-secret-file /etc/tidings/jwt-secret"},
    {"A token for a program that sends notifications",
     "tidings-server token --jwt-secret-file /etc/tidings/jwt-secret --scope publish --ttl 30d"},
};

}  // namespace

int main(int argc, char** argv) {
  using namespace tidings::reference;
  if (argc != 3) {
    return 2;
  }
  const tidings::server::ServerReference server = tidings::server::server_reference();
  const Description serve(server.serve);
  const Description token(server.token);
  const CommandSpec serve_spec{
      "",
      "",
      "a small server for notifications by Server-Sent Events",
      "Accepts notifications by HTTP and brings each to the open streams of its seller, those who "
      "were\naway included, for as long as the history reaches. Keeps them in memory, or in "
      "Redis.\n",
      kExamples,
      serve.groups(),
      "Durations: 250ms, 45s, 5m, 1h, 14d; a bare number is seconds. Sizes: 64KiB, 1MiB.\n"};
  const CommandSpec token_spec{"token", "", "print a token (HS256)", "", {}, token.groups(), ""};
  ProgramReference program{"tidings-server", TIDINGS_VERSION, argv[2], {}};
  program.commands.push_back(
      {"tidings-server", "tidings-server", &serve_spec, manual_sections("tidings-server")});
  program.commands.push_back({"", "tidings-server token", &token_spec, {}});
  return write_reference(argv[1], program) ? 0 : 1;
}
