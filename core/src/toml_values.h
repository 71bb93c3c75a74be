#pragma once

// The one place of core that includes toml++.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <system_error>

#include <toml++/toml.h>

#include "tidings/duration.h"
#include "tidings/profile.h"
#include "tidings/result.h"
#include "tidings/url.h"

namespace tidings {

/// Reads single values of a configuration, each as the kind that its key is meant to be. The first
/// thing that is wrong is kept as the error, with its key and line. All in this header: toml++ is
/// dear to compile, so few files include it.
class TomlValues {
 public:
  explicit TomlValues(const ConfigurationSource& source) : source_(source) {}

  [[nodiscard]] const ConfigurationSource& source() const noexcept { return source_; }
  [[nodiscard]] const std::optional<Error>& error() const noexcept { return error_; }

  /// The key and where it stands, when that is known.
  [[nodiscard]] std::string at(const toml::key& key) const {
    if (source_.path.empty()) {
      return std::string(key.str());
    }
    return "`" + source_.path + "`, line " + std::to_string(key.source().begin.line) + ": " +
           std::string(key.str());
  }
  void fail(const toml::key& key, const std::string& why) {
    if (!error_) {
      error_ = Error{at(key) + " " + why};
    }
  }
  std::string text(const toml::key& key, const toml::node& node) {
    if (const auto value = node.value_exact<std::string>()) {
      return *value;
    }
    fail(key, "must be a text in quotes");
    return {};
  }
  bool flag(const toml::key& key, const toml::node& node) {
    if (const auto value = node.value_exact<bool>()) {
      return *value;
    }
    fail(key, "must be true or false");
    return false;
  }
  std::string url(const toml::key& key, const toml::node& node) {
    std::string value = text(key, node);
    if (const Result<void> usable = check_http_url(value); !error_ && !usable) {
      fail(key, "is not usable: " + usable.error().message);
    }
    return value;
  }
  std::string file(const toml::key& key, const toml::node& node) {
    std::string name = text(key, node);
    if (name.empty()) {
      fail(key, "must name a file");
      return name;
    }
    if (name.starts_with("~/")) {
      return source_.home + name.substr(1);
    }
    const std::size_t slash = source_.path.rfind('/');
    return name.front() == '/' || slash == std::string::npos
               ? name
               : source_.path.substr(0, slash + 1) + name;
  }
  /// A duration or size: text, or a bare number.
  std::string quantity(const toml::key& key, const toml::node& node) {
    if (const auto number = node.value_exact<std::int64_t>()) {
      return std::to_string(*number);
    }
    if (const auto number = node.value_exact<double>()) {
      return decimal_text(*number);
    }
    return text(key, node);
  }
  std::optional<std::chrono::milliseconds> duration(const toml::key& key, const toml::node& node) {
    const std::string value = quantity(key, node);
    const Result<std::chrono::milliseconds> read = parse_duration(value);
    if (!read) {
      fail(key, "is not usable: " + read.error().message);
      return std::nullopt;
    }
    return *read;
  }
  unsigned count(const toml::key& key, const toml::node& node) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > std::numeric_limits<int>::max()) {
      fail(key, "must be a whole number, 0 or more");
      return 0;
    }
    return static_cast<unsigned>(*value);
  }

 private:
  static std::string decimal_text(double number) {
    std::array<char, 400> text{};
    const auto [end, error] =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    return error == std::errc{} ? std::string(text.data(), end) : std::string{};
  }

  const ConfigurationSource& source_;
  std::optional<Error> error_;
};

inline Error toml_syntax_error(const toml::parse_error& error, const std::string& path) {
  return Error{"`" + path + "`, line " + std::to_string(error.source().begin.line) +
               ": this is not TOML: " + std::string(error.description())};
}

}  // namespace tidings
