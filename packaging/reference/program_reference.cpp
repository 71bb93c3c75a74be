#include "program_reference.h"

#include <algorithm>

namespace tidings::reference {
namespace {

bool is_word(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t end = text.find(separator); end != std::string_view::npos;
       end = text.find(separator)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + separator.size());
  }
  parts.push_back(text);
  return parts;
}

}  // namespace

std::vector<OperandWord> operand_words(const cli::CommandSpec& command) {
  std::vector<OperandWord> words;
  for (const std::string_view item : split(command.operands, "|")) {
    const std::string_view form = trimmed(item);
    const std::string_view word = form.substr(0, form.find(' '));
    if (is_word(word)) {
      words.push_back({std::string(word), form.ends_with(" NAME") && word != "add"});
    }
  }
  return words;
}

std::vector<std::string> value_choices(const cli::OptionSpec& option) {
  const std::string_view list =
      trimmed(option.help.substr(0, option.help.find_first_of("([:;,", option.help.find(" or "))));
  const std::vector<std::string_view> halves = split(list, " or ");
  if (halves.size() != 2 || option.value.empty()) {
    return {};
  }
  std::vector<std::string_view> words = split(halves.front(), ", ");
  words.push_back(halves.back());
  return std::all_of(words.begin(), words.end(), is_word)
             ? std::vector<std::string>(words.begin(), words.end())
             : std::vector<std::string>();
}

ValueKind value_kind(const cli::OptionSpec& option) {
  if (option.value.empty()) {
    return ValueKind::none;
  }
  if (option.value == "FILE" || option.value == "PATH") {
    return ValueKind::file;
  }
  if (option.name == "profile") {
    return ValueKind::profile;
  }
  return value_choices(option).empty() ? ValueKind::other : ValueKind::choice;
}

}  // namespace tidings::reference
