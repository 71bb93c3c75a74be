#include "conformance/harness/format_case.h"

#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

constexpr const char* marker = "the end of the case";

std::string suffix(Delivery delivery) {
  switch (delivery) {
    case Delivery::SingleBytes:
      return ", a byte at a time";
    case Delivery::BytePairs:
      return ", two bytes at a time";
    case Delivery::OneByteChunks:
      return ", in chunks of one byte";
    case Delivery::Whole:
      break;
  }
  return {};
}

void deliver(ScriptedServer& server, const std::string& text, Delivery delivery) {
  switch (delivery) {
    case Delivery::Whole:
      server.open_stream().stream(text);
      return;
    case Delivery::SingleBytes:
      server.open_stream().send_in_pieces(text, 1);
      return;
    case Delivery::BytePairs:
      server.open_stream().send_in_pieces(text, 2);
      return;
    case Delivery::OneByteChunks: {
      std::string chunks;
      for (const char byte : text) {
        chunks += chunk({&byte, 1});
      }
      server.open_stream("", Framing::Chunked).send(chunks);
      return;
    }
  }
}

}  // namespace

Case format_case(const FormatRow& row, Delivery delivery) {
  return {row.name + suffix(delivery), [row, delivery](Scenario& s) {
            std::vector<Expected> expected = row.events;
            const std::string last = expected.empty() ? "" : expected.back().id;
            expected.push_back({marker, "message", row.last_id.value_or(last)});
            Program& watch = s.follow({"-o", "json", "--count", std::to_string(expected.size())});
            deliver(s.server(), row.text + "data: " + marker + "\n\n", delivery);
            watch.require_exit(0);
            require_events(watch.out(), expected);
          }};
}

}  // namespace tidings::conformance
