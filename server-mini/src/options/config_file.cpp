#include "options/config_file.h"

#include <optional>
#include <sstream>

#include <toml++/toml.h>

namespace tidings::server {
namespace {

std::optional<std::string> scalar_text(const toml::node& node) {
  if (const auto* text = node.as_string())
    return text->get();
  if (const auto* number = node.as_integer())
    return std::to_string(number->get());
  if (const auto* flag = node.as_boolean())
    return flag->get() ? "true" : "false";
  if (const auto* number = node.as_floating_point()) {
    std::ostringstream out;
    out << number->get();
    return out.str();
  }
  return std::nullopt;
}

std::optional<std::vector<std::string>> value_texts(const toml::node& node) {
  std::vector<std::string> out;
  const toml::array* list = node.as_array();
  if (list == nullptr) {
    auto text = scalar_text(node);
    if (!text)
      return std::nullopt;
    out.push_back(std::move(*text));
    return out;
  }
  for (const toml::node& element : *list) {
    auto text = scalar_text(element);
    if (!text)
      return std::nullopt;
    out.push_back(std::move(*text));
  }
  return out;
}

}  // namespace

Result<std::vector<ConfigEntry>> read_config_file(const std::string& path) {
  std::vector<ConfigEntry> entries;
  try {
    const toml::table table = toml::parse_file(path);
    for (const auto& [key, node] : table) {
      auto texts = value_texts(node);
      if (!texts)
        return Error{path + ": " + std::string(key.str()) +
                     " is neither a text, a number, true or false, nor a list of them"};
      entries.emplace_back(std::string(key.str()), std::move(*texts));
    }
  } catch (const toml::parse_error& error) {
    const auto line = error.source().begin.line;
    return Error{path + (line > 0 ? ", line " + std::to_string(line) : std::string()) + ": " +
                 std::string(error.description())};
  }
  return entries;
}

}  // namespace tidings::server
