#include "streams/crowd_server.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tidings::bench {
namespace {

constexpr std::string_view kHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
constexpr std::string_view kEvent = "data: {\"id\":\"1\",\"title\":\"hello\"}\n\n";

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::_Exit(1);
}

std::string text_of(CrowdServer::Burst burst) {
  const std::string event = "data: " + std::string(burst.event_size, 'x') + "\n\n";
  std::string text;
  for (std::size_t number = 0; number < burst.events; ++number) {
    text += event;
  }
  return text;
}

/// The server's process: answers every request, then obeys.
class Crowd {
 public:
  Crowd(int listener, int commands) : listener_(listener), commands_(commands) {}

  [[noreturn]] void serve() {
    for (;;) {
      std::vector<pollfd> waited{{listener_, POLLIN, 0}, {commands_, POLLIN, 0}};
      if (::poll(waited.data(), waited.size(), -1) < 0) {
        give_up("poll");
      }
      if (waited[0].revents != 0) {
        accept();
      }
      if (waited[1].revents != 0) {
        obey();
      }
    }
  }

 private:
  void accept() {
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) {
      give_up("accept");
    }
    char request[4096];
    if (::read(connection, request, sizeof request) <= 0) {
      ::close(connection);
      return;
    }
    send(connection, kHead);
    connections_.push_back(connection);
  }

  void obey() {
    CrowdServer::Burst burst;
    if (::read(commands_, &burst, sizeof burst) != static_cast<ssize_t>(sizeof burst)) {
      std::_Exit(0);  // the other side has gone
    }
    if (burst.events == 0) {
      send(connections_.at(next_++ % connections_.size()), kEvent);
      return;
    }
    const std::string text = text_of(burst);
    for (const int connection : connections_) {
      send(connection, text);
    }
  }

  static void send(int connection, std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = ::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent < 0) {
        return;  // it has gone
      }
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  int listener_;
  int commands_;
  std::vector<int> connections_;
  std::size_t next_ = 0;
};

}  // namespace

CrowdServer::CrowdServer() {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  int ends[2];
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(listener, 4096) != 0 ||
      ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0 ||
      ::pipe(ends) != 0) {
    give_up("the server cannot start");
  }
  port_ = ntohs(address.sin_port);
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::close(ends[1]);
    Crowd(listener, ends[0]).serve();
  }
  ::close(listener);
  ::close(ends[0]);
  commands_ = ends[1];
}

CrowdServer::~CrowdServer() {
  ::close(commands_);
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

void CrowdServer::send_next() const {
  command({});
}
void CrowdServer::send_to_all(Burst burst) const {
  command(burst);
}

void CrowdServer::command(Burst burst) const {
  if (::write(commands_, &burst, sizeof burst) != static_cast<ssize_t>(sizeof burst)) {
    give_up("the server has gone");
  }
}

}  // namespace tidings::bench
