#include "console.h"

#include <utility>

namespace tidings::cli {

Console::Console(EventLoop& loop, OutputDescriptors descriptors, ColorChoice colors,
                 const Environment& environment, Messages::Settings settings,
                 DescriptorWriter::Callbacks callbacks)
    : descriptors_(descriptors),
      environment_(environment),
      out_terminal_(inspect_terminal(descriptors.out, colors, environment)),
      err_terminal_(inspect_terminal(descriptors.err, colors, environment)),
      out_(loop, descriptors.out, std::move(callbacks)),
      err_(loop, descriptors.err, {}),
      messages_(err_, {settings.quiet, err_terminal_.colors}, [this] { out_.flush(); }) {}

int Console::out_width() const {
  return terminal_width(descriptors_.out, environment_);
}

int Console::err_width() const {
  return terminal_width(descriptors_.err, environment_);
}

void Console::flush() {
  out_.flush();
  err_.flush();
}

}  // namespace tidings::cli
