#pragma once

#include <string>
#include <vector>

#include "tidings/result.h"

#include "auth/jws.h"

namespace tidings::server {

/// Where keys come from: files of one kind.
struct KeyFiles {
  std::vector<std::string> secret_files;      ///< HS256
  std::vector<std::string> public_key_files;  ///< RS256 or ES256, PEM
};

/// Reads every key. A secret's final line end is not part of it; the secret with it is accepted
/// too, for whoever signs with the file as it is. The error names the file and what is wrong with
/// it: unreadable, empty, no key, or of another algorithm than the first.
Result<std::vector<JwsKey>> load_keys(const KeyFiles& files);

/// An HMAC secret from a file, without its final line end.
Result<std::string> read_secret_file(const std::string& path);

}  // namespace tidings::server
