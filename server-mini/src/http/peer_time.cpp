#include "http/peer_time.h"

#include <linux/tcp.h>  // has more than netinet/tcp.h, which can't stand beside it
#include <netinet/in.h>
#include <sys/socket.h>

namespace tidings::server {

void set_peer_time(int fd, std::chrono::milliseconds time) {
  const int value = static_cast<int>(time.count());
  setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &value, sizeof value);
}

bool is_full_and_alive(int fd) {
  /// The answer to the question that was just asked may be on its way.
  constexpr int kMostUnanswered = 1;
  tcp_info info{};
  socklen_t size = sizeof info;
  return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && info.tcpi_notsent_bytes > 0 &&
         info.tcpi_unacked == 0 && info.tcpi_probes <= kMostUnanswered;
}

}  // namespace tidings::server
