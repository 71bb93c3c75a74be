#include <exception>
#include <iostream>

#include "program/run.h"

int main(int argc, char** argv) {
  try {
    return static_cast<int>(tidings::server::run({argv + 1, argv + argc}, std::cout, std::cerr));
  } catch (const std::exception& error) {
    std::cerr << "tidings-server: " << error.what() << '\n';
    return 1;
  }
}
