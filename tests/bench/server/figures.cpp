#include "server/figures.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace tidings::bench {

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double median_ratio(const std::vector<double>& ours, const std::vector<double>& theirs) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < std::min(ours.size(), theirs.size()); ++i)
    ratios.push_back(ours[i] / theirs[i]);
  return median(std::move(ratios));
}

std::string decimal(double value, int decimals) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  return text.data();
}

std::string markdown_head() {
  return "| what | goal | measured | reached |\n| --- | --- | --- | --- |\n";
}

std::string markdown_line(const Row& row) {
  std::string text = "| ";
  text.append(row.what).append(" | ").append(row.goal).append(" | ");
  text.append(row.measured).append(" | ");
  text.append(!row.reached ? "not judged" : *row.reached ? "yes" : "**no**").append(" |\n");
  return text;
}

std::string to_markdown(const std::vector<Row>& rows) {
  std::string text = markdown_head();
  for (const Row& row : rows) {
    text.append(markdown_line(row));
  }
  return text;
}

}  // namespace tidings::bench
