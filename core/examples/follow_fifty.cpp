// Follows fifty streams of one URL on one thread: follow_fifty URL
// Ends when all fifty have ended by themselves (with an answer 204, say).

#include <iostream>
#include <string>

#include "tidings/stream_client.h"

namespace {

constexpr int kStreams = 50;

tidings::StreamCallbacks callbacks_of(int number, int& open, tidings::StreamClient& client) {
  tidings::StreamCallbacks callbacks;
  callbacks.on_event = [number, &client](const tidings::Event& event) {
    if (!(std::cout << number << '\t' << event.type << '\t' << event.data << std::endl)) {
      client.stop();  // nobody reads any more
    }
  };
  callbacks.on_end = [number, &open, &client](const tidings::StreamEnd& end) {
    std::cerr << number << ": " << end.reason << '\n';
    if (--open == 0) {
      client.stop();
    }
  };
  return callbacks;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: follow_fifty URL\n";
    return 2;
  }
  const auto made = tidings::StreamClient::create();
  if (!made) {
    std::cerr << made.error().message << '\n';
    return 1;
  }
  tidings::StreamClient& client = **made;
  int open = kStreams;
  for (int number = 1; number <= kStreams; ++number) {
    tidings::StreamSettings settings;
    settings.url = argv[1];
    client.add(settings, callbacks_of(number, open, client));
  }
  client.run();
}
