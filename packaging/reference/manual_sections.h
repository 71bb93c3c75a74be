#pragma once

#include <span>
#include <string_view>

#include "program_reference.h"

namespace tidings::reference {

/// What a page says besides the flags; empty for a page that needs no more. `tidings` is the page
/// of the whole program.
std::span<const ManualSection> manual_sections(std::string_view page);

}  // namespace tidings::reference
