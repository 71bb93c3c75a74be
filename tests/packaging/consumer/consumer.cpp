// A program of somebody else's: what it uses must be in the installed headers and library.

#include <tidings/stream_client.h>

int main() {
  auto client = tidings::StreamClient::create();
  if (!client)
    return 1;
  tidings::StreamSettings settings;
  settings.url = "gopher://127.0.0.1/";  // ends at once: no scheme that can be followed
  tidings::StreamCallbacks callbacks;
  bool ended = false;
  callbacks.on_end = [&](const tidings::StreamEnd& end) {
    ended = end.kind == tidings::StreamEnd::Kind::unusable;
    (*client)->stop();
  };
  (*client)->add(settings, callbacks);
  (*client)->run();
  return ended ? 0 : 1;
}
