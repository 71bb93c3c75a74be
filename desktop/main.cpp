#include "app/program.h"

int main(int argc, char** argv) {
  return tidings::desktop::run_program(argc, argv);
}
