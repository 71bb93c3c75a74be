#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "load/dialect.h"
#include "server/child_program.h"
#include "server/temporary_folder.h"

/// The servers that are measured, each on a free port of 127.0.0.1 with what it writes in a
/// temporary folder.
namespace tidings::bench {

/// A redis-server that keeps everything in memory.
class Redis {
 public:
  Redis();
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string url() const;
  [[nodiscard]] std::vector<pid_t> processes() const { return {program_->pid()}; }

 private:
  TemporaryFolder folder_;
  std::uint16_t port_;
  std::optional<ChildProgram> program_;
};

/// What the other servers have in common.
class StreamServer {
 public:
  virtual ~StreamServer() = default;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  [[nodiscard]] virtual const load::Dialect& dialect() const = 0;
  /// With its workers.
  [[nodiscard]] virtual std::vector<pid_t> processes() const = 0;
};

class TidingsServer final : public StreamServer {
 public:
  struct Settings {
    std::string executable = {};
    std::string store = "memory";
    unsigned workers = 1;
    std::string secret = {};  ///< empty: one is made
  };
  explicit TidingsServer(Settings settings);

  /// Again, on the same port, after `kill`.
  void start();
  /// SIGKILL.
  void kill();

  [[nodiscard]] std::uint16_t port() const override { return port_; }
  [[nodiscard]] const load::Dialect& dialect() const override { return *dialect_; }
  [[nodiscard]] std::vector<pid_t> processes() const override;
  [[nodiscard]] const std::string& secret() const { return settings_.secret; }

 private:
  Settings settings_;
  TemporaryFolder folder_;
  std::uint16_t port_;
  std::unique_ptr<load::Dialect> dialect_;
  std::optional<ChildProgram> program_;
};

/// nginx with the module nchan: one worker.
class Nchan final : public StreamServer {
 public:
  /// `redis_url` may be empty: messages in nginx's memory.
  Nchan(const std::string& redis_url, bool broadcasts_only);

  /// Whether nginx and the module are there.
  static bool is_installed();

  [[nodiscard]] std::uint16_t port() const override { return port_; }
  [[nodiscard]] const load::Dialect& dialect() const override { return *dialect_; }
  [[nodiscard]] std::vector<pid_t> processes() const override;

 private:
  TemporaryFolder folder_;
  std::uint16_t port_;
  std::unique_ptr<load::Dialect> dialect_;
  std::optional<ChildProgram> program_;
};

}  // namespace tidings::bench
