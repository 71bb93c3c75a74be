#include <iostream>

#include "tidings/stream_client.h"

int main(int, char** arguments) {
  auto client = tidings::StreamClient::create();
  tidings::StreamSettings settings;
  settings.url = arguments[1];
  tidings::StreamCallbacks callbacks;
  callbacks.on_event = [](const tidings::Event& event) { std::cout << event.data << '\n'; };
  callbacks.on_end = [&](const tidings::StreamEnd&) { (*client)->stop(); };
  (*client)->add(settings, callbacks);
  (*client)->run();
}
