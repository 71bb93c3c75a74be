#pragma once

#include <cstdint>
#include <string>

#include "publish/publish_options.h"

namespace tidings::cli {

/// The notifications that the flags describe: as many copies as `--repeat` says, each to every
/// receiver. With `--repeat` the text `{n}` in title, body and data is the copy's number, from 1.
class NotificationSeries {
 public:
  /// `options` must outlive the series.
  explicit NotificationSeries(const PublishOptions& options) : options_(options) {}

  [[nodiscard]] std::uint64_t size() const;
  /// The notification with this number, from 1 to `size()`: copy by copy, within one the receivers
  /// in their order.
  [[nodiscard]] std::string json(std::uint64_t number) const;
  /// Its data, perhaps not JSON.
  [[nodiscard]] std::string data(std::uint64_t copy) const;

 private:
  [[nodiscard]] std::uint64_t receivers() const;
  [[nodiscard]] std::string numbered(const std::string& text, std::uint64_t copy) const;

  const PublishOptions& options_;
};

}  // namespace tidings::cli
