#include "service/connection_test.h"

#include <chrono>
#include <utility>

namespace tidings::desktop {
namespace {

/// As long as somebody looks at a dialog.
constexpr std::chrono::seconds kDuration{6};

}  // namespace

ConnectionTest::ConnectionTest(StreamClient& client, std::shared_ptr<Mailbox> mailbox,
                               std::function<void(const Diagnosis&)> done)
    : client_(client), mailbox_(std::move(mailbox)), done_(std::move(done)) {}

void ConnectionTest::start(FollowSettings settings) {
  client_.loop().post([self = shared_from_this(), settings = std::move(settings)] {
    ObserverOptions options;
    options.duration = kDuration;
    options.may_end_early = true;
    options.preset = settings.preset;
    options.mapping = settings.mapping;
    // The observer goes with the test, on this thread.
    self->observer_ =
        observe_stream(self->client_.loop(), self->client_.transport(), settings.stream,
                       std::move(options), [test = self.get()](const ObservedStream& seen) {
                         test->mailbox_->post(
                             [done = test->done_, diagnosis = diagnose(seen)] { done(diagnosis); });
                         test->observer_.reset();
                       });
  });
}

void ConnectionTest::cancel() {
  client_.loop().post([self = shared_from_this()] { self->cancel_now(); });
}

}  // namespace tidings::desktop
