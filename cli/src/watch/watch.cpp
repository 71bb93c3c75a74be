#include "watch/watch.h"

#include <cstddef>
#include <memory>

#include "foreground.h"
#include "open_file_limit.h"
#include "watch/stream_watch.h"

namespace tidings::cli {

ExitStatus run_watch(const WatchOptions& options, const Environment& environment,
                     OutputDescriptors descriptors) {
  // A stream's socket, and while its name is looked up a pair more; then what everybody has.
  constexpr std::size_t kFilesOfAStream = 4;
  constexpr std::size_t kFilesOfTheRest = 64;
  allow_open_files(options.streams.size() * kFilesOfAStream + kFilesOfTheRest);
  return run_in_foreground({options.colors, options.quiet}, environment, descriptors,
                           [&options](StreamClient& client, Console& console) {
                             return std::make_unique<StreamWatch>(options, client, console);
                           });
}

}  // namespace tidings::cli
