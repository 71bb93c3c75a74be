#include "core/client_bench.h"

#include <algorithm>

namespace tidings::test {
namespace {

QString text(std::string_view view) {
  return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

std::unique_ptr<EventLoop> make_loop() {
  auto loop = EventLoop::create();
  if (!loop) {
    qFatal("%s", loop.error().message.c_str());
  }
  return std::move(*loop);
}

}  // namespace

MemoryTransport::Script answering(std::string body) {
  return [body = std::move(body)](MemoryTransport::Exchange& exchange) {
    exchange.answer(200, {{"Content-Type", "text/event-stream"}});
    exchange.send("retry: 0\n\n" + body);
  };
}

ClientBench::ClientBench(MemoryTransport::Script script)
    : loop(make_loop()),
      transport(std::move(script)),
      client(*loop, transport, [] { return 0.5; }) {
  loop->before_wait([this] {
    if (transport.deliver()) {
      loop->post([] {});
    }
  });
}

void ClientBench::run_rounds(int count) {
  std::function<void()> round = [&] {
    if (--count > 0) {
      loop->post(round);
    } else {
      loop->stop();
    }
  };
  loop->post(round);
  loop->run();
}

StreamSettings ClientBench::stream() {
  StreamSettings settings;
  settings.url = "http://shop.example/stream";
  settings.reconnection_time = std::chrono::milliseconds{0};
  return settings;
}

StreamId ClientBench::follow(const QString& name, StreamSettings settings) {
  return client.add(std::move(settings), writing_down(name));
}

StreamCallbacks ClientBench::writing_down(const QString& name) {
  StreamCallbacks made;
  const auto write = [this, name](const QString& what) { log_ << name + ' ' + what; };
  made.on_connecting = [write](std::string_view) { write("connecting"); };
  made.on_open = [write](const StreamOpened&) { write("open"); };
  made.on_event = [write](const Event& event) { write("event " + text(event.data)); };
  made.on_last_event_id = [write](std::string_view id) { write("id " + text(id)); };
  made.on_reconnecting = [write](const StreamReconnecting&) { write("reconnecting"); };
  made.on_warning = [write](const std::string&) { write("warning"); };
  made.on_end = [write](const StreamEnd&) { write("end"); };
  return made;
}

int ClientBench::open_requests() const {
  return static_cast<int>(std::count_if(transport.exchanges().begin(), transport.exchanges().end(),
                                        [](const auto& exchange) { return exchange->open(); }));
}

}  // namespace tidings::test
