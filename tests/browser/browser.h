#pragma once

#include <QString>
#include <QTemporaryDir>

#include "support/program.h"

namespace tidings::test {

/// A headless Chromium with a fresh profile that shows one page and talks to nobody else.
class Browser {
 public:
  explicit Browser(const QString& url);

  [[nodiscard]] bool start() { return program_.start(); }
  [[nodiscard]] Program& program() { return program_; }

 private:
  QTemporaryDir folder_;
  Program program_;
};

}  // namespace tidings::test
