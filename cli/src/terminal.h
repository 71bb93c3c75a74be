#pragma once

#include "environment.h"

namespace tidings::cli {

enum class ColorChoice { automatic, always, never };

/// The answers to the questions a program asks about where its output goes.
struct Terminal {
  bool is_terminal = false;
  bool colors = false;
  int width = 80;  ///< in columns; as it was when asked
};

/// Asks about the file behind `fd`. Colours: the flag decides, then `NO_COLOR`, then
/// `CLICOLOR_FORCE`, then whether it is a terminal that is not `dumb`.
Terminal inspect_terminal(int fd, ColorChoice choice, const Environment& environment);

/// The width at this moment: a window may have been resized.
int terminal_width(int fd, const Environment& environment);

}  // namespace tidings::cli
