#pragma once

#include <string>

#include "program_reference.h"

namespace tidings::reference {

/// Writes into `folder` the completions and a page for each command that has a name of its own.
/// False when a file cannot be written.
bool write_reference(const std::string& folder, const ProgramReference& program);

bool write_file(const std::string& path, const std::string& content);

}  // namespace tidings::reference
