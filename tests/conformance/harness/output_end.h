#pragma once

#include "conformance/harness/file_descriptor.h"
#include "conformance/harness/program.h"

namespace tidings::conformance {

/// Both ends of one output of a program.
struct OutputEnds {
  FileDescriptor ours;      ///< what the program writes is read here; not open for a full device
  FileDescriptor programs;  ///< becomes the program's stdout or stderr
};

OutputEnds make_output(Output kind, unsigned short terminal_columns);

}  // namespace tidings::conformance
