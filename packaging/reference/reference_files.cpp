#include "reference_files.h"

#include <fstream>
#include <iostream>

namespace tidings::reference {

bool write_file(const std::string& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  file.close();
  if (!file) {
    std::cerr << "cannot write " << path << '\n';
  }
  return static_cast<bool>(file);
}

bool write_reference(const std::string& folder, const ProgramReference& program) {
  bool written = write_file(folder + "/" + program.program, bash_completion(program)) &&
                 write_file(folder + "/_" + program.program, zsh_completion(program)) &&
                 write_file(folder + "/" + program.program + ".fish", fish_completion(program));
  for (const CommandReference& command : program.commands) {
    if (!command.page.empty()) {
      written =
          written && write_file(folder + "/" + command.page + ".1", man_page(program, command));
    }
  }
  return written;
}

}  // namespace tidings::reference
