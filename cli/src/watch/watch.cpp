#include "watch/watch.h"

#include <memory>

#include "foreground.h"
#include "watch/stream_watch.h"

namespace tidings::cli {

ExitStatus run_watch(const WatchOptions& options, const Environment& environment,
                     OutputDescriptors descriptors) {
  return run_in_foreground({options.colors, options.quiet}, environment, descriptors,
                           [&options](StreamClient& client, Console& console) {
                             return std::make_unique<StreamWatch>(options, client, console);
                           });
}

}  // namespace tidings::cli
