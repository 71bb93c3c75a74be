// Writes the man pages and completions of `tidings`: tidings_reference FOLDER DATE
#include <string>

#include "tidings/version.h"

#include "manual_sections.h"
#include "program.h"
#include "reference_files.h"

int main(int argc, char** argv) {
  using namespace tidings::reference;
  if (argc != 3) {
    return 2;
  }
  const std::string folder = argv[1];
  ProgramReference program{"tidings", std::string(tidings::version()), argv[2], {}};
  for (const tidings::cli::CommandSpec* spec : tidings::cli::command_specs()) {
    const std::string name(spec->name);
    program.commands.push_back(
        {"tidings-" + name, "tidings " + name, spec, manual_sections("tidings-" + name)});
  }
  const std::string page =
      program_page(program, "Server-Sent Events in the terminal", manual_sections("tidings"));
  return write_reference(folder, program) && write_file(folder + "/tidings.1", page) ? 0 : 1;
}
