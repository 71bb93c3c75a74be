#pragma once

#include "tidings/event_loop.h"

#include "descriptor_writer.h"
#include "environment.h"
#include "messages.h"
#include "terminal.h"

namespace tidings::cli {

/// Where a program's output goes.
struct OutputDescriptors {
  int out = 1;
  int err = 2;
};

/// What a running program writes to: standard output, and standard error by way of `messages`.
/// Neither descriptor is closed. On the loop's thread only; must not outlive the loop.
class Console {
 public:
  /// `callbacks` are those of standard output.
  Console(EventLoop& loop, OutputDescriptors descriptors, ColorChoice colors,
          const Environment& environment, Messages::Settings settings,
          DescriptorWriter::Callbacks callbacks);

  [[nodiscard]] const Terminal& out_terminal() const { return out_terminal_; }
  /// Standard output's width at this moment.
  [[nodiscard]] int out_width() const;
  [[nodiscard]] const Terminal& err_terminal() const { return err_terminal_; }
  /// Standard error's width at this moment.
  [[nodiscard]] int err_width() const;
  [[nodiscard]] DescriptorWriter& out() { return out_; }
  [[nodiscard]] DescriptorWriter& err() { return err_; }
  [[nodiscard]] Messages& messages() { return messages_; }

  /// Writes what has come together, as far as the readers take it.
  void flush();

 private:
  OutputDescriptors descriptors_;
  Environment environment_;
  Terminal out_terminal_;
  Terminal err_terminal_;
  DescriptorWriter out_;
  DescriptorWriter err_;
  Messages messages_;
};

}  // namespace tidings::cli
