#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidings::cli {

/// What output calls a stream.
struct StreamName {
  std::size_t number = 0;  ///< the URL's place on the command line, from 0
  std::string url;         ///< secrets masked
  std::string json_url;    ///< the same as a JSON string: asked for with each event
  std::string short_name;  ///< the host, and the path's last part: for people
};

StreamName stream_name(std::string_view url, std::size_t number);

}  // namespace tidings::cli
