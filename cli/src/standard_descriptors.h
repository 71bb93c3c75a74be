#pragma once

namespace tidings::cli {

/// Fills closed standard descriptors (`>&-`) with ones on which every read and write fails, so that
/// no socket or file opened later takes such a number and gets output meant for the user.
void open_missing_standard_descriptors();

}  // namespace tidings::cli
