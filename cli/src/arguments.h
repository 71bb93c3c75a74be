#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/result.h"

#include "command_spec.h"

namespace tidings::cli {

/// A command line taken apart: which flags were given with which values, and the operands. Values
/// are not yet judged.
class Arguments {
 public:
  [[nodiscard]] bool has(std::string_view flag) const;
  /// The flag's value where it may stand once: the last one given wins.
  [[nodiscard]] std::optional<std::string> value(std::string_view flag) const;
  /// The values of a repeatable flag, in order.
  [[nodiscard]] const std::vector<std::string>& values(std::string_view flag) const;
  [[nodiscard]] const std::vector<std::string>& operands() const { return operands_; }

  void add_flag(std::string_view flag, std::string value);
  void add_operand(std::string operand);

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> flags_;
  std::vector<std::string> operands_;
};

/// Takes the words after the subcommand's name apart, with CLI11, as getopt_long does, but for
/// abbreviated long names:
/// `--name value`, `--name=value` (also an empty one), `-n5`, `-n 5`, `-qv`; `--` ends the flags,
/// `-` is an operand, flags and operands may be mixed. A flag that takes a value takes exactly the
/// next word, whatever it begins with. The error names the flag and, for an unknown one, what was
/// probably meant.
Result<Arguments> take_apart(const CommandSpec& command, std::span<const std::string> words);

}  // namespace tidings::cli
