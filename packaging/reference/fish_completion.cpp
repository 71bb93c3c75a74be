#include "program_reference.h"

namespace tidings::reference {
namespace {

using cli::OptionSpec;

constexpr std::string_view kProfiles =
    "(tidings profile list 2>/dev/null | cut -c3- | cut -d\" \" -f1)";

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
  return out + "'";
}

std::string value_of(const OptionSpec& option) {
  switch (value_kind(option)) {
    case ValueKind::none:
      return "";
    case ValueKind::file:
      return " -r -F";
    case ValueKind::profile:
      return " -x -a " + quoted(kProfiles);
    case ValueKind::choice: {
      std::string words;
      for (const std::string& word : value_choices(option)) {
        words += (words.empty() ? "" : " ") + word;
      }
      return " -x -a " + quoted(words);
    }
    case ValueKind::other:
      return " -x";
  }
  return "";
}

class Script {
 public:
  explicit Script(const ProgramReference& program) : program_(program) {}

  std::string write() {
    out_ = "# fish completion for " + program_.program +
           "; made from the definitions of its flags.\ncomplete -c " + program_.program + " -f\n";
    std::string names;
    for (const CommandReference& command : program_.commands) {
      names += command.spec->name.empty() ? "" : " " + std::string(command.spec->name);
    }
    const std::string at_start = "not __fish_seen_subcommand_from" + names;
    bool has_nameless = false;
    for (const CommandReference& command : program_.commands) {
      const cli::CommandSpec& spec = *command.spec;
      has_nameless = has_nameless || spec.name.empty();
      if (!spec.name.empty()) {
        line(at_start, " -a " + std::string(spec.name) + " -d " + quoted(spec.summary));
      }
      const std::string inside = "__fish_seen_subcommand_from " + std::string(spec.name);
      add_command(spec, spec.name.empty() ? at_start : inside);
    }
    if (!has_nameless) {
      line(at_start, " -s h -l help -d help");
      line(at_start, " -s V -l version -d versions");
    }
    return std::move(out_);
  }

 private:
  void add_command(const cli::CommandSpec& spec, const std::string& inside) {
    for (const cli::OptionGroup& group : spec.groups) {
      for (const OptionSpec& option : group.options) {
        const std::string letter = option.letter == 0 ? "" : " -s " + std::string(1, option.letter);
        line(inside, letter + " -l " + std::string(option.name) + value_of(option) + " -d " +
                         quoted(option.help));
      }
    }
    std::string words;
    std::string with_profile;
    for (const OperandWord& operand : operand_words(spec)) {
      words += " " + operand.word;
      with_profile += operand.takes_profile ? " " + operand.word : "";
    }
    if (!words.empty()) {
      line(inside + "; and not __fish_seen_subcommand_from" + words,
           " -a " + quoted(words.substr(1)));
    }
    if (!with_profile.empty()) {
      line(inside + "; and __fish_seen_subcommand_from" + with_profile, " -a " + quoted(kProfiles));
    }
  }

  void line(const std::string& condition, const std::string& rest) {
    out_ += "complete -c " + program_.program + " -n " + quoted(condition) + rest + "\n";
  }

  const ProgramReference& program_;
  std::string out_;
};

}  // namespace

std::string fish_completion(const ProgramReference& program) {
  return Script(program).write();
}

}  // namespace tidings::reference
