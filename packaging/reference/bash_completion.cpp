#include <algorithm>
#include <functional>

#include "program_reference.h"

namespace tidings::reference {
namespace {

using cli::OptionSpec;

void for_each_option(const CommandReference& command,
                     const std::function<void(const OptionSpec&)>& visit) {
  for (const cli::OptionGroup& group : command.spec->groups) {
    std::for_each(group.options.begin(), group.options.end(), visit);
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

/// What completes a value of this kind.
std::string value_action(const OptionSpec& option) {
  switch (value_kind(option)) {
    case ValueKind::choice:
      return "mapfile -t COMPREPLY < <(compgen -W '" + joined(value_choices(option)) +
             "' -- \"$current\")";
    case ValueKind::file:
      return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$current\")";
    case ValueKind::profile:
      return "mapfile -t COMPREPLY < <(compgen -W \"$profiles\" -- \"$current\")";
    default:
      return ":";
  }
}

std::string value_cases(const CommandReference& command) {
  const std::string name(command.spec->name);
  std::string cases;
  for_each_option(command, [&](const OptionSpec& option) {
    if (value_kind(option) == ValueKind::none) {
      return;
    }
    const std::string letter =
        option.letter == 0 ? "" : " | " + name + ":-" + std::string(1, option.letter);
    cases += "    " + name + ":--" + std::string(option.name) + letter + ")\n      " +
             value_action(option) + "\n      return ;;\n";
  });
  return cases;
}

std::string flags_of(const CommandReference& command) {
  std::vector<std::string> flags;
  for_each_option(
      command, [&](const OptionSpec& option) { flags.push_back("--" + std::string(option.name)); });
  return joined(flags);
}

std::string operands_of(const CommandReference& command, const std::string& subcommands) {
  std::vector<std::string> words;
  std::vector<std::string> with_profile;
  for (const OperandWord& operand : operand_words(*command.spec)) {
    words.push_back(operand.word);
    if (operand.takes_profile) {
      with_profile.push_back(operand.word);
    }
  }
  const std::string plain = command.spec->name.empty() ? subcommands : joined(words);
  if (with_profile.empty()) {
    return "words='" + plain + "'";
  }
  std::string pattern;
  for (const std::string& word : with_profile) {
    pattern += (pattern.empty() ? "" : " | ") + word;
  }
  return "case $previous in " + pattern + ") words=$profiles ;; *) words='" + plain + "' ;; esac";
}

}  // namespace

std::string bash_completion(const ProgramReference& program) {
  const std::string function = "_" + [name = program.program]() mutable {
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
  }();
  std::vector<std::string> names;
  std::string pattern;
  std::string values;
  std::string flags;
  bool has_nameless = false;
  for (const CommandReference& command : program.commands) {
    if (command.spec->name.empty()) {
      has_nameless = true;
      continue;
    }
    names.emplace_back(command.spec->name);
    pattern += (pattern.empty() ? "" : " | ") + names.back();
  }
  for (const CommandReference& command : program.commands) {
    values += value_cases(command);
    flags += "    '" + std::string(command.spec->name) + "') flags='" + flags_of(command) + "'; " +
             operands_of(command, joined(names)) + " ;;\n";
  }
  if (!has_nameless) {
    flags += "    '') flags='--help --version'; words='" + joined(names) + "' ;;\n";
  }
  return "# bash completion for " + program.program +
         "; made from the definitions of its flags.\n" + function +
         "() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
         "  local command='' flags='' words='' profiles=''\n"
         "  # `--flag=value` comes as three words.\n"
         "  if [[ $current == = ]]; then\n"
         "    current=''\n"
         "  elif [[ $previous == = && COMP_CWORD -gt 2 ]]; then\n"
         "    previous=${COMP_WORDS[COMP_CWORD - 2]}\n"
         "  fi\n"
         "  if ((COMP_CWORD > 1)); then\n"
         "    case ${COMP_WORDS[1]} in " +
         pattern +
         ") command=${COMP_WORDS[1]} ;; esac\n"
         "  fi\n"
         "  COMPREPLY=()\n" +
         (program.program == "tidings"
              ? "  profiles=$(\"${COMP_WORDS[0]}\" profile list 2>/dev/null | cut -c3- | "
                "cut -d' ' -f1)\n"
              : "") +
         "  case $command:$previous in\n" + values +
         "  esac\n"
         "  case $command in\n" +
         flags +
         "  esac\n"
         "  [[ $current == -* ]] && words=$flags\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
         "}\n"
         "complete -F " +
         function + " " + program.program + "\n";
}

}  // namespace tidings::reference
