#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "conformance/harness/channel.h"

namespace tidings::conformance {

/// What a TLS server shows and demands; files in PEM.
struct TlsSettings {
  std::filesystem::path certificate;
  std::filesystem::path key;
  std::filesystem::path client_ca;  ///< not empty: a client certificate signed by it is demanded
};

/// The server's side of TLS; one for all its connections.
class TlsContext {
 public:
  explicit TlsContext(const TlsSettings& settings);
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  /// Shakes hands on an accepted socket; nothing when the program broke it off.
  std::unique_ptr<Channel> accept(FileDescriptor socket, const Deadline& deadline);

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

}  // namespace tidings::conformance
