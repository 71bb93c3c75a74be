#include <algorithm>

#include "program_reference.h"

namespace tidings::reference {
namespace {

using cli::OptionSpec;

/// Within single quotes, where `[`, `]` and `:` mean something to `_arguments`.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
      continue;
    }
    if (c == '[' || c == ']' || c == ':' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
  return out;
}

std::string value_action(const OptionSpec& option) {
  switch (value_kind(option)) {
    case ValueKind::choice: {
      std::string words;
      for (const std::string& word : value_choices(option)) {
        words += (words.empty() ? "" : " ") + word;
      }
      return "(" + words + ")";
    }
    case ValueKind::file:
      return "_files";
    case ValueKind::profile:
      return "_tidings_profiles";
    default:
      return "";
  }
}

std::string specs_of(const cli::CommandSpec& command) {
  std::string specs;
  for (const cli::OptionGroup& group : command.groups) {
    for (const OptionSpec& option : group.options) {
      const std::string name = "--" + std::string(option.name);
      const std::string letter = option.letter == 0 ? "" : std::string("-") + option.letter;
      const bool repeatable = option.help.find("repeatable") != std::string_view::npos;
      const bool takes_value = !option.value.empty();
      std::string before = "*";
      if (!repeatable) {
        before.assign("(").append(letter).append(letter.empty() ? "" : " ").append(name) += ')';
      }
      std::string after = "[" + escaped(option.help) + "]";
      if (takes_value) {
        after += ":" + escaped(option.value) + ":" + value_action(option);
      }
      const auto add = [&](const std::string& flag) {
        specs.append(" \\\n      '").append(before).append(flag).append(after) += '\'';
      };
      if (!letter.empty()) {
        add(letter + (takes_value ? "+" : ""));
      }
      add(name + (takes_value ? "=" : ""));
    }
  }
  return specs;
}

std::string operands_of(const cli::CommandSpec& command) {
  std::string words;
  std::string with_profile;
  for (const OperandWord& operand : operand_words(command)) {
    words += (words.empty() ? "" : " ") + operand.word;
    with_profile += operand.takes_profile ? "|" + operand.word : "";
  }
  return words.empty() ? "" : " \\\n      '1:action:(" + words + ")' '2:profile:_tidings_profiles'";
}

}  // namespace

std::string zsh_completion(const ProgramReference& program) {
  std::string names;
  std::string cases;
  std::string own =
      " \\\n      '(- *)'{-h,--help}'[help]' \\\n      '(- *)'{-V,--version}'[versions]'";
  for (const CommandReference& command : program.commands) {
    const cli::CommandSpec& spec = *command.spec;
    if (spec.name.empty()) {
      own = specs_of(spec);
      continue;
    }
    names += "    '" + std::string(spec.name) + ":" + escaped(spec.summary) + "'\n";
    cases += "      " + std::string(spec.name) +
             ")\n        shift words\n        ((CURRENT -= 1))\n        _arguments -s -S" +
             specs_of(spec) + operands_of(spec) + "\n        return ;;\n";
  }
  std::string function = "_" + program.program;
  return "#compdef " + program.program +
         "\n# Made from the definitions of the program's flags.\n\n"
         "(( ${+functions[_tidings_profiles]} )) || _tidings_profiles() {\n"
         "  local -a names\n"
         "  names=(${(f)\"$(tidings profile list 2>/dev/null | cut -c3- | cut -d' ' -f1)\"})\n"
         "  compadd -a names\n"
         "}\n\n" +
         function +
         "() {\n"
         "  local curcontext=$curcontext state line\n"
         "  local -a commands\n"
         "  commands=(\n" +
         names +
         "  )\n"
         "  if ((CURRENT > 2)); then\n"
         "    case $words[2] in\n" +
         cases +
         "    esac\n"
         "  fi\n"
         "  _arguments -s -S -C" +
         own +
         " \\\n      '1: :->command'\n"
         "  [[ $state == command ]] && _describe command commands\n"
         "}\n\n"
         "if [[ $funcstack[1] == " +
         function + " ]]; then\n  " + function + " \"$@\"\nelse\n  compdef " + function + " " +
         program.program + "\nfi\n";
}

}  // namespace tidings::reference
