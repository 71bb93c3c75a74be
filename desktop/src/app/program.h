#pragma once

namespace tidings::desktop {

/// `tidings-desktop`, from its arguments to its exit status.
int run_program(int argc, char** argv);

}  // namespace tidings::desktop
