#include "arguments.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include <CLI/CLI.hpp>

#include "safe_text.h"
#include "suggestion.h"

namespace tidings::cli {
namespace {

using Words = std::vector<std::string>;

/// A NUL, which no word of a command line can hold, stands where CLI11 would go wrong: it takes the
/// empty value of `--title=` for none at all and that of `--quiet=` for no mistake, and goes on
/// with what is left of `-q-v` as `--v`.
constexpr char kMark = '\0';

std::string marked(std::string word) {
  const bool is_long = word.starts_with("--");
  const std::size_t found = is_long ? word.find('=') : word.find('-', 1);
  if (word.starts_with('-') && found != word.npos) {
    word.insert(is_long ? found + 1 : found, 1, kMark);
  }
  return word;
}

std::string unmarked(std::string word) {
  std::erase(word, kMark);
  return word;
}

std::string_view long_name(std::string_view word) {
  return word.substr(2, word.find('=') - 2);
}

struct KnownOption {
  const OptionSpec* spec;
  const CLI::Option* parsed;
};

/// Declares the command's options, and no others: `--help` is one of the table's.
std::vector<KnownOption> declare_options(CLI::App& app, const CommandSpec& command) {
  app.set_help_flag();
  app.allow_extras();
  std::vector<KnownOption> known;
  for (const OptionGroup& group : command.groups) {
    for (const OptionSpec& spec : group.options) {
      std::string names = "--" + std::string(spec.name);
      if (spec.letter != 0) {
        names.append(",-").append(1, spec.letter);
      }
      known.push_back({&spec, spec.value.empty() ? app.add_flag(names)->disable_flag_override()
                                                 : app.add_option(names)->multi_option_policy(
                                                       CLI::MultiOptionPolicy::TakeAll)});
    }
  }
  return known;
}

/// `left` is the word, or what CLI11 left of it: `-uiet` of `-quiet`.
Error unknown_flag(const CommandSpec& command, const std::vector<KnownOption>& known,
                   const Words& words, const std::string& left) {
  std::string shown = unmarked(left);
  std::string name;
  if (left.starts_with("--")) {
    name = long_name(left);
    shown = "--" + name;
  } else {
    auto word = std::find(words.begin(), words.end(), left);
    if (word == words.end()) {
      word = std::find_if(words.begin(), words.end(), [&](std::string_view cluster) {
        return cluster.starts_with('-') && cluster.ends_with(left.substr(1));
      });
      shown.resize(2);
    }
    name = unmarked(*word).substr(1);
  }
  std::vector<std::string_view> names;
  std::transform(known.begin(), known.end(), std::back_inserter(names),
                 [](const KnownOption& option) { return option.spec->name; });
  std::string message = "unknown flag " + safe_line(shown);
  if (const auto suggestion = suggestion_for(name, names)) {
    message += "; did you mean --" + std::string(*suggestion) + "?";
  }
  message += " (`tidings " + std::string(command.name) + " --help` lists the flags)";
  return Error{std::move(message)};
}

/// For the word that CLI11 stopped at.
Error misused_flag(const std::vector<KnownOption>& known, std::string_view word) {
  const bool is_long = word.starts_with("--");
  const auto option = std::find_if(known.begin(), known.end(), [&](const KnownOption& candidate) {
    return is_long ? candidate.spec->name == long_name(word)
                   : candidate.spec->letter == word.back();
  });
  const std::string flag = "--" + std::string(option->spec->name);
  const std::string value(option->spec->value);
  return Error{flag +
               (value.empty() ? " takes no value" : " needs a value: " + flag + " " + value)};
}

/// `others` are the operands, and the `--` that ends the flags.
Arguments given(const std::vector<KnownOption>& known, const Words& others) {
  Arguments arguments;
  for (const KnownOption& option : known) {
    const bool takes_value = !option.spec->value.empty();
    for (const std::string& value : option.parsed->results()) {
      arguments.add_flag(option.spec->name, takes_value ? unmarked(value) : std::string());
    }
  }
  const auto flags_end = std::find(others.begin(), others.end(), "--");
  for (auto word = others.begin(); word != others.end(); ++word) {
    if (word != flags_end) {
      arguments.add_operand(unmarked(*word));
    }
  }
  return arguments;
}

}  // namespace

bool Arguments::has(std::string_view flag) const {
  return flags_.find(flag) != flags_.end();
}

std::optional<std::string> Arguments::value(std::string_view flag) const {
  const auto found = flags_.find(flag);
  return found == flags_.end() ? std::nullopt : std::optional(found->second.back());
}

const std::vector<std::string>& Arguments::values(std::string_view flag) const {
  static const std::vector<std::string> none;
  const auto found = flags_.find(flag);
  return found == flags_.end() ? none : found->second;
}

void Arguments::add_flag(std::string_view flag, std::string value) {
  flags_[std::string(flag)].push_back(std::move(value));
}

void Arguments::add_operand(std::string operand) {
  operands_.push_back(std::move(operand));
}

Result<Arguments> take_apart(const CommandSpec& command, std::span<const std::string> words) {
  Words safe;
  std::transform(words.begin(), words.end(), std::back_inserter(safe), marked);
  CLI::App app;
  const auto known = declare_options(app, command);
  Words unread(safe.rbegin(), safe.rend());  // CLI11 reads from the end
  bool stopped = false;
  try {
    app.parse(unread);
  } catch (const CLI::ParseError&) {
    stopped = true;
  }
  const Words others = app.remaining();
  const auto flags_end = std::find(others.begin(), others.end(), "--");
  const auto unknown = std::find_if(others.begin(), flags_end, [](const std::string& word) {
    return word.size() > 1 && word.starts_with('-');
  });
  if (unknown != flags_end) {
    return unknown_flag(command, known, safe, *unknown);
  }
  if (stopped) {
    return misused_flag(known, safe[safe.size() - unread.size() - 1]);
  }
  return given(known, others);
}

}  // namespace tidings::cli
