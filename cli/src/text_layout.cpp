#include "text_layout.h"

#include <clocale>
#include <cwchar>

#include "code_points.h"

namespace tidings::cli {
namespace {

/// The C library's width tables, whatever locale the user has.
class WidthTables {
 public:
  WidthTables() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {}
  ~WidthTables() {
    if (locale_ != nullptr) {
      ::freelocale(locale_);
    }
  }
  WidthTables(const WidthTables&) = delete;
  WidthTables& operator=(const WidthTables&) = delete;

  [[nodiscard]] int width(char32_t code_point) const {
    if (locale_ == nullptr) {
      return 1;
    }
    const locale_t before = ::uselocale(locale_);
    const int columns = ::wcwidth(static_cast<wchar_t>(code_point));
    ::uselocale(before);
    return columns;
  }

 private:
  locale_t locale_;
};

constexpr std::size_t kWidestTab = 8;

std::size_t columns_of(char32_t code_point) {
  if (code_point >= 0x20 && code_point < 0x7F) {
    return 1;
  }
  if (code_point == '\t') {
    return kWidestTab;
  }
  static const WidthTables tables;
  const int columns = tables.width(code_point);
  return columns < 0 ? 1 : static_cast<std::size_t>(columns);
}

/// How much of `text`, which holds no line break, fits: at least one code point.
std::size_t fitting_length(std::string_view text, std::size_t width) {
  std::string_view rest = text;
  std::size_t columns = 0;
  std::size_t last_space = 0;
  while (!rest.empty()) {
    const std::size_t position = text.size() - rest.size();
    const bool is_space = rest.front() == ' ';
    columns += columns_of(take_code_point(rest));
    if (is_space) {
      last_space = position;
    }
    if (columns > width && position > 0 && !is_space) {
      return last_space > 0 ? last_space : position;
    }
  }
  return text.size();
}

void wrap_line(std::vector<std::string_view>& lines, std::string_view line, std::size_t width) {
  do {
    const std::size_t length = width == 0 ? line.size() : fitting_length(line, width);
    lines.push_back(line.substr(0, length));
    line.remove_prefix(length);
    if (!line.empty() && line.front() == ' ') {
      line.remove_prefix(1);
    }
  } while (!line.empty());
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    columns += columns_of(take_code_point(text));
  }
  return columns;
}

std::vector<std::string_view> wrapped_lines(std::string_view text, std::size_t width) {
  std::vector<std::string_view> lines;
  for (;;) {
    const std::size_t line_end = text.find('\n');
    wrap_line(lines, text.substr(0, line_end), width);
    if (line_end == std::string_view::npos) {
      return lines;
    }
    text.remove_prefix(line_end + 1);
  }
}

}  // namespace tidings::cli
