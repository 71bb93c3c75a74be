#include "auth/key_files.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

namespace tidings::server {
namespace {

constexpr std::size_t kMaxKeyFileSize = std::size_t{64} << 10;

Result<std::string> read_file(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string content(kMaxKeyFileSize + 1, '\0');
  file.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (file.gcount() == 0 && (!file.is_open() || file.bad() || errno != 0))
    return Error{"cannot read " + path + ": " +
                 (errno != 0 ? std::strerror(errno) : "it is no readable file")};
  content.resize(static_cast<std::size_t>(file.gcount()));
  if (content.size() > kMaxKeyFileSize)
    return Error{path + " is too large for a key file"};
  return content;
}

std::string without_line_end(std::string text) {
  if (!text.empty() && text.back() == '\n')
    text.pop_back();
  if (!text.empty() && text.back() == '\r')
    text.pop_back();
  return text;
}

Result<void> add_secrets(const std::string& path, std::vector<JwsKey>& keys) {
  const auto content = read_file(path);
  if (!content)
    return content.error();
  const std::string bare = without_line_end(*content);
  if (bare.empty())
    return Error{path + " holds no secret: it is empty"};
  keys.push_back(JwsKey::from_secret(bare).value());
  if (bare != *content)
    keys.push_back(JwsKey::from_secret(*content).value());
  return {};
}

Result<void> add_public_key(const std::string& path, std::vector<JwsKey>& keys) {
  const auto content = read_file(path);
  if (!content)
    return content.error();
  const auto key = JwsKey::from_public_pem(*content);
  if (!key)
    return Error{"cannot use the key in " + path + ": " + key.error().message};
  if (!keys.empty() && keys.front().algorithm() != key->algorithm())
    return Error{"the key in " + path + " is for " + std::string(name_of(key->algorithm())) +
                 ", the one before it for " + std::string(name_of(keys.front().algorithm())) +
                 "; all keys must be of one kind"};
  keys.push_back(*key);
  return {};
}

}  // namespace

Result<std::vector<JwsKey>> load_keys(const KeyFiles& files) {
  std::vector<JwsKey> keys;
  for (const auto& path : files.secret_files) {
    if (const auto added = add_secrets(path, keys); !added)
      return added.error();
  }
  for (const auto& path : files.public_key_files) {
    if (const auto added = add_public_key(path, keys); !added)
      return added.error();
  }
  return keys;
}

Result<std::string> read_secret_file(const std::string& path) {
  auto content = read_file(path);
  if (!content)
    return content.error();
  std::string secret = without_line_end(std::move(*content));
  if (secret.empty())
    return Error{path + " holds no secret: it is empty"};
  return secret;
}

}  // namespace tidings::server
