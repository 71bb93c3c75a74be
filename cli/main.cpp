#include <clocale>
#include <string>
#include <vector>

#include "environment.h"
#include "program.h"
#include "standard_descriptors.h"

int main(int argc, char** argv) {
  tidings::cli::open_missing_standard_descriptors();
  // What we read and write is UTF-8, whatever the user's locale: host names beyond ASCII too.
  static_cast<void>(std::setlocale(LC_CTYPE, "C.UTF-8"));
  const tidings::cli::Environment environment = tidings::cli::take_environment();
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  return static_cast<int>(tidings::cli::run_program(words, environment));
}
