#include <string>
#include <vector>

#include "environment.h"
#include "program.h"
#include "standard_descriptors.h"

int main(int argc, char** argv) {
  tidings::cli::open_missing_standard_descriptors();
  const tidings::cli::Environment environment = tidings::cli::take_environment();
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  return static_cast<int>(tidings::cli::run_program(words, environment));
}
