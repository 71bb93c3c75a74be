#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tidings/diagnosis.h"

namespace tidings::cli {

/// `-o json`: one object, on one line.
std::string json_report(std::string_view url, const Diagnosis& diagnosis);

/// A line per check, with advice below it where there is some, and the result. `width` in columns;
/// 0: lines are not broken.
std::string text_report(std::string_view url, const Diagnosis& diagnosis, bool colors,
                        std::size_t width);

}  // namespace tidings::cli
