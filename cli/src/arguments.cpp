#include "arguments.h"

#include <cstddef>
#include <utility>

#include "safe_text.h"
#include "suggestion.h"

namespace tidings::cli {
namespace {

template <class Predicate>
const OptionSpec* find_option(const CommandSpec& command, Predicate matches) {
  for (const OptionGroup& group : command.groups) {
    for (const OptionSpec& option : group.options) {
      if (matches(option)) {
        return &option;
      }
    }
  }
  return nullptr;
}

std::vector<std::string_view> long_names(const CommandSpec& command) {
  std::vector<std::string_view> names;
  for (const OptionGroup& group : command.groups) {
    for (const OptionSpec& option : group.options) {
      names.push_back(option.name);
    }
  }
  return names;
}

Error unknown_flag(const CommandSpec& command, std::string_view shown, std::string_view name) {
  std::string message = "unknown flag " + safe_line(shown);
  if (const auto suggestion = suggestion_for(name, long_names(command))) {
    message += "; did you mean --" + std::string(*suggestion) + "?";
  }
  message += " (`tidings " + std::string(command.name) + " --help` lists the flags)";
  return Error{std::move(message)};
}

Error value_missing(const OptionSpec& option) {
  return Error{"--" + std::string(option.name) + " needs a value: --" + std::string(option.name) +
               " " + std::string(option.value)};
}

class Reader {
 public:
  Reader(const CommandSpec& command, std::span<const std::string> words)
      : command_(command), words_(words) {}

  Result<Arguments> read() {
    bool flags_ended = false;
    while (next_ < words_.size()) {
      const std::string& word = words_[next_++];
      Result<void> taken;
      if (flags_ended || word.size() < 2 || word.front() != '-') {
        arguments_.add_operand(word);
      } else if (word == "--") {
        flags_ended = true;
      } else if (word[1] == '-') {
        taken = take_long(word);
      } else {
        taken = take_letters(word);
      }
      if (!taken) {
        return taken.error();
      }
    }
    return std::move(arguments_);
  }

 private:
  Result<void> take_long(std::string_view word) {
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(2, equals == word.npos ? word.npos : equals - 2);
    const OptionSpec* option =
        find_option(command_, [&](const OptionSpec& known) { return known.name == name; });
    if (option == nullptr) {
      return unknown_flag(command_, word.substr(0, equals), name);
    }
    if (equals == word.npos) {
      return option->value.empty() ? add(*option, {}) : add_next_word(*option);
    }
    if (option->value.empty()) {
      return Error{"--" + std::string(name) + " takes no value"};
    }
    return add(*option, std::string(word.substr(equals + 1)));
  }

  /// `-qn5`: letters without a value, then perhaps one whose value is the rest or the next word.
  Result<void> take_letters(std::string_view word) {
    for (std::size_t index = 1; index < word.size(); ++index) {
      const OptionSpec* option = find_option(
          command_, [&](const OptionSpec& known) { return known.letter == word[index]; });
      if (option == nullptr) {
        return unknown_flag(command_, index == 1 ? word : "-" + std::string(1, word[index]),
                            word.substr(1));
      }
      if (!option->value.empty()) {
        const std::string_view rest = word.substr(index + 1);
        return rest.empty() ? add_next_word(*option) : add(*option, std::string(rest));
      }
      if (auto added = add(*option, {}); !added) {
        return added;
      }
    }
    return {};
  }

  Result<void> add_next_word(const OptionSpec& option) {
    if (next_ == words_.size()) {
      return value_missing(option);
    }
    return add(option, words_[next_++]);
  }

  Result<void> add(const OptionSpec& option, std::string value) {
    arguments_.add_flag(option.name, std::move(value));
    return {};
  }

  const CommandSpec& command_;
  std::span<const std::string> words_;
  std::size_t next_ = 0;
  Arguments arguments_;
};

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
  return Reader(command, words).read();
}

}  // namespace tidings::cli
