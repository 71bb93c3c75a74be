// Many streams over one HTTP/2 connection: nginx speaks it to us and HTTP/1.1 to a scripted server.
#include <QTemporaryDir>
#include <QtTest>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tidings/stream_client.h"

#include "conformance/harness/certificates.h"
#include "support/nginx.h"
#include "support/scripted_server.h"

using namespace tidings;
using test::Nginx;
using test::ScriptedServer;

namespace {

constexpr int kStreams = 100;  // of the 128 that nginx allows on one connection
constexpr int kDeadlineMs = 30000;

QByteArray http2_proxy(const conformance::TlsSettings& tls, quint16 port) {
  return "server { listen 127.0.0.1:@PORT@ ssl http2; ssl_certificate " +
         QByteArray::fromStdString(tls.certificate.string()) + "; ssl_certificate_key " +
         QByteArray::fromStdString(tls.key.string()) +
         "; location / { proxy_pass http://127.0.0.1:" + QByteArray::number(port) +
         "; proxy_http_version 1.1; proxy_buffering off; proxy_read_timeout 1h; proxy_set_header "
         "X-Connection "
         "$connection; } }";
}

QByteArray header(const QByteArray& request, const QByteArray& name) {
  const qsizetype at = request.indexOf("\r\n" + name + ": ");
  const qsizetype begin = at + name.size() + 4;
  return at < 0 ? QByteArray() : request.mid(begin, request.indexOf("\r\n", begin) - begin);
}

/// A client that follows streams of one server over HTTP/2.
class Http2Scene {
 public:
  Http2Scene()
      : authority_(folder_.path().toStdString()),
        server_({ScriptedServer::stream(": hello\n\n"), false}),
        nginx_(http2_proxy(authority_.issue("server", "IP:127.0.0.1"), server_.port())) {}
  ~Http2Scene() {
    if (client_) {
      client_->stop();
    }
  }
  Http2Scene(const Http2Scene&) = delete;
  Http2Scene& operator=(const Http2Scene&) = delete;

  void start() {
    QVERIFY2(nginx_.start(), nginx_.report());
    auto client = StreamClient::create();
    QVERIFY(client.ok());
    client_ = std::move(*client);
    QVERIFY(client_->start().ok());
  }
  void add(int streams) {
    StreamSettings settings;
    settings.url = "https://127.0.0.1:" + std::to_string(nginx_.port()) + "/stream";
    settings.connection.http2 = true;
    settings.connection.ca_file = authority_.file();
    for (int number = 0; number < streams; ++number) {
      StreamCallbacks callbacks;
      callbacks.on_open = [this](const StreamOpened& opened) {
        const std::lock_guard lock(mutex_);
        versions_.insert(opened.head.version);
      };
      callbacks.on_event = [this, number](const Event&) {
        const std::lock_guard lock(mutex_);
        heard_.insert(number);
        if (removing_ == number) {
          client_->remove(ids_.at(static_cast<std::size_t>(number)));
        }
      };
      const std::lock_guard lock(mutex_);
      ids_.push_back(client_->add(settings, callbacks));
    }
    QTRY_COMPARE_WITH_TIMEOUT(server_.requests().size(), streams, kDeadlineMs);
  }
  void remove(int number) { client_->remove(ids_.at(static_cast<std::size_t>(number))); }
  /// From inside its own callback.
  void remove_with_next_event(int number) {
    const std::lock_guard lock(mutex_);
    removing_ = number;
  }
  void send() {
    {
      const std::lock_guard lock(mutex_);
      heard_.clear();
    }
    server_.send("data: to all\n\n");
  }
  [[nodiscard]] int heard_by() const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(heard_.size());
  }
  [[nodiscard]] int held_by_server() const { return server_.open_connections(); }
  [[nodiscard]] std::set<std::string> versions() const {
    const std::lock_guard lock(mutex_);
    return versions_;
  }
  [[nodiscard]] int connections() const {
    QSet<QByteArray> numbers;
    for (const QByteArray& request : server_.requests()) {
      numbers.insert(header(request, "X-Connection"));
    }
    return static_cast<int>(numbers.size());
  }

 private:
  QTemporaryDir folder_;
  conformance::CertificateAuthority authority_;
  ScriptedServer server_;
  Nginx nginx_;
  mutable std::mutex mutex_;
  std::set<std::string> versions_;
  std::set<int> heard_;
  std::vector<StreamId> ids_;
  int removing_ = -1;
  std::unique_ptr<StreamClient> client_;
};

}  // namespace

class StreamClientHttp2Test : public QObject {
  Q_OBJECT

 private slots:
  void many_streams_share_one_connection() {
    Http2Scene scene;
    scene.start();
    scene.add(kStreams);
    scene.send();
    QTRY_COMPARE_WITH_TIMEOUT(scene.heard_by(), kStreams, kDeadlineMs);
    QCOMPARE(scene.versions(), std::set<std::string>{"HTTP/2"});
    QCOMPARE(scene.connections(), 1);
  }

  /// All is silent: nothing else brings the client to write to the connection.
  void the_server_hears_of_one_that_goes_and_the_others_stay() {
    Http2Scene scene;
    scene.start();
    scene.add(3);
    QTRY_COMPARE_WITH_TIMEOUT(scene.held_by_server(), 3, kDeadlineMs);
    scene.remove(0);
    QTRY_COMPARE_WITH_TIMEOUT(scene.held_by_server(), 2, kDeadlineMs);
    scene.send();
    QTRY_COMPARE_WITH_TIMEOUT(scene.heard_by(), 2, kDeadlineMs);
    QCOMPARE(scene.connections(), 1);
  }

  void the_server_hears_of_one_that_goes_in_its_own_callback() {
    Http2Scene scene;
    scene.start();
    scene.add(3);
    scene.remove_with_next_event(1);
    scene.send();
    QTRY_COMPARE_WITH_TIMEOUT(scene.held_by_server(), 2, kDeadlineMs);
    scene.send();
    QTRY_COMPARE_WITH_TIMEOUT(scene.heard_by(), 2, kDeadlineMs);
    QCOMPARE(scene.connections(), 1);
  }

  void the_server_hears_of_the_last_that_goes() {
    Http2Scene scene;
    scene.start();
    scene.add(1);
    scene.remove(0);
    QTRY_COMPARE_WITH_TIMEOUT(scene.held_by_server(), 0, kDeadlineMs);
  }

  void the_server_hears_of_the_last_that_goes_in_its_own_callback() {
    Http2Scene scene;
    scene.start();
    scene.add(1);
    scene.remove_with_next_event(0);
    scene.send();
    QTRY_COMPARE_WITH_TIMEOUT(scene.held_by_server(), 0, kDeadlineMs);
  }
};

QTEST_GUILESS_MAIN(StreamClientHttp2Test)
#include "stream_client_http2_test.moc"
