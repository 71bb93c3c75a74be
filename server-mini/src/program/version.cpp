#include "program/version.h"

#include "auth/jws.h"
#include "loop/event_loop.h"

namespace tidings::server {

std::string version_text() {
  return "tidings-server " TIDINGS_VERSION "\nlibevent " + libevent_version() + ", OpenSSL " +
         openssl_version() + ", hiredis " TIDINGS_HIREDIS_VERSION;
}

}  // namespace tidings::server
