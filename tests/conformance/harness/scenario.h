#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/program.h"
#include "conformance/harness/scripted_server.h"

namespace tidings::conformance {

using Words = std::vector<std::string>;

/// How a case deviates from the ordinary way of starting the program.
struct Start {
  std::map<std::string, std::string> environment = {};  ///< beside PATH, HOME and the like
  Output out = Output::Pipe;
  Output err = Output::Pipe;
  unsigned short terminal_columns = 80;
  std::string close_out_after = {};
};

/// What one case plays with: a server, a folder of its own and the programs it started. All of it
/// is gone when the case is over.
class Scenario {
 public:
  Scenario();
  ~Scenario();
  Scenario(const Scenario&) = delete;
  Scenario& operator=(const Scenario&) = delete;

  /// The server on 127.0.0.1, made when first asked for.
  ScriptedServer& server();

  /// Starts `tidings watch` with exactly these arguments.
  Program& watch(const Words& arguments, const Start& start = {});
  /// Starts `tidings watch` with these flags on `server().url()`.
  Program& follow(Words flags = {}, const Start& start = {});
  /// Starts `tidings` with exactly these arguments.
  Program& tidings(const Words& arguments, const Start& start = {});

  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }
  /// Writes a file into the folder; its path.
  std::string file(const std::string& name, std::string_view content) const;
  [[nodiscard]] std::string read(const std::string& name) const;

  /// What all programs of this case printed, for a failure's report.
  [[nodiscard]] std::string description() const;

 private:
  std::filesystem::path directory_;
  std::unique_ptr<ScriptedServer> server_;
  std::vector<std::unique_ptr<Program>> programs_;
};

}  // namespace tidings::conformance
