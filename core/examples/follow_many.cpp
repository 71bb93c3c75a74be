// Follows many streams on one thread and tells which one said what: follow_many URL…

#include <iostream>
#include <string>

#include "tidings/stream_client.h"

int main(int argc, char** argv) {
  auto client = tidings::StreamClient::create();
  if (!client || argc < 2) {
    std::cerr << (client ? "usage: follow_many URL..." : client.error().message) << '\n';
    return 2;
  }
  int following = argc - 1;
  for (int index = 1; index < argc; ++index) {
    const std::string url = argv[index];
    tidings::StreamSettings settings;
    settings.url = url;
    tidings::StreamCallbacks callbacks;
    callbacks.on_event = [url](const tidings::Event& event) {
      std::cout << url << '\t' << event.type << '\t' << event.data << std::endl;
    };
    callbacks.on_end = [url, &following, &client](const tidings::StreamEnd& end) {
      std::cerr << url << ": " << end.reason << '\n';
      if (--following == 0) {
        (*client)->stop();
      }
    };
    (*client)->add(settings, callbacks);
  }
  (*client)->run();
}
