#pragma once

#include <optional>
#include <string>
#include <vector>

namespace tidings::bench {

/// REQUIRES: not empty.
double median(std::vector<double> values);

/// The median of the quotients of rounds that ran side by side.
double median_ratio(const std::vector<double>& ours, const std::vector<double>& theirs);

/// `1.25`, with so many decimals.
std::string decimal(double value, int decimals);

/// One line of the table.
struct Row {
  std::string what;
  std::string goal;
  std::string measured;
  std::optional<bool> reached = {};  ///< nothing: what it is compared with is not there
};

/// A Markdown table, also piece by piece.
std::string markdown_head();
std::string markdown_line(const Row& row);
std::string to_markdown(const std::vector<Row>& rows);

}  // namespace tidings::bench
