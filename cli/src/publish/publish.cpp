#include "publish/publish.h"

#include <memory>

#include "foreground.h"
#include "publish/publish_run.h"

namespace tidings::cli {

ExitStatus run_publish(const PublishOptions& options, const Environment& environment,
                       OutputDescriptors descriptors) {
  return run_in_foreground({options.colors, options.quiet}, environment, descriptors,
                           [&options](StreamClient& client, Console& console) {
                             return std::make_unique<PublishRun>(options, client.loop(),
                                                                 client.transport(), console);
                           });
}

}  // namespace tidings::cli
