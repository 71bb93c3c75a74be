#include "complaint.h"

#include <cerrno>
#include <string>

#include <unistd.h>

#include "safe_text.h"

namespace tidings::cli {

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(fd, text.data(), text.size());
    if (count < 0 && errno != EINTR) {
      return false;
    }
    text.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
  }
  return true;
}

void complain(int fd, std::string_view message, std::string_view program) {
  // Should even this fail there is nobody left to tell.
  write_all(fd, std::string(program) + ": " + safe_line(message) + "\n");
}

}  // namespace tidings::cli
