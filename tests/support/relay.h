#pragma once

#include <QByteArray>
#include <QTcpServer>
#include <QtGlobal>
#include <memory>
#include <vector>

namespace tidings::test {

/// A network between client and server that can fail: passes TCP connections on to a loopback port,
/// until told to cut them. Works while the test waits (it lives in the event loop).
class Relay {
 public:
  explicit Relay(quint16 target_port);
  ~Relay();

  [[nodiscard]] quint16 port() const { return server_.serverPort(); }
  [[nodiscard]] int connections_so_far() const { return connections_so_far_; }
  [[nodiscard]] int connections_now() const;

  /// Resets every connection; later ones are passed on as before.
  void cut();
  /// While closed, a new connection is reset at once.
  void set_open(bool open) { open_ = open; }
  /// While muted, the server's bytes are held back; connections stay.
  void set_muted(bool muted);
  /// From now on nothing comes back on the connections whose client has said this at any time. They
  /// stay open.
  void silence(const QByteArray& said);

 private:
  struct Link;
  void accept();

  QTcpServer server_;
  quint16 target_port_;
  bool open_ = true;
  bool muted_ = false;
  int connections_so_far_ = 0;
  std::vector<std::unique_ptr<Link>> links_;
};

}  // namespace tidings::test
