#pragma once

#include <string>
#include <vector>

namespace tidings::server {

/// One flag as `--help` describes it, for the man page and the shell completions.
struct OptionReference {
  char letter = 0;    ///< `h` for `-h`; 0 for none
  std::string name;   ///< `listen` for `--listen`
  std::string value;  ///< `ADDR:PORT`; empty when it takes none
  std::string help;
  std::string group;
};

struct ServerReference {
  std::vector<OptionReference> serve;
  std::vector<OptionReference> token;  ///< of `tidings-server token`
};

ServerReference server_reference();

}  // namespace tidings::server
