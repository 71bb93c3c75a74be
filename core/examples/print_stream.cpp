// Prints the data of every event of one stream, reconnecting for ever: print_stream URL

#include <iostream>

#include "tidings/stream_client.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: print_stream URL\n";
    return 2;
  }
  auto client = tidings::StreamClient::create();
  if (!client) {
    std::cerr << client.error().message << '\n';
    return 1;
  }
  tidings::StreamSettings settings;
  settings.url = argv[1];
  tidings::StreamCallbacks callbacks;
  callbacks.on_event = [&client](const tidings::Event& event) {
    if (!(std::cout << event.data << std::endl)) {
      (*client)->stop();  // nobody reads any more
    }
  };
  callbacks.on_reconnecting = [](const tidings::StreamReconnecting& next) {
    std::cerr << "reconnecting in " << next.delay.count() << " ms: " << next.reason << '\n';
  };
  callbacks.on_end = [&client](const tidings::StreamEnd& end) {
    std::cerr << "ended: " << end.reason << '\n';
    (*client)->stop();
  };
  (*client)->add(settings, callbacks);
  (*client)->run();
}
