#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace tidings::cli {
namespace {

bool wants_colors(bool is_terminal, ColorChoice choice, const Environment& environment) {
  if (choice != ColorChoice::automatic) {
    return choice == ColorChoice::always;
  }
  if (environment.no_color) {
    return false;
  }
  return environment.force_color || (is_terminal && !environment.dumb_terminal);
}

}  // namespace

int terminal_width(int fd, const Environment& environment) {
  if (environment.columns) {
    return *environment.columns;
  }
  winsize size{};
  if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return size.ws_col;
  }
  return Terminal{}.width;
}

Terminal inspect_terminal(int fd, ColorChoice choice, const Environment& environment) {
  Terminal terminal;
  terminal.is_terminal = ::isatty(fd) == 1;
  terminal.colors = wants_colors(terminal.is_terminal, choice, environment);
  terminal.width = terminal_width(fd, environment);
  return terminal;
}

}  // namespace tidings::cli
