#include "conformance/harness/channel.h"

#include <array>
#include <cerrno>

#include <poll.h>
#include <sys/socket.h>

#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

class PlainChannel : public Channel {
 public:
  explicit PlainChannel(FileDescriptor socket) : socket_(std::move(socket)) {}

  bool send(std::string_view bytes, const Deadline& deadline) override {
    while (!bytes.empty()) {
      const ssize_t sent =
          ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent >= 0) {
        bytes.remove_prefix(static_cast<std::size_t>(sent));
      } else if (errno != EAGAIN && errno != EINTR) {
        return false;
      } else {
        require(await_ready(socket_.number(), POLLOUT, deadline),
                "the program stopped reading what the server sends");
      }
    }
    return true;
  }

  bool receive(std::string& to, const Deadline& deadline) override {
    require(await_ready(socket_.number(), POLLIN, deadline),
            "nothing more came from the program on its connection");
    std::array<char, 65536> buffer{};
    const ssize_t size = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
    if (size <= 0) {
      return false;
    }
    to.append(buffer.data(), static_cast<std::size_t>(size));
    return true;
  }

  [[nodiscard]] int socket() const override { return socket_.number(); }
  void close() override { socket_.close(); }

 private:
  FileDescriptor socket_;
};

}  // namespace

std::unique_ptr<Channel> plain_channel(FileDescriptor socket) {
  return std::make_unique<PlainChannel>(std::move(socket));
}

bool await_ready(int descriptor, short events, const Deadline& deadline) {
  for (;;) {
    pollfd entry{descriptor, events, 0};
    const int ready = ::poll(&entry, 1, deadline.poll_timeout());
    if (ready > 0) {
      return true;
    }
    if (ready == 0 || errno != EINTR) {
      return false;
    }
  }
}

}  // namespace tidings::conformance
