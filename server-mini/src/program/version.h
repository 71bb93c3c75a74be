#pragma once

#include <string>

namespace tidings::server {

/// Name, version and the libraries it runs on, for `--version`.
std::string version_text();

}  // namespace tidings::server
