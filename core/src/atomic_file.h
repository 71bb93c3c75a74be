#pragma once

#include <string>
#include <string_view>

#include "tidings/result.h"

namespace tidings {

/// The file behind symbolic links, or the path itself when there is no file yet.
std::string real_path(const std::string& path);

/// The folder that a path's file is in: `.` for a name alone.
std::string folder_of(const std::string& path);

/// Replaces a file's whole content so that a kill or a power cut at any instant leaves either the
/// old or the new: temporary file beside it (`PATH.new`), fsync, rename, fsync of the folder. A new
/// file gets mode 0600, an existing one keeps its mode; a symbolic link is followed. The error
/// names the file and what failed. REQUIRES: nobody else writes the file at the same time
/// (`FileLock`).
Result<void> write_atomically(const std::string& path, std::string_view content);

/// A file's content. The error names the file. A file larger than `limit` bytes is an error.
Result<std::string> read_file(const std::string& path, std::size_t limit);

}  // namespace tidings
