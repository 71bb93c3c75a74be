#include "conformance/harness/output_end.h"

#include <array>

#include <fcntl.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

OutputEnds make_pipe() {
  std::array<int, 2> ends{};
  require(::pipe2(ends.data(), O_CLOEXEC) == 0, "cannot make a pipe");
  return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

/// Raw, so that what the program writes is read as it is: no carriage returns added.
OutputEnds make_terminal(unsigned short columns) {
  int ours = -1;
  int programs = -1;
  termios raw{};
  ::cfmakeraw(&raw);
  const winsize size{24, columns, 0, 0};
  require(::openpty(&ours, &programs, nullptr, &raw, &size) == 0, "cannot open a pseudo-terminal");
  ::fcntl(ours, F_SETFD, FD_CLOEXEC);
  ::fcntl(programs, F_SETFD, FD_CLOEXEC);
  return {FileDescriptor(ours), FileDescriptor(programs)};
}

}  // namespace

OutputEnds make_output(Output kind, unsigned short terminal_columns) {
  OutputEnds ends;
  switch (kind) {
    case Output::Pipe:
      ends = make_pipe();
      break;
    case Output::Terminal:
      ends = make_terminal(terminal_columns);
      break;
    case Output::FullDevice:
      ends.programs = FileDescriptor(::open("/dev/full", O_WRONLY | O_CLOEXEC));
      return ends;
  }
  ::fcntl(ends.ours.number(), F_SETFL, O_NONBLOCK);
  return ends;
}

}  // namespace tidings::conformance
