#pragma once

#include <string>
#include <string_view>

#include "tidings/result.h"

namespace tidings {

/// Replaces a file's whole content so that a kill or a power cut at any instant leaves either the
/// old or the new: temporary file beside it, fsync, rename, fsync of the folder. A new file gets
/// mode 0600, an existing one keeps its mode; a symbolic link is followed. The error names the file
/// and what failed.
Result<void> write_atomically(const std::string& path, std::string_view content);

/// A file's content. The error names the file. A file larger than `limit` bytes is an error.
Result<std::string> read_file(const std::string& path, std::size_t limit);

}  // namespace tidings
